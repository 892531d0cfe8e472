import { TemplateEvaluation } from "./evaluateTemplate";
import type { ReplacedResources } from "./evaluateTemplate";
import { applyEdit, editInside } from "./json/edit";
import { JsonReader, readAtOnce } from "./json/jsonReader";
import { beginning } from "./json/node";
import type { Pieces } from "./json/pieces";
import type { EvaluatedTemplate, EvaluationOptions } from "./model";

/** What a session makes of one version of the text. */
export interface SessionResult {
  readonly template: EvaluatedTemplate;
  /** What was evaluated anew, by what it replaces; undefined when everything was. */
  readonly replaced: ReplacedResources | undefined;
}

interface Version {
  readonly text: string;
  readonly options: EvaluationOptions;
  readonly pieces: Pieces;
  readonly evaluation: TemplateEvaluation;
}

/**
 * Evaluates the versions of one text that is being edited. What an edit inside one resource cannot have touched is kept, with
 * its positions moved along; everything else is evaluated anew. The result of an earlier version must not be used any more
 * once a later one has been begun.
 */
export class TemplateSession {
  #last: Version | undefined;

  /** Evaluates a version in small steps: whoever takes them may pause between two, or give up. */
  *evaluate(text: string, options: EvaluationOptions): Generator<void, SessionResult> {
    const last = this.#last;
    // Until this version is done, nothing is known to be whole: giving up must not leave half of an edit behind.
    this.#last = undefined;
    const kept = last === undefined ? undefined : keptFrom(last, text, options);
    if (last !== undefined && kept !== undefined) {
      this.#last = { ...last, text, options };
      return { template: last.evaluation, replaced: kept };
    }
    const pieces: Pieces = { anchors: [], pieces: [] };
    const reader = new JsonReader(text, beginning, pieces);
    while (!reader.read(readAtOnce)) {
      yield;
    }
    const evaluation = new TemplateEvaluation(text, reader.document, options);
    yield* evaluation.collect();
    yield* evaluation.check();
    yield* evaluation.identify();
    if (reader.document.faults.length === 0) {
      this.#last = { text, options, pieces, evaluation };
    }
    return { template: evaluation, replaced: undefined };
  }
}

function keptFrom(last: Version, text: string, options: EvaluationOptions): ReplacedResources | undefined {
  if (!sameOptions(last.options, options) || last.evaluation.exhausted) {
    return undefined;
  }
  if (last.text === text) {
    return new Map();
  }
  const edit = editInside(last.pieces, last.text, text);
  if (edit === undefined) {
    return undefined;
  }
  const before = edit.piece.node;
  applyEdit(last.pieces, edit);
  return last.evaluation.edited(text, before, edit);
}

/** Linked files that have changed come with another port: the same one always gives the same texts. */
function sameOptions(one: EvaluationOptions, other: EvaluationOptions): boolean {
  return (
    one.files === other.files &&
    JSON.stringify([one.parameterFiles, one.parameters, one.deployment]) ===
      JSON.stringify([other.parameterFiles, other.parameters, other.deployment])
  );
}
