import type { JsonValue } from "../../../template/value";
import { pathTo } from "../../../limits/fixes/nodes";
import { memberNode, memberOf, nodeToJson, type JsonNode, type JsonObject } from "../../../template/json/node";
import { parseJson } from "../../../template/json/parseJson";
import type { TextSpan } from "../../../template/value";
import {
  enhancedPolicy,
  machineId,
  newNames,
  policyId,
  protectedItem,
  vaultId,
  vaultResource,
} from "./backupResources";
import { expressionOfNode, quoted } from "./expressions";
import { snippetOf } from "./snippetText";

/** A snippet, and where in the text it goes. */
export interface ProtectSnippet {
  readonly offset: number;
  /** In the syntax of VS Code's snippets. */
  readonly snippet: string;
}

/** Resources by the symbolic names that they would get; without, the names are only for telling them apart. */
type Inserted = readonly (readonly [symbol: string, resource: JsonValue])[];

/** What the inserted resources are bound to. */
interface Target {
  readonly vault: string;
  readonly policyId: string;
  /** What the protected item waits for. */
  readonly dependsOn: readonly string[];
  readonly inserted: Inserted;
}

/**
 * The resources that protect a machine of a template, as a snippet to be inserted behind it: a vault in the machine's region, an
 * Enhanced policy and a protected item; a vault and a policy that are declared beside the machine are taken instead of new ones.
 * @param machine the machine's own object in the text
 * @returns undefined when the text is not as it was, or the machine has no name
 */
export function protectSnippet(text: string, machine: TextSpan): ProtectSnippet | undefined {
  const path = pathTo(parseJson(text).root, machine.offset) ?? [];
  const [holder, vm] = path.slice(-2);
  const name = expressionOfNode(memberNode(vm, "name"));
  if (vm?.kind !== "object" || name === undefined || (holder?.kind !== "array" && holder?.kind !== "object")) {
    return undefined;
  }
  const symbolic = holder.kind === "object";
  const location = stringIn(vm, "location") ?? "[resourceGroup().location]";
  const target = targetOf(resourcesIn(holder), location, symbolic);
  const symbol = symbolic ? holder.members.find(({ value }) => value === vm)?.key : undefined;
  const item = protectedItem({
    ...target,
    machine: name,
    location,
    dependsOn: [...target.dependsOn, symbol ?? `[${machineId(name)}]`],
    around: aroundOf(vm),
  });
  const written = [...target.inserted, ["vmBackup", item] as const].map(([key, resource]) =>
    symbolic ? `"${freeName(holder, key)}": ${snippetOf(resource)}` : snippetOf(resource),
  );
  return { offset: vm.end, snippet: written.map((each) => `,\n${each}`).join("") };
}

/** Those that stand beside the machine, and the children that are written in them. */
function resourcesIn(holder: JsonNode): readonly JsonObject[] {
  const nodes =
    holder.kind === "array" ? holder.items : holder.kind === "object" ? holder.members.map((m) => m.value) : [];
  return nodes.filter((node) => node?.kind === "object");
}

function targetOf(beside: readonly JsonObject[], location: string, symbolic: boolean): Target {
  const vaultNode = beside.find(
    (node) =>
      isOfType(node, "microsoft.recoveryservices/vaults") && stringIn(node, "location") === location && !isLooped(node),
  );
  const named = expressionOfNode(memberNode(vaultNode, "name"));
  const vault = named ?? quoted(newNames.vault);
  const newVault: Inserted = named === undefined ? [["backupVault", vaultResource(newNames.vault, location)]] : [];
  const declared = named === undefined ? undefined : declaredPolicy(beside, vaultNode, named);
  if (declared !== undefined) {
    return { vault, policyId: declared, dependsOn: [`[${declared}]`], inserted: newVault };
  }
  const id = policyId(vault, quoted(newNames.policy));
  const vaultDependency = symbolic && named === undefined ? "backupVault" : `[${vaultId(vault)}]`;
  const policyName =
    named === undefined ? `${newNames.vault}/${newNames.policy}` : `[concat(${vault}, '/${newNames.policy}')]`;
  return {
    vault,
    policyId: id,
    dependsOn: [symbolic ? "backupPolicy" : `[${id}]`],
    inserted: [...newVault, ["backupPolicy", enhancedPolicy(policyName, [vaultDependency])]],
  };
}

/** The id of an Enhanced policy that is declared for the vault. */
function declaredPolicy(
  beside: readonly JsonObject[],
  vaultNode: JsonObject | undefined,
  vault: string,
): string | undefined {
  const children = memberNode(vaultNode, "resources");
  const inside = children === undefined ? [] : resourcesIn(children);
  const child = inside.find((node) => isOfType(node, "backuppolicies") && isEnhanced(node) && !isLooped(node));
  const childName = expressionOfNode(memberNode(child, "name"));
  if (childName !== undefined) {
    return policyId(vault, childName);
  }
  const type = "microsoft.recoveryservices/vaults/backuppolicies";
  const policies = beside.filter((node) => isOfType(node, type) && isEnhanced(node) && !isLooped(node));
  for (const node of policies) {
    const name = lastSegment(stringIn(node, "name"), vault);
    if (name !== undefined) {
      return policyId(vault, name);
    }
  }
  return undefined;
}

/** The policy's own name, when its full name is seen to begin with the vault's. */
function lastSegment(fullName: string | undefined, vault: string): string | undefined {
  const literal = /^([^[/][^/]*)\/([^/]+)$/.exec(fullName ?? "");
  if (literal !== null) {
    return quoted(literal[1] ?? "") === vault ? quoted(literal[2] ?? "") : undefined;
  }
  const inner = fullName?.startsWith("[") === true ? fullName.slice(1, -1).trim() : "";
  const before = ["concat(", "format('{0}/{1}', "].find((each) => inner.startsWith(`${each}${vault},`));
  if (before === undefined) {
    return undefined;
  }
  const rest = inner.slice(before.length + vault.length + 1, -1).trim();
  const parts = before === "concat(" ? /^'\/'\s*,\s*(.+)$|^'\/([^']+)'$/s.exec(rest) : /^(.+)$/s.exec(rest);
  return parts?.[1]?.trim() ?? (parts?.[2] === undefined ? undefined : quoted(parts[2]));
}

function isEnhanced(node: JsonObject): boolean {
  return stringIn(memberNode(node, "properties"), "policyType")?.toLowerCase() === "v2";
}

/** A loop makes many: which one is meant is not for a snippet to guess. */
function isLooped(node: JsonObject): boolean {
  return memberNode(node, "copy") !== undefined;
}

/** As many protected items as machines, under the same condition. */
function aroundOf(vm: JsonObject): Readonly<Record<string, JsonValue>> {
  const [condition, copy] = [memberNode(vm, "condition"), memberNode(vm, "copy")];
  const count = memberNode(copy, "count");
  return {
    ...(condition === undefined ? {} : { condition: nodeToJson(condition) }),
    ...(count === undefined ? {} : { copy: { name: "vmBackupCopy", count: nodeToJson(count) } }),
  };
}

function isOfType(node: JsonObject, type: string): boolean {
  return stringIn(node, "type")?.toLowerCase() === type && memberNode(node, "existing") === undefined;
}

function stringIn(node: JsonNode | undefined, name: string): string | undefined {
  const value = memberNode(node, name);
  return value?.kind === "string" ? value.value : undefined;
}

function freeName(resources: JsonObject, base: string): string {
  for (let number = 1; ; number++) {
    const name = number === 1 ? base : `${base}${number}`;
    if (memberOf(resources, name) === undefined) {
      return name;
    }
  }
}
