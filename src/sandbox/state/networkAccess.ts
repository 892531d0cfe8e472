import { textAt } from "../http/json";
import type { JsonObject } from "../http/json";
import type { ResourceRecord } from "./records";

/** How a managed disk is reached: over the Internet too, or only through the private endpoints of a disk access. */
export function networkAccess(diskAccessId: string | undefined): JsonObject {
  return diskAccessId === undefined
    ? { networkAccessPolicy: "AllowAll", publicNetworkAccess: "Enabled" }
    : { networkAccessPolicy: "AllowPrivate", publicNetworkAccess: "Disabled", diskAccessId };
}

/** Whether a disk is reached through private endpoints. */
export function isPrivate(disk: ResourceRecord): boolean {
  return textAt(disk, "properties", "networkAccessPolicy") === "AllowPrivate";
}
