import type { ResourceRecord } from "./records";

/**
 * Whether the lists of all resources show a resource: those that have a region. Locks, diagnostic settings, rights and what is
 * only a part of another resource are in none of them.
 *
 * Source: "Resource providers and types", tracked and proxy resources (Azure/azure-resource-manager-rpc, 2023).
 */
export function isTracked({ id, location }: Pick<ResourceRecord, "id" | "location">): boolean {
  return location !== "" && id.lastIndexOf("/providers/") === id.indexOf("/providers/");
}
