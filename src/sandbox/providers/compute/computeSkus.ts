import { badRequest } from "../../http/armFault";
import type { Answer, Call } from "../../http/call";
import type { JsonObject } from "../../http/json";
import { filterConditions } from "../../http/odataFilter";
import { page } from "../../http/paging";
import type { Route } from "../../http/router";
import { findRegion, regions } from "../../estate/regions";
import type { Region } from "../../estate/regions";
import { paths, subscriptionOf } from "../scope";

/** Of "Resource Skus - List" (Azure REST reference). */
const versions = ["2017-03-30", "2017-09-01", "2019-04-01", "2021-07-01"] as const;
const rowsPerPage = 500;

/** Name, family, cores, memory in GiB, most data disks, whether it takes Premium SSD. */
type Size = readonly [name: string, family: string, cores: number, memory: number, disks: number, premium: boolean];

/**
 * The VM sizes that are on offer: those of the estate, and small ones to make a VM with. Numbers of the pages of their
 * series in "Sizes for virtual machines in Azure" (Microsoft Learn, 2025).
 */
const sizes: readonly Size[] = [
  ["Standard_B1s", "standardBSFamily", 1, 1, 2, true],
  ["Standard_B2s", "standardBSFamily", 2, 4, 4, true],
  ["Standard_B2ms", "standardBSFamily", 2, 8, 4, true],
  ["Standard_DS1_v2", "standardDSv2Family", 1, 3.5, 4, true],
  ["Standard_DS2_v2", "standardDSv2Family", 2, 7, 8, true],
  ["Standard_D2_v5", "standardDv5Family", 2, 8, 4, false],
  ["Standard_D2s_v3", "standardDSv3Family", 2, 8, 4, true],
  ["Standard_D4s_v3", "standardDSv3Family", 4, 16, 8, true],
  ["Standard_D2s_v5", "standardDSv5Family", 2, 8, 4, true],
  ["Standard_D4s_v5", "standardDSv5Family", 4, 16, 8, true],
  ["Standard_D8s_v5", "standardDSv5Family", 8, 32, 16, true],
  ["Standard_E8s_v5", "standardESv5Family", 8, 64, 16, true],
  ["Standard_E16s_v5", "standardESv5Family", 16, 128, 32, true],
  ["Standard_E32s_v5", "standardESv5Family", 32, 256, 32, true],
  ["Standard_M64s", "standardMSFamily", 64, 1024, 64, true],
  ["Standard_M128s", "standardMSFamily", 128, 2048, 64, true],
];

/** Which VM sizes there are, and in which zones: each size once for each region, as Azure lists them. */
export const computeSkuRoutes: readonly Route[] = [
  {
    method: "GET",
    path: `${paths.subscription}/providers/Microsoft.Compute/skus`,
    versions,
    action: "Microsoft.Compute/skus/read",
    handle: list,
  },
];

function list(call: Call): Answer {
  subscriptionOf(call);
  const shown = regionsAsked(call);
  return page(
    call,
    sizes.flatMap((size) => shown.map((region) => describe(size, region))),
    rowsPerPage,
  );
}

/** The filter knows `location eq '…'` only ("Resource Skus - List", 2021-07-01). */
function regionsAsked(call: Call): readonly Region[] {
  const conditions = filterConditions(call.query);
  if (conditions === undefined || conditions.some(({ key, operator }) => key !== "location" || operator !== "eq")) {
    throw badRequest(
      "InvalidParameter",
      `The filter '${call.query.get("$filter") ?? ""}' is not supported.`,
      "$filter",
    );
  }
  return conditions.length === 0
    ? regions
    : regions.filter((region) => conditions.every(({ value }) => findRegion(value)?.name === region.name));
}

function describe([name, family, cores, memory, disks, premium]: Size, region: Region): JsonObject {
  const [tier = "", ...rest] = name.split("_");
  const capabilities: readonly (readonly [string, string])[] = [
    ["vCPUs", String(cores)],
    ["MemoryGB", String(memory)],
    ["MaxDataDiskCount", String(disks)],
    ["PremiumIO", premium ? "True" : "False"],
  ];
  return {
    resourceType: "virtualMachines",
    name,
    tier,
    size: rest.join("_"),
    family,
    locations: [region.name],
    locationInfo: [{ location: region.name, zones: region.zones ? ["1", "2", "3"] : [], zoneDetails: [] }],
    capabilities: capabilities.map(([key, value]) => ({ name: key, value })),
    // The sandbox's subscriptions may use every size everywhere.
    restrictions: [],
  };
}
