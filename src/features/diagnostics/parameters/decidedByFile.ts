import * as vscode from "vscode";
import type { Finding } from "../../../limits/finding";
import { memberNode } from "../../../template/json/node";
import { parseJson } from "../../../template/json/parseJson";
import { Positions } from "../../../template/positions";
import type { TextSpan } from "../../../template/value";
import type { UsedParameterFile } from "../check/templateCheck";

/**
 * Adds to findings where in the parameter file the values stand that they rest on: that is what an author would edit. The file of such
 * a span is the address of the parameter file, which no file that a template links can have for a name.
 */
export function withPlacesInFile(
  findings: readonly Finding[],
  file: UsedParameterFile | undefined,
): readonly Finding[] {
  if (file === undefined) {
    return findings;
  }
  let parameters: ReturnType<typeof memberNode>;
  return findings.map((finding) => {
    const names = namesGivenBy(finding, file.name);
    if (names.length === 0) {
      return finding;
    }
    parameters ??= memberNode(parseJson(file.text).root, "parameters");
    const places = names.flatMap((name) => {
      const node = memberNode(memberNode(parameters, name), "value");
      const span = node && { offset: node.offset, length: node.end - node.offset, file: file.address };
      const message = vscode.l10n.t("Parameter '{0}' gets its value here, in {1}.", name, file.name);
      return span === undefined ? [] : [{ message, place: { span, chain: [] } }];
    });
    return { ...finding, related: [...finding.related, ...places] };
  });
}

/** Where a span of `withPlacesInFile` is; undefined for all others. */
export function locationInFile(span: TextSpan, file: UsedParameterFile | undefined): vscode.Location | undefined {
  if (file === undefined || span.file !== file.address) {
    return undefined;
  }
  const positions = new Positions(file.text);
  const [start, end] = [positions.at(span.offset), positions.at(span.offset + span.length)];
  const range = new vscode.Range(start.line, start.character, end.line, end.character);
  return new vscode.Location(vscode.Uri.parse(file.address), range);
}

/** The parameters of a finding's values that come from the file; a value has its parameter beside the file in its chain. */
function namesGivenBy({ place, related }: Finding, file: string): readonly string[] {
  const chains = [place, ...related.map((each) => each.place)].map((each) => each?.chain ?? []);
  const names = chains.flatMap((chain) =>
    chain.flatMap((step, at) => {
      const outer = chain[at - 1];
      const isGiven = step.kind === "parameterFile" && step.name === file && outer?.kind === "parameter";
      return isGiven ? [outer.name] : [];
    }),
  );
  return [...new Set(names)];
}
