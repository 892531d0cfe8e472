import * as vscode from "vscode";
import { verdictOf } from "../../../limits/check/verdict";
import type { Finding } from "../../../limits/finding";
import type { RuleCode } from "../../../limits/matrices/matrix";
import type { VmProfile } from "../../../limits/profile/vm";
import { asText, at } from "../../../template/access";
import type { TemplateResource } from "../../../template/model";
import type { TemplateCheck } from "../check/templateCheck";
import { verdictText, worst } from "./verdictText";

/**
 * What stands above a machine of the template.
 * @param machines the instances of its copy loop, or itself alone
 * @param own what is found in them
 */
export function machineVerdict(
  { verdicts }: TemplateCheck,
  machines: readonly VmProfile[],
  own: readonly Finding[],
): string | undefined {
  if (machines.length > 0 && machines.every(isOut)) {
    return vscode.l10n.t("Not deployed: its condition is false");
  }
  const verdict = worst(machines.filter((vm) => !isOut(vm)).flatMap(({ id }) => verdicts.get(id) ?? []));
  return verdict === undefined ? undefined : verdictText(verdict, own);
}

/** Whether a condition keeps a machine out for certain. */
export function isOut({ deployed }: VmProfile): boolean {
  return deployed.known && !deployed.value;
}

/** What refuses a resource that makes machines which are no virtual machines of their own. */
const refusals: ReadonlySet<string> = new Set<RuleCode>(["vmss-uniform", "classic-vm"]);

/**
 * What stands above a scale set or a classic machine; undefined when no matrix speaks of it.
 * @param own what is found in it
 */
export function otherVerdict(
  { settings }: TemplateCheck,
  resource: TemplateResource,
  own: readonly Finding[],
): string | undefined {
  const refused = own.filter(({ code, lifted }) => refusals.has(code) && !lifted);
  if (refused.length > 0) {
    return verdictText(verdictOf(refused), refused);
  }
  // Only today's matrix knows scale sets; and only of flexible ones is it sure that no refusal was suppressed or switched off.
  const mode = asText(at(resource.body, "properties", "orchestrationMode"));
  return settings.limits === "current" && mode?.toLowerCase() === "flexible"
    ? vscode.l10n.t("Flexible scale set: each of its VMs is protected by itself")
    : undefined;
}
