import { network as versions } from "../../http/apiVersions";
import type { Route } from "../../http/router";
import { getResource, listResources } from "../plainResources";

const types = [
  "Microsoft.Network/networkInterfaces",
  "Microsoft.Network/networkSecurityGroups",
  "Microsoft.Network/publicIPAddresses",
  "Microsoft.Network/loadBalancers",
  "Microsoft.Network/virtualNetworks",
] as const;

/** What stands between a VM and the world: shown, not changed. */
export const networkRoutes: readonly Route[] = types.flatMap((type) => [
  ...listResources(type, versions),
  ...getResource(type, versions),
]);
