/** The regions of the sandbox's Azure: names and pairs as Azure has them, `vaults` as this estate wants it. */
export interface Region {
  readonly name: string;
  readonly displayName: string;
  readonly geography: string;
  readonly paired: string;
  readonly zones: boolean;
  /** Whether Recovery Services vaults can be made there. */
  readonly vaults: boolean;
}

const table: readonly (readonly [string, string, string, string, boolean, boolean])[] = [
  ["eastus", "East US", "United States", "westus", true, true],
  ["eastus2", "East US 2", "United States", "centralus", true, true],
  ["westus", "West US", "United States", "eastus", false, true],
  ["westus2", "West US 2", "United States", "westcentralus", true, true],
  ["centralus", "Central US", "United States", "eastus2", true, true],
  ["westcentralus", "West Central US", "United States", "westus2", false, true],
  ["northeurope", "North Europe", "Europe", "westeurope", true, true],
  ["westeurope", "West Europe", "Europe", "northeurope", true, true],
  ["uksouth", "UK South", "United Kingdom", "ukwest", true, true],
  ["ukwest", "UK West", "United Kingdom", "uksouth", false, true],
  ["germanywestcentral", "Germany West Central", "Germany", "germanynorth", true, true],
  ["germanynorth", "Germany North", "Germany", "germanywestcentral", false, true],
  ["swedencentral", "Sweden Central", "Sweden", "swedensouth", true, true],
  ["swedensouth", "Sweden South", "Sweden", "swedencentral", false, true],
  ["norwayeast", "Norway East", "Norway", "norwaywest", true, true],
  ["norwaywest", "Norway West", "Norway", "norwayeast", false, true],
  ["southeastasia", "Southeast Asia", "Asia Pacific", "eastasia", true, true],
  ["eastasia", "East Asia", "Asia Pacific", "southeastasia", true, true],
  ["australiaeast", "Australia East", "Australia", "australiasoutheast", true, true],
  ["australiasoutheast", "Australia Southeast", "Australia", "australiaeast", false, true],
  ["southcentralus", "South Central US", "United States", "northcentralus", true, true],
  ["northcentralus", "North Central US", "United States", "southcentralus", false, true],
  ["westus3", "West US 3", "United States", "eastus", true, true],
  ["canadacentral", "Canada Central", "Canada", "canadaeast", true, true],
  ["canadaeast", "Canada East", "Canada", "canadacentral", false, true],
  ["brazilsouth", "Brazil South", "Brazil", "southcentralus", true, true],
  ["francecentral", "France Central", "France", "francesouth", true, true],
  ["francesouth", "France South", "France", "francecentral", false, true],
  ["switzerlandnorth", "Switzerland North", "Switzerland", "switzerlandwest", true, true],
  ["switzerlandwest", "Switzerland West", "Switzerland", "switzerlandnorth", false, true],
  ["uaenorth", "UAE North", "UAE", "uaecentral", true, true],
  ["uaecentral", "UAE Central", "UAE", "uaenorth", false, true],
  ["southafricanorth", "South Africa North", "South Africa", "southafricawest", true, true],
  ["southafricawest", "South Africa West", "South Africa", "southafricanorth", false, true],
  ["japaneast", "Japan East", "Japan", "japanwest", true, true],
  ["japanwest", "Japan West", "Japan", "japaneast", false, true],
  ["koreacentral", "Korea Central", "Korea", "koreasouth", true, true],
  ["koreasouth", "Korea South", "Korea", "koreacentral", false, true],
  ["centralindia", "Central India", "India", "southindia", true, true],
  ["southindia", "South India", "India", "centralindia", false, true],
  // No vaults here in this estate, so that "a region without vaults" can be tried.
  ["jioindiacentral", "Jio India Central", "India", "jioindiawest", false, false],
  ["jioindiawest", "Jio India West", "India", "jioindiacentral", false, false],
];

/** Azure's canary region, which only few subscriptions see: accepted in requests, never listed. */
const canary: Region = {
  name: "centraluseuap",
  displayName: "Central US EUAP",
  geography: "United States",
  paired: "eastus2euap",
  zones: true,
  vaults: true,
};

export const regions: readonly Region[] = table.map(([name, displayName, geography, paired, zones, vaults]) => ({
  name,
  displayName,
  geography,
  paired,
  zones,
  vaults,
}));

/** The region that a text means: `West Europe` and `westeurope` are the same. */
export function findRegion(text: string): Region | undefined {
  const name = text.replaceAll(" ", "").toLowerCase();
  return [...regions, canary].find((region) => region.name === name);
}
