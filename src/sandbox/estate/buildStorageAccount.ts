import { isoTime } from "../http/formats";
import type { Estate } from "../state/estate";
import { groupId } from "../state/ids";

/** Adds a storage account through which restores in its region can be staged. Names of accounts are lower-case letters and digits. */
export function addStorageAccount(
  estate: Estate,
  place: { readonly subscriptionId: string; readonly group: string; readonly location: string },
  name: string,
  made: number,
): void {
  const id = `${groupId(place.subscriptionId, place.group)}/providers/Microsoft.Storage/storageAccounts/${name}`;
  const endpoint = (service: string): string => `https://${name}.${service}.core.windows.net/`;
  estate.resources.set(id, {
    name,
    id,
    type: "Microsoft.Storage/storageAccounts",
    location: place.location,
    tags: {},
    sku: { name: "Standard_LRS", tier: "Standard" },
    kind: "StorageV2",
    properties: {
      provisioningState: "Succeeded",
      creationTime: isoTime(made),
      accessTier: "Hot",
      primaryLocation: place.location,
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
  });
}
