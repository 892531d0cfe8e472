import { ArmFault } from "../http/armFault";
import type { Estate } from "./estate";
import type { TenantRecord } from "./records";

/** The type of a management group. */
export const managementGroupType = "Microsoft.Management/managementGroups";

/** A management group. Each tenant has one at its root, which bears the tenant's id; others are made by deployments to a tenant. */
export interface ManagementGroup {
  readonly id: string;
  readonly name: string;
  readonly displayName: string;
  readonly tenantId: string;
  /** Whether all subscriptions of the tenant are below it. */
  readonly isRoot: boolean;
}

/** `/providers/Microsoft.Management/managementGroups/G` */
export function managementGroupId(name: string): string {
  return `/providers/${managementGroupType}/${name}`;
}

/** The management group of an id that begins with one. */
export function managementGroupOfId(id: string): string | undefined {
  return /^\/providers\/Microsoft\.Management\/managementGroups\/([^/]+)/iu.exec(id)?.[1];
}

/** The tenant that a request means: that of its token, else the first. */
export function tenantMeant(estate: Estate, tenantId: string | undefined): TenantRecord | undefined {
  return tenantId === undefined ? estate.tenants.all[0] : estate.tenants.get(tenantId);
}

/**
 * The management groups that somebody sees.
 *
 * Source: "What are Azure management groups?" (Microsoft Learn, June 2026), for the name and the id of the root.
 * @param tenantId of the token; undefined sees all tenants
 */
export function managementGroups(estate: Estate, tenantId: string | undefined): readonly ManagementGroup[] {
  const seen = estate.tenants.all.filter((each) => tenantId === undefined || each.tenantId === tenantId);
  const roots = seen.map((tenant) => ({
    id: managementGroupId(tenant.tenantId),
    name: tenant.tenantId,
    displayName: "Tenant Root Group",
    tenantId: tenant.tenantId,
    isRoot: true,
  }));
  const home = tenantMeant(estate, tenantId)?.tenantId ?? "";
  const made = estate.resourcesOf(managementGroupType).map(({ id, name, properties }) => {
    const { displayName } = properties;
    return {
      id,
      name,
      displayName: typeof displayName === "string" ? displayName : name,
      tenantId: home,
      isRoot: false,
    };
  });
  return [...roots, ...made];
}

/** A management group by its name; throws 404. The sentence as users have reported it (Azure/bicep#6832). */
export function managementGroupNamed(estate: Estate, tenantId: string | undefined, name: string): ManagementGroup {
  const found = managementGroups(estate, tenantId).find((each) => each.name.toLowerCase() === name.toLowerCase());
  if (found === undefined) {
    throw new ArmFault(404, "ManagementGroupNotFound", `The management group '${name}' cannot be found.`);
  }
  return found;
}
