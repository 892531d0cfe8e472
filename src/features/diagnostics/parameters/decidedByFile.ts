import * as vscode from "vscode";
import type { Finding } from "../../../limits/finding";
import { memberNode } from "../../../template/json/node";
import { parseJson } from "../../../template/json/parseJson";
import { Positions } from "../../../template/positions";
import type { UsedParameterFile } from "../templateCheck";

/**
 * Where in the parameter file the values stand that a finding rests on: related information leads there, because that is what its
 * author would edit.
 */
export function placesInParameterFile(
  { place, related }: Pick<Finding, "place" | "related">,
  file: UsedParameterFile,
): readonly vscode.DiagnosticRelatedInformation[] {
  const chains = [place, ...related.map((each) => each.place)].flatMap((each) => (each === undefined ? [] : [each.chain]));
  const parameters = new Set(chains.flatMap((chain) => parametersGivenBy(chain, file.name)));
  if (parameters.size === 0) {
    return [];
  }
  const { root } = parseJson(file.text);
  const positions = new Positions(file.text);
  return [...parameters].flatMap((name) => {
    const node = memberNode(memberNode(memberNode(root, "parameters"), name), "value");
    if (node === undefined) {
      return [];
    }
    const [start, end] = [positions.at(node.offset), positions.at(node.end)];
    const range = new vscode.Range(start.line, start.character, end.line, end.character);
    const message = vscode.l10n.t("Parameter '{0}' gets its value here, in {1}.", name, file.name);
    return [new vscode.DiagnosticRelatedInformation(new vscode.Location(vscode.Uri.parse(file.address), range), message)];
  });
}

type Chain = NonNullable<Finding["place"]>["chain"];

/** A value comes through a file and then through the parameter that it is given to: they stand side by side in the chain. */
function parametersGivenBy(chain: Chain, file: string): readonly string[] {
  return chain.flatMap((step, at) => {
    if (step.kind !== "parameterFile" || step.name !== file) {
      return [];
    }
    const beside = [chain[at - 1], chain[at + 1]].find((one) => one?.kind === "parameter");
    return beside === undefined ? [] : [beside.name];
  });
}
