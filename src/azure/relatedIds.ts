import { listAt, textAt, valueAt } from "./http/jsonRead";

/**
 * The ids of what a resource refers to and a VM's backup depends on: disks, interfaces, addresses, networks, security groups.
 * @param subnets the ids of the subnets that the VM is in, in lower case; the others of a network do not matter
 */
export function relatedIds(resource: unknown, subnets: ReadonlySet<string>): readonly string[] {
  const ids = referencesOf[typeOf(resource)]?.(valueAt(resource, "properties"), subnets) ?? [];
  return [...new Set(ids.filter((id) => id !== undefined))];
}

/** The ids of the subnets that a network interface is in, in lower case; none for other resources. */
export function subnetIds(resource: unknown): readonly string[] {
  return typeOf(resource) === "microsoft.network/networkinterfaces"
    ? listAt(resource, "properties", "ipConfigurations").flatMap((one) => subnetOf(one)?.toLowerCase() ?? [])
    : [];
}

function typeOf(resource: unknown): string {
  return textAt(resource, "type")?.toLowerCase() ?? "";
}

function subnetOf(configuration: unknown): string | undefined {
  return textAt(configuration, "properties", "subnet", "id");
}

type References = (properties: unknown, subnets: ReadonlySet<string>) => readonly (string | undefined)[];

const referencesOf: Readonly<Record<string, References>> = {
  "microsoft.compute/virtualmachines": (properties) => [
    ...disksOf(properties),
    ...listAt(properties, "networkProfile", "networkInterfaces").map((nic) => textAt(nic, "id")),
  ],
  "microsoft.network/networkinterfaces": (properties) => {
    const configurations = listAt(properties, "ipConfigurations");
    return [
      textAt(properties, "networkSecurityGroup", "id"),
      ...configurations.map((one) => textAt(one, "properties", "publicIPAddress", "id")),
      // The network tells of all its subnets at once.
      ...configurations.map((one) => subnetOf(one)?.replace(/\/subnets\/[^/]*$/i, "")),
    ];
  },
  "microsoft.network/virtualnetworks": (properties, subnets) =>
    listAt(properties, "subnets")
      .filter((subnet) => subnets.has(textAt(subnet, "id")?.toLowerCase() ?? ""))
      .map((subnet) => textAt(subnet, "properties", "networkSecurityGroup", "id")),
};

/** An ephemeral disk lives in the VM's host: there is no disk resource that could be asked for. */
function disksOf(properties: unknown): readonly (string | undefined)[] {
  const profile = valueAt(properties, "storageProfile");
  return [valueAt(profile, "osDisk"), ...listAt(profile, "dataDisks")]
    .filter((disk) => textAt(disk, "diffDiskSettings", "option") !== "Local")
    .map((disk) => textAt(disk, "managedDisk", "id"));
}
