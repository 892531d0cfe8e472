/**
 * The api-versions that each resource type accepts: those that Azure has published (OpenAPI files of
 * Azure/azure-rest-api-specs), as far as clients in use send them. Oldest first.
 */

/** Microsoft.RecoveryServices: vaults and everything below them. */
export const recoveryServices = [
  "2016-06-01",
  "2016-12-01",
  "2017-07-01",
  "2018-01-10",
  "2018-07-10",
  "2018-12-20",
  "2019-05-13",
  "2019-05-13-preview",
  "2019-06-15",
  "2020-02-02",
  "2020-07-01",
  "2020-10-01",
  "2020-12-01",
  "2021-01-01",
  "2021-02-01",
  "2021-02-10",
  "2021-03-01",
  "2021-04-01",
  "2021-06-01",
  "2021-07-01",
  "2021-08-01",
  "2021-10-01",
  "2021-11-01-preview",
  "2021-11-15",
  "2021-12-01",
  "2022-01-01",
  "2022-02-01",
  "2022-03-01",
  "2022-04-01",
  "2022-06-01-preview",
  "2022-08-01",
  "2022-09-01-preview",
  "2022-09-10",
  "2022-10-01",
  "2023-01-01",
  "2023-01-15",
  "2023-02-01",
  "2023-04-01",
  "2023-06-01",
  "2023-08-01",
  "2024-01-01",
  "2024-02-01",
  "2024-03-01",
  "2024-04-01",
  "2024-09-30-preview",
  "2024-10-01",
  "2025-01-01",
  "2025-02-01",
  "2025-08-01",
  "2026-01-01",
  "2026-02-01",
  "2026-05-01",
  "2026-07-01",
] as const;

/** Subscriptions, tenants and locations. */
export const subscriptions = [
  "2016-06-01",
  "2018-06-01",
  "2019-06-01",
  "2019-11-01",
  "2020-01-01",
  "2020-05-01",
  "2021-01-01",
  "2022-09-01",
  "2022-12-01",
] as const;

/** Management groups. */
export const managementGroups = [
  "2019-11-01",
  "2020-02-01",
  "2020-05-01",
  "2020-10-01",
  "2021-04-01",
  "2023-04-01",
] as const;

/** Resource groups, providers and generic lists of resources. */
export const resources = [
  "2016-09-01",
  "2017-05-10",
  "2018-05-01",
  "2019-05-01",
  "2019-10-01",
  "2020-06-01",
  "2020-10-01",
  "2021-01-01",
  "2021-04-01",
  "2022-09-01",
  "2023-07-01",
  "2024-03-01",
  "2024-07-01",
  "2024-11-01",
  "2025-03-01",
  "2025-04-01",
] as const;

/** Virtual machines and their extensions. */
export const virtualMachines = [
  "2019-07-01",
  "2019-12-01",
  "2020-06-01",
  "2020-12-01",
  "2021-03-01",
  "2021-07-01",
  "2021-11-01",
  "2022-03-01",
  "2022-08-01",
  "2022-11-01",
  "2023-03-01",
  "2023-07-01",
  "2023-09-01",
  "2024-03-01",
  "2024-07-01",
  "2024-11-01",
  "2025-04-01",
  "2026-03-01",
  "2026-04-01",
] as const;

/** Managed disks. */
export const disks = [
  "2019-07-01",
  "2020-06-30",
  "2020-12-01",
  "2021-04-01",
  "2021-08-01",
  "2021-12-01",
  "2022-03-02",
  "2022-07-02",
  "2023-01-02",
  "2023-04-02",
  "2023-10-02",
  "2024-03-02",
  "2025-01-02",
  "2026-03-02",
] as const;

/** Microsoft.Network. */
export const network = [
  "2019-11-01",
  "2020-11-01",
  "2021-08-01",
  "2022-01-01",
  "2022-07-01",
  "2023-02-01",
  "2023-09-01",
  "2023-11-01",
  "2024-01-01",
  "2024-03-01",
  "2024-05-01",
  "2024-07-01",
  "2024-10-01",
  "2025-01-01",
  "2025-03-01",
  "2026-01-01",
] as const;

/** Resource Graph queries. */
export const resourceGraph = ["2019-04-01", "2021-03-01", "2022-10-01", "2024-04-01"] as const;

/** Microsoft.Storage. */
export const storageAccounts = [
  "2016-01-01",
  "2016-12-01",
  "2017-10-01",
  "2018-07-01",
  "2019-06-01",
  "2020-08-01-preview",
  "2021-01-01",
  "2021-04-01",
  "2021-09-01",
  "2022-05-01",
  "2022-09-01",
  "2023-01-01",
  "2023-05-01",
  "2024-01-01",
] as const;

/** Diagnostic settings of any resource. */
export const diagnosticSettings = ["2017-05-01-preview", "2021-05-01-preview"] as const;

/** Management locks. */
export const locks = ["2016-09-01", "2020-05-01"] as const;

/** What somebody may do at a place. */
export const permissions = ["2015-07-01", "2018-01-01-preview", "2022-04-01"] as const;

/** Storage accounts of the classic deployment model. */
export const classicStorageAccounts = ["2015-06-01", "2015-12-01", "2016-11-01"] as const;

/** Microsoft.DataProtection: Resource Guards. */
export const dataProtection = [
  "2021-07-01",
  "2022-04-01",
  "2022-05-01",
  "2022-12-01",
  "2023-01-01",
  "2023-05-01",
  "2023-11-01",
  "2024-04-01",
  "2025-01-01",
  "2025-07-01",
] as const;

/** The versions by the beginning of a resource type, in lower case. */
const byType: readonly (readonly [string, readonly string[]])[] = [
  ["microsoft.recoveryservices/", recoveryServices],
  ["microsoft.compute/virtualmachines", virtualMachines],
  ["microsoft.compute/disks", disks],
  ["microsoft.network/", network],
  ["microsoft.storage/storageaccounts", storageAccounts],
  ["microsoft.resources/", resources],
  ["microsoft.management/", managementGroups],
  ["microsoft.authorization/locks", locks],
  ["microsoft.dataprotection/", dataProtection],
];

/** The versions that the sandbox knows of a resource type, newest first; none for a type that it does not know. */
export function versionsOf(type: string): readonly string[] {
  const lower = type.toLowerCase();
  return (byType.find(([start]) => lower.startsWith(start))?.[1] ?? []).toReversed();
}
