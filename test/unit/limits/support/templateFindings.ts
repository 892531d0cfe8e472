import { evaluateTemplate } from "../../../../src/template/evaluateTemplate";
import { checkTemplate } from "../../../../src/limits/check/checkTemplate";
import type { Finding, LimitsId } from "../../../../src/limits/finding";
import { id, templateText, type TemplateParts } from "./templates";

/** A finding with the piece of the template at which it is shown. */
export interface ShownFinding extends Finding {
  readonly at: string;
}

/** The findings of one rule on a template. */
export function shownFindings(
  code: string,
  parts: TemplateParts,
  limits: LimitsId = "current",
): readonly ShownFinding[] {
  const text = templateText(parts);
  return checkTemplate(evaluateTemplate(text), text, { limits, lifted: "hint" })
    .findings.filter((finding) => finding.code === code)
    .map((finding) => ({ ...finding, at: shownAt(text, finding) }));
}

function shownAt(text: string, { place }: Finding): string {
  return place === undefined ? "" : text.slice(place.span.offset, place.span.offset + place.span.length);
}

/** Certainty, severity and place of one rule's findings, for short expectations. */
export function briefly(code: string, parts: TemplateParts, limits: LimitsId = "current"): readonly string[] {
  return shownFindings(code, parts, limits).map(({ certainty, severity, at }) => `${certainty} ${severity} at ${at}`);
}

/** A string parameter without a value. */
export function parameter(allowedValues?: readonly string[]): Readonly<Record<string, unknown>> {
  return allowedValues === undefined ? { type: "string" } : { type: "string", allowedValues };
}

/** The vault 'backups' in West Europe. */
export function vault(properties: Readonly<Record<string, unknown>> = {}): unknown {
  return {
    type: "Microsoft.RecoveryServices/vaults",
    apiVersion: "2024-04-01",
    name: "backups",
    location: "westeurope",
    sku: { name: "RS0", tier: "Standard" },
    properties,
  };
}

/** The policy 'nightly' of that vault. */
export function policy(properties: Readonly<Record<string, unknown>> = {}): unknown {
  return {
    type: "Microsoft.RecoveryServices/vaults/backupPolicies",
    apiVersion: "2024-04-01",
    name: "backups/nightly",
    properties: { backupManagementType: "AzureIaasVM", ...properties },
  };
}

/** The item that protects the machine 'web' by the policy 'nightly'. */
export function protectedItem(
  properties: Readonly<Record<string, unknown>> = {},
  head: Readonly<Record<string, unknown>> = {},
): unknown {
  return {
    type: "Microsoft.RecoveryServices/vaults/backupFabrics/protectionContainers/protectedItems",
    apiVersion: "2024-04-01",
    name: "[format('backups/Azure/iaasvmcontainer;iaasvmcontainerv2;{0};web/vm;iaasvmcontainerv2;{0};web', resourceGroup().name)]",
    ...head,
    properties: {
      protectedItemType: "Microsoft.Compute/virtualMachines",
      policyId: id("Microsoft.RecoveryServices/vaults/backupPolicies", "backups", "nightly"),
      sourceResourceId: id("Microsoft.Compute/virtualMachines", "web"),
      ...properties,
    },
  };
}

/** A machine 'web' under a policy with these properties. */
export function protectedBy(
  machine: unknown,
  properties: Readonly<Record<string, unknown>>,
  head: Readonly<Record<string, unknown>> = {},
): TemplateParts {
  return { resources: [machine, vault(), policy(properties), protectedItem({}, head)] };
}

/** A machine that is made from an image. */
export function imageOf(publisher: string, offer: string, sku: string): Readonly<Record<string, unknown>> {
  return { storageProfile: { imageReference: { publisher, offer, sku, version: "latest" } } };
}
