import { isoTime } from "../http/formats";
import { groupId } from "../state/ids";
import type { ResourceRecord } from "../state/records";

/** Where a storage account is. */
export interface StoragePlace {
  readonly subscriptionId: string;
  readonly group: string;
  readonly location: string;
}

/** A storage account through which restores in its region can be staged, as its GET shows it. `made` in milliseconds since 1970. */
export function storageAccountRecord(
  { subscriptionId, group, location }: StoragePlace,
  name: string,
  sku: string,
  made: number,
): ResourceRecord {
  const endpoint = (service: string): string => `https://${name}.${service}.core.windows.net/`;
  return {
    id: `${groupId(subscriptionId, group)}/providers/Microsoft.Storage/storageAccounts/${name}`,
    name,
    type: "Microsoft.Storage/storageAccounts",
    location,
    tags: {},
    sku: { name: sku, tier: sku.split("_")[0] ?? sku },
    kind: "StorageV2",
    properties: {
      provisioningState: "Succeeded",
      creationTime: isoTime(made),
      accessTier: "Hot",
      primaryLocation: location,
      statusOfPrimary: "available",
      supportsHttpsTrafficOnly: true,
      minimumTlsVersion: "TLS1_2",
      allowBlobPublicAccess: false,
      networkAcls: { bypass: "AzureServices", virtualNetworkRules: [], ipRules: [], defaultAction: "Allow" },
      primaryEndpoints: {
        blob: endpoint("blob"),
        queue: endpoint("queue"),
        table: endpoint("table"),
        file: endpoint("file"),
      },
    },
  };
}
