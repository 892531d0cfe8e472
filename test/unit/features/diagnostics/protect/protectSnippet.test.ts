import { describe, expect, it } from "vitest";
import { protectSnippet } from "../../../../../src/features/diagnostics/protect/protectSnippet";
import { plainText } from "../../../../../src/features/diagnostics/protect/snippetText";
import { checkTemplate } from "../../../../../src/limits/check/checkTemplate";
import type { VmProfile } from "../../../../../src/limits/profile/vm";
import { evaluateTemplate } from "../../../../../src/template/evaluateTemplate";
import type { EvaluatedTemplate } from "../../../../../src/template/model";

const schema = "https://schema.management.azure.com/schemas/2019-04-01/deploymentTemplate.json#";

interface Parts {
  readonly parameters?: object;
  readonly resources: unknown;
  readonly languageVersion?: string;
}

function textOf(parts: Parts): string {
  return JSON.stringify({ $schema: schema, contentVersion: "1.0.0.0", ...parts }, undefined, 2);
}

const vm = {
  type: "Microsoft.Compute/virtualMachines",
  apiVersion: "2024-07-01",
  name: "web",
  location: "westeurope",
  properties: { storageProfile: { osDisk: { osType: "Linux", createOption: "FromImage" } } },
};

const vault = {
  type: "Microsoft.RecoveryServices/vaults",
  apiVersion: "2024-04-01",
  name: "backups",
  location: "westeurope",
  sku: { name: "RS0", tier: "Standard" },
  properties: {},
};

const policy = {
  type: "Microsoft.RecoveryServices/vaults/backupPolicies",
  apiVersion: "2024-04-01",
  name: "backups/every4",
  properties: {
    backupManagementType: "AzureIaasVM",
    policyType: "V2",
    schedulePolicy: { schedulePolicyType: "SimpleSchedulePolicyV2", scheduleRunFrequency: "Hourly" },
  },
};

interface Protected {
  readonly template: EvaluatedTemplate;
  readonly machines: readonly VmProfile[];
  /** Of the findings that are more than a hint. */
  readonly codes: readonly string[];
}

/** The template after the snippet has been inserted with the names that it suggests. */
function protect(parts: Parts): Protected {
  const text = textOf(parts);
  const machine = evaluateTemplate(text).resources.find(({ type }) => type === vm.type);
  const made = machine === undefined ? undefined : protectSnippet(text, machine.span);
  if (made === undefined) {
    throw new Error("nothing to insert");
  }
  const after = text.slice(0, made.offset) + plainText(made.snippet) + text.slice(made.offset);
  const template = evaluateTemplate(after);
  const { profiles, findings } = checkTemplate(template, after, { limits: "current", lifted: "off" });
  return {
    template,
    machines: profiles,
    codes: findings.filter(({ severity }) => severity !== "hint").map(({ code }) => code),
  };
}

function bindings({ machines }: Protected): readonly unknown[] {
  return machines.map(({ protection }) =>
    protection.map(({ vaultName, policyName, policyKind, vaultLocation }) => [
      vaultName,
      policyName,
      policyKind.known && policyKind.value,
      vaultLocation.known && vaultLocation.value,
    ]),
  );
}

describe("what protects a machine of a template", () => {
  it("is a vault in its region, an Enhanced policy and a protected item that bind it", () => {
    const after = protect({ resources: [vm] });
    expect(after.template.problems).toEqual([]);
    expect(bindings(after)).toEqual([[["vm-backup-vault", "EnhancedVmPolicy", "Enhanced", "westeurope"]]]);
    expect(after.codes).toEqual([]);
  });

  it("names the protected item as Azure Backup does", () => {
    const item = protect({ resources: [vm] }).template.resources.find(({ type }) => type.endsWith("/protectedItems"));
    expect(item?.id).toContain("/protectioncontainers/iaasvmcontainer;iaasvmcontainerv2;");
    expect(item?.id).toMatch(/\/protecteditems\/vm;iaasvmcontainerv2;.*;web$/);
  });

  it("follows the machine's own expressions", () => {
    const after = protect({
      parameters: {
        vmName: { type: "string", defaultValue: "db" },
        place: { type: "string", defaultValue: "uksouth" },
      },
      resources: [{ ...vm, name: "[parameters('vmName')]", location: "[parameters('place')]" }],
    });
    expect(after.template.problems).toEqual([]);
    expect(bindings(after)).toEqual([[["vm-backup-vault", "EnhancedVmPolicy", "Enhanced", "uksouth"]]]);
  });

  it("takes symbolic names where the template does", () => {
    const after = protect({ languageVersion: "2.0", resources: { machine: vm } });
    expect(after.template.problems).toEqual([]);
    expect(bindings(after)).toEqual([[["vm-backup-vault", "EnhancedVmPolicy", "Enhanced", "westeurope"]]]);
  });

  it("binds to the vault and the policy that the template declares", () => {
    const after = protect({ resources: [vault, policy, vm] });
    expect(after.template.resources).toHaveLength(4);
    expect(bindings(after)).toEqual([[["backups", "every4", "Enhanced", "westeurope"]]]);
  });

  it("binds to a policy whose name is composed of the vault's", () => {
    const after = protect({
      parameters: { vault: { type: "string", defaultValue: "backups" } },
      resources: [
        { ...vault, name: "[parameters('vault')]" },
        { ...policy, name: "[concat(parameters('vault'), '/every4')]" },
        vm,
      ],
    });
    expect(after.template.resources).toHaveLength(4);
    expect(bindings(after)).toEqual([[["backups", "every4", "Enhanced", "westeurope"]]]);
  });

  it("adds a policy to a vault that has none of the kind", () => {
    const after = protect({
      resources: [vault, { ...policy, properties: { ...policy.properties, policyType: "V1" } }, vm],
    });
    expect(bindings(after)).toEqual([[["backups", "EnhancedVmPolicy", "Enhanced", "westeurope"]]]);
  });

  it("does not take a vault of another region", () => {
    const after = protect({ resources: [{ ...vault, location: "uksouth" }, vm] });
    expect(bindings(after)).toEqual([[["vm-backup-vault", "EnhancedVmPolicy", "Enhanced", "westeurope"]]]);
  });

  it("protects every machine of a copy loop, and only where its condition holds", () => {
    const looped = {
      ...vm,
      name: "[concat('web', copyIndex())]",
      copy: { name: "machines", count: 3 },
      condition: true,
    };
    const after = protect({ resources: [looped] });
    expect(after.machines.map(({ protection }) => protection.length)).toEqual([1, 1, 1]);
  });

  it("escapes what snippets would read as their own", () => {
    const after = protect({ resources: [{ ...vm, name: "a$b", tags: { x: "}" } }] });
    expect(after.template.problems).toEqual([]);
    expect(after.machines[0]?.protection).toHaveLength(1);
  });
});
