import { describe, expect, it } from "vitest";
import { machine, nic } from "../template/inTemplate";
import { inspected, machineOf } from "./inspecting";

const count = { count: { type: "int" } };
const vmId = (name: string): string => `[resourceId('Microsoft.Network/networkInterfaces', ${name})]`;

function unknownOf(text: string, reason: string, because: string | null = null): unknown {
  return expect.objectContaining({ $unknown: text, reason, because });
}

describe("inspect: values", () => {
  it("are printed as they are when known, else as expression, reason and deciding parameter", () => {
    const { outputs } = inspected({
      parameters: { a: { type: "string" }, secret: { type: "secureString", defaultValue: "hunter2" } },
      outputs: {
        known: { type: "array", value: [1, "x", null, { y: true }] },
        open: { type: "string", value: "[parameters('a')]" },
        part: { type: "string", value: "[concat('vm-', parameters('a'))]" },
        mixed: { type: "object", value: { fixed: 1, open: "[parameters('a')]" } },
        atRunTime: { type: "string", value: "[reference('x').y]" },
        hidden: { type: "string", value: "[parameters('secret')]" },
        wrong: { type: "string", value: "[add('a', 1)]" },
      },
    });
    expect(outputs["known"]).toEqual([1, "x", null, { y: true }]);
    expect(outputs["open"]).toEqual({ $unknown: "parameters('a')", reason: "noDefault", because: "a" });
    expect(outputs["part"]).toEqual(unknownOf("concat('vm-', parameters('a'))", "noDefault", "a"));
    expect(outputs["mixed"]).toEqual({ fixed: 1, open: unknownOf("parameters('a')", "noDefault", "a") });
    expect(outputs["atRunTime"]).toMatchObject({ reason: "runtime", because: null });
    expect(outputs["hidden"]).toMatchObject({ reason: "secure", because: "secret" });
    expect(outputs["wrong"]).toMatchObject({ reason: "error" });
    expect(JSON.stringify(outputs)).not.toContain("hunter2");
  });

  it("name all deciding parameters when there are several", () => {
    const { outputs } = inspected({
      parameters: { a: { type: "string" }, b: { type: "string" } },
      outputs: { o: { type: "string", value: "[concat(parameters('a'), parameters('b'))]" } },
    });
    expect(outputs["o"]).toMatchObject({ because: "a", decidedBy: ["a", "b"] });
  });
});

describe("inspect: resources", () => {
  it("are told with name, id, place in the text and in the deployments", () => {
    const inner = { resources: [{ type: "A.B/c", apiVersion: "1", name: "inner" }] };
    const { resources } = inspected(
      {
        resources: [
          {
            type: "Microsoft.Resources/deployments",
            apiVersion: "2024-03-01",
            name: "d",
            properties: { template: inner },
          },
        ],
      },
      { deployment: { subscriptionId: "s", resourceGroup: "g" } },
    );
    expect(resources).toHaveLength(2);
    expect(resources[1]).toMatchObject({
      type: "A.B/c",
      name: "inner",
      id: "/subscriptions/s/resourceGroups/g/providers/A.B/c/inner",
      condition: true,
      instances: 1,
      jsonPath: "$.resources[0].properties.template.resources[0]",
      via: ["$.resources[0]"],
      file: "t.json",
      existing: false,
    });
    expect(resources[1]?.["range"]).toMatchObject({ start: { line: 0 }, end: { line: 0 } });
  });

  it("of a loop are one entry that holds what differs between instances", () => {
    const { resources } = inspected({
      resources: [
        {
          type: "A.B/c",
          apiVersion: "1",
          name: "[concat('x', copyIndex())]",
          location: "westus",
          copy: { name: "l", count: 3 },
        },
      ],
    });
    expect(resources).toHaveLength(1);
    expect(resources[0]).toMatchObject({ name: "x0", location: "westus", instances: 3 });
    const perInstance = resources[0]?.["perInstance"];
    expect(perInstance).toMatchObject([{ name: "x0" }, { name: "x1" }, { name: "x2" }]);
    expect(JSON.stringify(perInstance)).not.toContain("westus");
  });

  it("of a loop of unknown count have the count's expression as instances", () => {
    const loop = { name: "l", count: "[parameters('count')]" };
    const { resources } = inspected({
      parameters: count,
      resources: [{ type: "A.B/c", apiVersion: "1", name: "[concat('x', copyIndex())]", copy: loop }],
    });
    expect(resources.map(({ instances }) => instances)).toEqual([
      unknownOf("parameters('count')", "noDefault", "count"),
    ]);
  });

  it("inside a copied deployment are counted for all copies", () => {
    const inner = { resources: [{ type: "A.B/c", apiVersion: "1", name: "x" }] };
    const deployment = {
      type: "Microsoft.Resources/deployments",
      apiVersion: "2024-03-01",
      name: "[concat('d', copyIndex())]",
      properties: { template: inner },
    };
    const of = (times: unknown): unknown =>
      inspected({ parameters: count, resources: [{ ...deployment, copy: { name: "l", count: times } }] })
        .resources[1]?.["instances"];
    expect(of(2)).toBe(2);
    expect(of("[parameters('count')]")).toEqual(unknownOf("parameters('count')", "noDefault", "count"));
  });

  it("keep problems beside what is still known", () => {
    const { problems, resources } = inspected({ resources: [{ type: "A.B/c", apiVersion: "1", name: "[nope('x')]" }] });
    expect(problems).toMatchObject([{ kind: "expression", file: "t.json", range: { start: { line: 0 } } }]);
    expect(problems[0]?.["message"]).toContain("nope");
    expect(resources[0]).toMatchObject({ name: { reason: "error" } });
  });
});

describe("inspect: virtual machines", () => {
  it("tell what stands in the resource", () => {
    const vm = machine("vm1", {
      zones: ["1", "[parameters('zone')]"],
      properties: {
        hardwareProfile: { vmSize: "Standard_D2s_v5" },
        priority: "Spot",
        securityProfile: { securityType: "TrustedLaunch" },
        osProfile: { windowsConfiguration: { provisionVMAgent: "false" } },
        storageProfile: {
          imageReference: { publisher: "P", offer: "O", sku: "S", version: "latest" },
          osDisk: { createOption: "FromImage", diffDiskSettings: { option: "Local" } },
          dataDisks: [
            {
              lun: 0,
              diskSizeGB: 128,
              managedDisk: { storageAccountType: "Premium_LRS" },
              writeAcceleratorEnabled: true,
            },
            { lun: 1, vhd: { uri: "https://x/y.vhd" } },
          ],
        },
      },
    });
    expect(machineOf({ parameters: { zone: { type: "string" } }, resources: [vm] })).toMatchObject({
      kind: "vm",
      jsonPath: "$.resources[0]",
      name: "vm1",
      location: "westeurope",
      condition: true,
      instances: 1,
      orchestrationMode: null,
      size: "Standard_D2s_v5",
      zones: ["1", { $unknown: "parameters('zone')", reason: "noDefault", because: "zone" }],
      priority: "Spot",
      securityType: "TrustedLaunch",
      osType: "Windows",
      image: { publisher: "P", offer: "O", sku: "S", version: "latest" },
      provisionVMAgent: false,
      osDisk: { kind: "managed", sku: "default", sizeGB: null, ephemeral: true, writeAccelerator: false },
      dataDisks: {
        count: 2,
        disks: [
          { lun: 0, kind: "managed", sku: "Premium_LRS", sizeGB: 128, writeAccelerator: true, shared: false },
          { lun: 1, kind: "unmanaged" },
        ],
      },
      networkInterfaces: { count: 0, items: [] },
      protectedItems: [],
    });
  });

  it.each([
    ["no-os-profile", undefined],
    ["default", { computerName: "x" }],
    [true, { linuxConfiguration: { provisionVMAgent: true } }],
    [
      expect.objectContaining({ $unknown: "parameters('agent')", because: "agent" }),
      { linuxConfiguration: { provisionVMAgent: "[parameters('agent')]" } },
    ],
  ])("say %s of the agent", (expected, osProfile) => {
    const parameters = { agent: { type: "bool" } };
    const vm = machine("vm1", { properties: { osProfile } });
    expect(machineOf({ parameters, resources: [vm] })["provisionVMAgent"]).toEqual(expected);
  });

  it.each([
    [null, undefined],
    [{ id: "/x" }, { id: "/x" }],
    [unknownOf("parameters('image')", "noDefault", "image"), "[parameters('image')]"],
  ])("say %j of the image", (expected, imageReference) => {
    const parameters = { image: { type: "object" } };
    const vm = machine("vm1", { properties: { storageProfile: { imageReference } } });
    expect(machineOf({ parameters, resources: [vm] })["image"]).toEqual(expected);
  });

  it("show the count and one disk of a list that a loop of unknown count makes", () => {
    const copy = [
      { name: "dataDisks", count: "[parameters('count')]", input: { lun: "[copyIndex('dataDisks')]", diskSizeGB: 64 } },
    ];
    const { dataDisks } = machineOf({
      parameters: count,
      resources: [machine("vm1", { properties: { storageProfile: { copy } } })],
    });
    expect(dataDisks.count).toEqual(unknownOf("parameters('count')", "noDefault", "count"));
    expect(dataDisks.disks).toMatchObject([{ sizeGB: 64, kind: "managed" }]);
  });

  it("take what an attached disk says from the disk's own resource, and leave it open when that is elsewhere", () => {
    const disk = {
      type: "Microsoft.Compute/disks",
      apiVersion: "2024-03-02",
      name: "d",
      sku: { name: "UltraSSD_LRS" },
      properties: { diskSizeGB: 512, maxShares: 2 },
    };
    const attached = (name: string): unknown => ({
      lun: 0,
      createOption: "Attach",
      managedDisk: { id: `[resourceId('Microsoft.Compute/disks', '${name}')]` },
    });
    const vm = machine("vm1", {
      properties: { storageProfile: { dataDisks: [attached("d"), attached("elsewhere")] } },
    });
    const { dataDisks } = machineOf(
      { resources: [disk, vm] },
      { deployment: { subscriptionId: "s", resourceGroup: "g" } },
    );
    expect(dataDisks.disks).toMatchObject([
      { kind: "attached", sku: "UltraSSD_LRS", sizeGB: 512, shared: true },
      {
        kind: "attached",
        sku: {
          $unknown:
            "reference('/subscriptions/s/resourceGroups/g/providers/Microsoft.Compute/disks/elsewhere').sku.name",
          reason: "runtime",
        },
      },
    ]);
  });

  it("are joined with their interfaces, public addresses, pools and denying rules", () => {
    const configuration = {
      name: "c",
      properties: {
        applicationGatewayBackendAddressPools: [{ id: "/pool" }],
        publicIPAddress: { id: "[resourceId('Microsoft.Network/publicIPAddresses', 'ip')]" },
      },
    };
    const group = {
      type: "Microsoft.Network/networkSecurityGroups",
      apiVersion: "2024-05-01",
      name: "nsg",
      properties: {
        securityRules: [
          {
            name: "stop",
            properties: {
              direction: "Outbound",
              access: "Deny",
              priority: 100,
              protocol: "*",
              sourceAddressPrefix: "*",
              sourcePortRange: "*",
              destinationAddressPrefix: "Internet",
              destinationPortRange: "*",
            },
          },
        ],
      },
    };
    const address = {
      type: "Microsoft.Network/publicIPAddresses",
      apiVersion: "2024-05-01",
      name: "ip",
      properties: {},
    };
    const own = nic("nic1", {
      properties: {
        ipConfigurations: [configuration],
        networkSecurityGroup: { id: "[resourceId('Microsoft.Network/networkSecurityGroups', 'nsg')]" },
      },
    });
    const vm = machine("vm1", {
      properties: { networkProfile: { networkInterfaces: [{ id: vmId("'nic1'") }, { id: vmId("'far'") }] } },
    });
    const { networkInterfaces } = machineOf(
      { resources: [group, address, own, vm] },
      { deployment: { subscriptionId: "s", resourceGroup: "g" } },
    );
    const root = "/subscriptions/s/resourceGroups/g/providers/Microsoft.Network";
    expect(networkInterfaces.count).toBe(2);
    expect(networkInterfaces.items[0]).toMatchObject({
      id: `${root}/networkInterfaces/nic1`,
      declared: true,
      loadBalanced: false,
      applicationGateway: true,
      publicIps: [{ id: `${root}/publicIPAddresses/ip`, allocation: "default" }],
      outboundDenyRules: ["stop"],
    });
    expect(networkInterfaces.items[1]).toMatchObject({
      id: `${root}/networkInterfaces/far`,
      declared: false,
      loadBalanced: { reason: "runtime" },
      publicIps: [],
    });
  });

  it("of scale sets are described by the profile of the set", () => {
    const set = {
      type: "Microsoft.Compute/virtualMachineScaleSets",
      apiVersion: "2024-07-01",
      name: "set",
      location: "westus",
      sku: { name: "Standard_A1", capacity: 3 },
      properties: {
        orchestrationMode: "Flexible",
        virtualMachineProfile: {
          storageProfile: { osDisk: { createOption: "FromImage" }, dataDisks: [{ lun: 0 }] },
          networkProfile: {
            networkInterfaceConfigurations: [
              {
                name: "n",
                properties: {
                  ipConfigurations: [{ name: "c", properties: { loadBalancerBackendAddressPools: [{ id: "/p" }] } }],
                },
              },
            ],
          },
        },
      },
    };
    expect(machineOf({ resources: [set] })).toMatchObject({
      kind: "vmss",
      size: "Standard_A1",
      capacity: 3,
      orchestrationMode: "Flexible",
      osDisk: { kind: "managed" },
      dataDisks: { count: 1 },
      networkInterfaces: { count: 1, items: [{ name: "n", loadBalanced: true, applicationGateway: false }] },
    });
  });

  it("name the vault and policy of the item that protects them", () => {
    const item = {
      type: "Microsoft.RecoveryServices/vaults/backupFabrics/protectionContainers/protectedItems",
      apiVersion: "2024-04-01",
      name: "vault/Azure/iaasvmcontainer;iaasvmcontainerv2;g;vm1/vm;iaasvmcontainerv2;g;vm1",
      properties: {
        sourceResourceId: "[resourceId('Microsoft.Compute/virtualMachines', 'vm1')]",
        policyId: "[resourceId('Microsoft.RecoveryServices/vaults/backupPolicies', 'vault', 'DefaultPolicy')]",
      },
    };
    expect(
      machineOf({ resources: [machine("vm1"), item] }, { deployment: { subscriptionId: "s", resourceGroup: "g" } }),
    ).toMatchObject({
      protectedItems: [
        {
          vault: "vault",
          policy:
            "/subscriptions/s/resourceGroups/g/providers/Microsoft.RecoveryServices/vaults/vault/backupPolicies/DefaultPolicy",
        },
      ],
    });
  });

  it("of a loop tell where instances differ", () => {
    const vm = machine("[concat('vm', copyIndex())]", {
      copy: { name: "l", count: 2 },
      properties: { hardwareProfile: { vmSize: "[if(equals(copyIndex(), 0), 'Standard_A1', 'Standard_A2')]" } },
    });
    const found = machineOf({ resources: [vm] });
    expect(found).toMatchObject({ instances: 2, name: "vm0", size: "Standard_A1" });
    expect(found.perInstance).toMatchObject([
      { name: "vm0", size: "Standard_A1" },
      { name: "vm1", size: "Standard_A2" },
    ]);
  });

  it("that only exist are resources, not machines", () => {
    const { resources, virtualMachines } = inspected({
      languageVersion: "2.0",
      resources: { vm: { ...machine("vm1"), existing: true } },
    });
    expect(resources).toMatchObject([{ existing: true }]);
    expect(virtualMachines).toEqual([]);
  });
});
