import { describe, expect, test } from "vitest";
import { deciding, found, item, parameter, policy, told, vault } from "../../support/backup";
import { id, machine } from "../../support/templates";

const p = "[parameters('p')]";
const error = ["certain error"];

describe("vault-required", () => {
  const code = "vault-required";
  const loop = (count: number) => machine({}, { name: "[concat('vm', copyIndex())]", copy: { name: "c", count } });

  test("hints once at the first VM of a template without a vault", () => {
    expect(told(code, { resources: [machine()] })).toEqual(["certain hint"]);
    expect(told(code, { resources: [machine()] }, "2015-10")).toEqual(["certain hint"]);
    const [finding, ...others] = found(code, { resources: [loop(30)] });
    expect(others).toEqual([]);
    expect(finding?.message).toContain("VM 'vm0' and 29 more");
  });

  test("says nothing with a vault, an item, no VM, or a VM that may not be deployed", () => {
    expect(told(code, { resources: [machine(), vault()] })).toEqual([]);
    expect(told(code, { resources: [machine(), item()] })).toEqual([]);
    expect(told(code, { resources: [vault()] })).toEqual([]);
    expect(told(code, { parameters: parameter("bool"), resources: [machine({}, { condition: p })] })).toEqual([]);
  });

  test("says nothing when a linked template may have the vault", () => {
    const link = { uri: "https://example.com/vault.json" };
    const linked = {
      type: "Microsoft.Resources/deployments",
      apiVersion: "2022-09-01",
      name: "linked",
      properties: { mode: "Incremental", templateLink: link },
    };
    expect(told(code, { resources: [machine(), linked] })).toEqual([]);
  });
});

describe("one-vault-per-vm", () => {
  const code = "one-vault-per-vm";
  const two = (head: object = {}) => [machine(), item(), item("web", "others", "nightly", head as never)];

  test("flags the second vault of a VM and points at both items", () => {
    const [finding] = found(code, { resources: two() });
    expect(finding).toMatchObject({ severity: "error", certainty: "certain" });
    expect(finding?.message).toContain("VM 'web' is protected in vault 'backups' and in vault 'others'");
    expect(finding?.related.map(({ message }) => message)).toEqual(["The other protected item."]);
    expect(told(code, { resources: two() }, "2015-10")).toEqual(["certain warning"]);
  });

  test("also when the template does not declare the VM", () => {
    expect(told(code, { resources: [item(), item("web", "others")] })).toEqual(error);
  });

  test("knows a VM that two items name in different ways", () => {
    const [, ...rest] = two();
    const short = item("web", "others", "nightly", {
      properties: {
        sourceResourceId: "[resourceId(resourceGroup().name, 'Microsoft.Compute/virtualMachines', 'web')]",
      },
    });
    expect(told(code, { resources: [machine(), rest[0], short] })).toEqual(error);
  });

  test("accepts different VMs, and one VM twice in one vault", () => {
    expect(told(code, { resources: [machine(), item(), item("db", "others")] })).toEqual([]);
    expect(told(code, { resources: [machine(), item(), item("web", "backups", "other")] })).toEqual([]);
  });

  test("names the parameter that decides whether the second item is deployed", () => {
    const parts = { parameters: parameter("bool"), resources: two({ condition: p }) };
    expect(told(code, parts)).toEqual(["possible information"]);
    expect(deciding(code, parts)).toEqual(["p"]);
    expect(told(code, { resources: two({ condition: false }) })).toEqual([]);
  });

  test("takes two conditional items for alternatives", () => {
    const resources = [
      item("web", "backups", "nightly", { condition: p }),
      item("web", "others", "nightly", { condition: "[not(parameters('p'))]" }),
    ];
    expect(told(code, { parameters: parameter("bool"), resources })).toEqual([]);
  });

  test("does not take vaults of unknown names for different ones", () => {
    const unknown = item("web", "backups", "nightly", {
      name: "[concat(parameters('p'), '/Azure/iaasvmcontainer;iaasvmcontainerv2;g;web/vm;iaasvmcontainerv2;g;web')]",
    });
    expect(told(code, { parameters: parameter("string"), resources: [item(), unknown] })).toEqual([]);
  });
});

describe("subscription-mismatch", () => {
  const code = "subscription-mismatch";
  const [own, other] = ["00000000-0000-0000-0000-000000000001", "00000000-0000-0000-0000-000000000002"];
  const vmIn = (subscription: string) =>
    `/subscriptions/${subscription}/resourceGroups/g/providers/Microsoft.Compute/virtualMachines/web`;
  const deployed = (sourceResourceId: string, head: object = {}) => ({
    ...head,
    type: "Microsoft.Resources/deployments",
    apiVersion: "2022-09-01",
    name: "protect",
    subscriptionId: own,
    resourceGroup: "backup",
    properties: {
      mode: "Incremental",
      template: {
        $schema: "https://schema.management.azure.com/schemas/2019-04-01/deploymentTemplate.json#",
        contentVersion: "1.0.0.0",
        resources: [item("web", "backups", "nightly", { properties: { sourceResourceId } })],
      },
    },
  });

  test("warns of a VM in another subscription, and says that the texts disagree", () => {
    const [finding] = found(code, { resources: [deployed(vmIn(other))] });
    expect(finding).toMatchObject({ severity: "warning", certainty: "certain" });
    expect(finding?.message).toContain("VM 'web' is in another subscription than its vault 'backups'");
    expect(told(code, { resources: [deployed(vmIn(own))] })).toEqual([]);
    expect(told(code, { resources: [deployed(vmIn(other))] }, "2015-10")).toEqual([]);
  });

  test("is only possible when a parameter decides whether the item is deployed", () => {
    const parts = { parameters: parameter("bool"), resources: [deployed(vmIn(other), { condition: p })] };
    expect(told(code, parts)).toEqual(["possible information"]);
    expect(deciding(code, parts)).toEqual(["p"]);
  });

  test("is an error for a confidential VM, which no text supports", () => {
    const vm = machine({ securityProfile: { securityType: "ConfidentialVM" } });
    const inner = deployed("[resourceId('Microsoft.Compute/virtualMachines', 'web')]");
    const elsewhere = {
      ...deployed(`/subscriptions/${other}/resourceGroups/g/providers/Microsoft.Compute/virtualMachines/web`),
    };
    const vms = {
      ...inner,
      name: "vms",
      subscriptionId: other,
      resourceGroup: "g",
      properties: { mode: "Incremental", template: { ...inner.properties.template, resources: [vm] } },
    };
    expect(told(code, { resources: [vms, elsewhere] })).toEqual(error);
  });

  test("is bounded by what a parameter allows", () => {
    const source = (allowedValues?: readonly string[]) => ({
      parameters: parameter("string", allowedValues === undefined ? {} : { allowedValues }),
      resources: [
        deployed(`[concat('/subscriptions/', parameters('p'), '${vmIn("").slice("/subscriptions/".length)}')]`),
      ],
    });
    expect(told(code, source([own, other]))).toEqual(["possible information"]);
    expect(told(code, source([own]))).toEqual([]);
    expect(told(code, source())).toEqual([]);
  });

  test("says nothing when the subscription of the deployment is not known", () => {
    expect(
      told(code, { resources: [item("web", "backups", "nightly", { properties: { sourceResourceId: vmIn(other) } })] }),
    ).toEqual([]);
    expect(told(code, { resources: [vault(), policy(), item()] })).toEqual([]);
  });
});

describe("vault-vm-count", () => {
  const code = "vault-vm-count";
  const items = (count: unknown) =>
    item("web", "backups", "nightly", {
      name: "[concat('backups/Azure/iaasvmcontainer;iaasvmcontainerv2;g;w', copyIndex(), '/vm;iaasvmcontainerv2;g;w', copyIndex())]",
      copy: { name: "c", count },
      properties: { sourceResourceId: "[resourceId('Microsoft.Compute/virtualMachines', concat('w', copyIndex()))]" },
    });

  test("takes 250 new VMs at once, warns from 251 on", () => {
    expect(told(code, { resources: [vault(), items(250)] })).toEqual([]);
    const [finding] = found(code, { resources: [vault(), items(251)] });
    expect(finding).toMatchObject({ severity: "warning" });
    expect(finding?.message).toContain("Vault 'backups' gets 251 virtual machines at once");
  });

  test("refuses more than 1,000 VMs in a vault", () => {
    const resources = [
      vault(),
      { ...(items(800) as object) },
      { ...(items(201) as object), name: "[concat('backups/Azure/x;', copyIndex(), '/y;', copyIndex())]" },
    ];
    expect(found(code, { resources })[0]?.message).toContain(
      "gets 1001 virtual machines, but Azure Backup takes at most 1000",
    );
    expect(told(code, { resources })).toEqual(error);
    expect(told(code, { resources }, "2015-10")).toEqual([]);
  });

  test("counts each vault for itself", () => {
    const other = { ...(items(200) as object), name: "[concat('others/Azure/x;', copyIndex(), '/y;', copyIndex())]" };
    expect(told(code, { resources: [vault(), items(200), other] })).toEqual([]);
  });

  test("names the parameter of a loop that may get too long", () => {
    const open = (maxValue: number) => ({
      parameters: parameter("int", { minValue: 1, maxValue }),
      resources: [items(p)],
    });
    expect(told(code, open(1001))).toEqual(["possible information"]);
    expect(told(code, open(1000))).toEqual([]);
    expect(told(code, { parameters: parameter("int"), resources: [items(p)] })).toEqual([]);
  });
});

test("vault-count warns above 500 vaults and not at 500", () => {
  const vaults = (count: number) => vault({}, { name: "[concat('b', copyIndex())]", copy: { name: "c", count } });
  expect(told("vault-count", { resources: [vaults(500)] })).toEqual([]);
  expect(told("vault-count", { resources: [vaults(501)] })).toEqual(["certain warning"]);
  expect(told("vault-count", { resources: [vaults(501)] }, "2015-10")).toEqual([]);
});

describe("resource-group-lock", () => {
  const code = "resource-group-lock";
  const lock = (level: unknown, head: object = {}) => ({
    type: "Microsoft.Authorization/locks",
    apiVersion: "2020-05-01",
    name: "keep",
    ...head,
    properties: { level },
  });
  const inGroup = (resourceGroup: string, ...resources: readonly unknown[]) => ({
    type: "Microsoft.Resources/deployments",
    apiVersion: "2022-09-01",
    name: "locks",
    resourceGroup,
    properties: {
      mode: "Incremental",
      template: {
        $schema: "https://schema.management.azure.com/schemas/2019-04-01/deploymentTemplate.json#",
        contentVersion: "1.0.0.0",
        resources,
      },
    },
  });
  const own = "AzureBackupRG_westeurope_1";

  test("warns of both levels of lock on the service's own group", () => {
    expect(told(code, { resources: [inGroup(own, lock("CanNotDelete"))] })).toEqual(["certain warning"]);
    expect(told(code, { resources: [inGroup(own.toLowerCase(), lock("ReadOnly"))] })).toEqual(["certain warning"]);
    expect(found(code, { resources: [inGroup(own, lock("ReadOnly"))] })[0]?.message).toContain(own);
    expect(told(code, { resources: [inGroup(own, lock("ReadOnly"))] }, "2015-10")).toEqual([]);
  });

  test("accepts locks on other groups, on single resources, and without a level that closes", () => {
    expect(told(code, { resources: [inGroup("web", lock("CanNotDelete"))] })).toEqual([]);
    expect(told(code, { resources: [inGroup(own, lock("NotSpecified"))] })).toEqual([]);
    expect(told(code, { resources: [lock("CanNotDelete")] })).toEqual([]);
    const disk = lock("CanNotDelete", { scope: id("Microsoft.Compute/disks", "data") });
    expect(told(code, { resources: [inGroup(own, disk)] })).toEqual([]);
  });

  test("knows the groups that a policy of the template names", () => {
    const named = policy({ instantRPDetails: { azureBackupRGNamePrefix: "snapshots" } });
    const [finding] = found(code, { resources: [named, inGroup("snapshots1", lock("CanNotDelete"))] });
    expect(finding?.related.map(({ message }) => message)).toEqual(["The policy that keeps its snapshots there."]);
  });

  test("is bounded by what a parameter allows", () => {
    const open = (allowedValues: readonly string[]) => ({
      parameters: parameter("string", { allowedValues }),
      resources: [inGroup(p, lock("CanNotDelete"))],
    });
    expect(told(code, open([own, "web"]))).toEqual(["possible information"]);
    expect(told(code, open(["db", "web"]))).toEqual([]);
  });
});
