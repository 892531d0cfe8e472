import * as l10n from "@vscode/l10n";
import { JsonReader, readAtOnce } from "../json/jsonReader";
import type { JsonNode, JsonObject } from "../json/node";
import { memberNode } from "../json/node";
import type { JsonDocument } from "../json/parseJson";
import type { LinkedContent } from "../evaluation/deploymentRuntime";
import type { RefusedFile, TemplateFiles, TemplateLink, TemplateProblem } from "../model";
import { TemplateChecker } from "../problems/checkTemplate";
import type { TextSpan } from "../value";
import { joinedPath } from "./joinedPath";
import type { LinkedPath } from "./templateLink";

/** Another file that the template links to. Its nodes say in their spans which file they stand in. */
export interface LinkedFile extends JsonDocument {
  /** Its path, relative to the folder of the template itself. */
  readonly file: string;
  readonly text: string;
}

/** What a file is linked as, and where. */
export interface Linking {
  readonly kind: "template" | "parameters";
  readonly span: TextSpan;
}

type Answer = LinkedFile | RefusedFile | undefined;

/** More files than this are not read for one template. */
const mostLinkedFiles = 200;

/** What has been parsed of each port's files: a port always gives the same texts. */
const answersOf = new WeakMap<TemplateFiles, Map<string, Answer>>();

/** What has been parsed of what deployments link: they are evaluated step by step. */
const contentsOf = new WeakMap<LinkedContent, LinkedFile>();

const problemsOf = new WeakMap<LinkedFile, readonly TemplateProblem[]>();

/** Reads linked files through the port, each of them once. */
export class LinkedFiles {
  /** Links that lead to a template. */
  readonly links: TemplateLink[] = [];
  /** Links that could not be followed, and why. */
  readonly problems: TemplateProblem[] = [];
  readonly #port: TemplateFiles | undefined;
  readonly #answers: Map<string, Answer>;
  readonly #asked = new Set<string>();
  readonly #templates = new Set<LinkedFile>();
  readonly #told = new Set<string>();

  constructor(port: TemplateFiles | undefined) {
    this.#port = port;
    this.#answers = (port === undefined ? undefined : answersOf.get(port)) ?? new Map<string, Answer>();
    if (port !== undefined) {
      answersOf.set(port, this.#answers);
    }
  }

  /** Whether there is any way to read files at all. */
  get isAvailable(): boolean {
    return this.#port !== undefined;
  }

  /**
   * The file that a link in the file `from` (empty for the template itself) leads to, read in small steps. Undefined when it cannot be read or is not
   * what it is linked as, which is then told as a problem of the link.
   */
  *read(
    { path, isBeside }: LinkedPath,
    from: string,
    { kind, span }: Linking,
  ): Generator<void, LinkedFile | undefined> {
    const file = joinedPath(from, path);
    if (this.#port === undefined) {
      return undefined;
    }
    if (file === from) {
      this.#tell(l10n.t("The file '{0}' links itself, which is not followed.", path), span);
      return undefined;
    }
    if (!this.#asked.has(file) && this.#asked.size >= mostLinkedFiles) {
      this.#tell(tooManyFiles(), span);
      return undefined;
    }
    this.#asked.add(file);
    const answer = yield* this.#answer(this.#port, path, from, file);
    if (answer === undefined) {
      if (isBeside) {
        this.#tell(l10n.t("There is no file '{0}' here, so what it holds is not analysed.", path), span);
      }
      return undefined;
    }
    if ("refused" in answer) {
      this.#tell(refusal(answer, path), span);
      return undefined;
    }
    const isRight = kind === "template" ? isTemplate(answer.root) : isParameters(answer.root);
    if (!isRight) {
      this.#tell(notWhatItIsLinkedAs(kind, path), span);
    }
    return isRight ? answer : undefined;
  }

  *#answer(port: TemplateFiles, path: string, from: string, file: string): Generator<void, Answer> {
    if (!this.#answers.has(file)) {
      const given = port.read(path, from);
      this.#answers.set(file, typeof given === "string" ? yield* parsed(file, given) : given);
    }
    return this.#answers.get(file);
  }

  /** A file that whoever deploys has got, in small steps. */
  *given(content: LinkedContent): Generator<void, LinkedFile> {
    const file = contentsOf.get(content) ?? (yield* parsed(content.file, content.text));
    contentsOf.set(content, file);
    return file;
  }

  /** Notes that a deployment deploys the file. @param via the deployments up to that one */
  followed(template: LinkedFile, span: TextSpan, via: readonly string[]): void {
    this.#templates.add(template);
    // The instances of a copy loop link at the same place.
    if (this.#isNew(`${template.file}|${via.join(">")}`)) {
      this.links.push({ file: template.file, span, via });
    }
  }

  /** Looks for faults inside the linked templates, in small steps. */
  *check(): Generator<void> {
    for (const template of this.#templates) {
      if (!problemsOf.has(template)) {
        problemsOf.set(template, yield* faultsIn(template));
      }
    }
  }

  /** The faults inside the linked templates, once they are checked; their spans name the file. */
  problemsInTemplates(): readonly TemplateProblem[] {
    return [...this.#templates].flatMap((template) => problemsOf.get(template) ?? []);
  }

  #tell(message: string, span: TextSpan): void {
    if (this.#isNew(`${span.file ?? ""}|${span.offset}|${message}`)) {
      this.problems.push({ kind: "limit", message, span });
    }
  }

  #isNew(key: string): boolean {
    const isNew = !this.#told.has(key);
    this.#told.add(key);
    return isNew;
  }
}

/** Whether a file holds a template: only a list of resources tells. */
export function isTemplate(root: JsonNode | undefined): root is JsonObject {
  return root?.kind === "object" && memberNode(root, "resources") !== undefined;
}

/** Whether a file holds parameters. */
export function isParameters(root: JsonNode | undefined): root is JsonObject {
  return memberNode(root, "parameters")?.kind === "object";
}

function tooManyFiles(): string {
  return l10n.t("The template links more than {0} files; not all are analysed.", mostLinkedFiles);
}

function refusal({ refused }: RefusedFile, path: string): string {
  switch (refused) {
    case "tooLarge":
      return l10n.t("The linked file '{0}' is larger than the 4 MB that Azure accepts, so it is not analysed.", path);
    case "outside":
      return l10n.t("The linked file '{0}' lies outside the folder that is open to the check; it is not read.", path);
    case "unreadable":
      return l10n.t("The linked file '{0}' cannot be read, so it is not analysed.", path);
  }
}

function notWhatItIsLinkedAs(kind: Linking["kind"], path: string): string {
  return kind === "template"
    ? l10n.t("The linked file '{0}' is not a template: it has no resources.", path)
    : l10n.t("The linked file '{0}' is not a parameter file: it has no object 'parameters'.", path);
}

function* parsed(file: string, text: string): Generator<void, LinkedFile> {
  const reader = new JsonReader(text, { start: 0, file });
  while (!reader.read(readAtOnce)) {
    yield;
  }
  return { file, text, ...reader.document };
}

function* faultsIn(linked: LinkedFile): Generator<void, readonly TemplateProblem[]> {
  const { file, text, root, faults } = linked;
  const checker = new TemplateChecker(text, root, linked);
  yield* checker.check();
  const inJson = faults.map(({ message, offset, length }) => ({
    kind: "json" as const,
    message,
    span: { offset, length, file },
  }));
  return [...inJson, ...checker.problems];
}
