import type { JsonValue } from "../../../template/value";
import { memberNode, type JsonNode } from "../../../template/json/node";
import { parseJson } from "../../../template/json/parseJson";
import {
  enhancedPolicy,
  policyId,
  protectedItem,
  standardPolicy,
  vaultId,
  vaultResource,
} from "../protect/backupResources";
import { quoted } from "../protect/expressions";
import { snippetOf, tabStop } from "../protect/snippetText";

/** A resource that can be inserted among those of a template. */
export interface ResourceSnippet {
  readonly kind: "vault" | "standardPolicy" | "enhancedPolicy" | "protectedItem";
  /** In the syntax of VS Code's snippets. */
  readonly snippet: string;
}

const vault = tabStop(1, "vm-backup-vault");
const region = "[resourceGroup().location]";

/** The resources by the symbolic names that they get where the template uses such names. */
const resources: readonly (readonly [kind: ResourceSnippet["kind"], symbol: string, resource: () => JsonValue])[] = [
  ["vault", "backupVault", () => vaultResource(vault, region)],
  ["enhancedPolicy", "backupPolicy", () => enhancedPolicy(`${vault}/${tabStop(2, "EnhancedVmPolicy")}`, waitsFor())],
  ["standardPolicy", "backupPolicy", () => standardPolicy(`${vault}/${tabStop(2, "DailyVmPolicy")}`, waitsFor())],
  [
    "protectedItem",
    "vmBackup",
    () =>
      protectedItem({
        vault: quoted(vault),
        policyId: policyId(quoted(vault), quoted(tabStop(2, "EnhancedVmPolicy"))),
        machine: quoted(tabStop(3, "vm-name")),
        location: region,
        dependsOn: [],
      }),
  ],
];

function waitsFor(): readonly string[] {
  return [`[${vaultId(quoted(vault))}]`];
}

/** What can be inserted at an offset of a deployment template: nothing unless it is directly among the resources. */
export function resourceSnippetsAt(text: string, offset: number): readonly ResourceSnippet[] {
  const holder = resourcesAt(text, offset);
  if (holder === undefined) {
    return [];
  }
  return resources.map(([kind, symbol, resource]) => ({
    kind,
    snippet: holder.kind === "object" ? `"${symbol}": ${snippetOf(resource())}` : snippetOf(resource()),
  }));
}

/** The list of resources in which an offset is, and in nothing within it. */
function resourcesAt(text: string, offset: number): JsonNode | undefined {
  let node = parseJson(text).root;
  let owner: JsonNode | undefined;
  for (;;) {
    const inner = childrenOf(node).find((child) => offset > child.offset && offset < child.end);
    if (inner === undefined) {
      break;
    }
    owner = node;
    node = inner;
  }
  const isList = node?.kind === "array" || node?.kind === "object";
  const isOfTemplate = owner?.kind === "object" && memberNode(owner, "type") === undefined;
  return isList && isOfTemplate && memberNode(owner, "resources") === node ? node : undefined;
}

function childrenOf(node: JsonNode | undefined): readonly JsonNode[] {
  if (node?.kind === "array") {
    return node.items;
  }
  return node?.kind === "object" ? node.members.flatMap(({ value }) => (value === undefined ? [] : [value])) : [];
}
