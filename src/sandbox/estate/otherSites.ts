import { subscriptionIds } from "./company";
import { disks } from "./machineSeed";
import type { SiteSeed } from "./machineSeed";

/** Larkmoor's development, and Bramwick's machines, which the person of the sandbox may only see. */
export const otherSites: readonly SiteSeed[] = [
  {
    subscriptionId: subscriptionIds.development,
    group: "rg-dev-weu",
    location: "westeurope",
    machines: [
      { name: "dev-build-01", image: "ubuntu2404", osDisk: { ephemeral: true } },
      { name: "dev-build-02", image: "ubuntu2404", guest: { power: "deallocated" } },
      { name: "dev-jump-01", image: "windows2022", publicIp: "Static" },
      { name: "dev-sql-01", image: "windows2022", data: disks(2) },
      { name: "dev-test-01", image: "rhel9" },
      { name: "dev-new-01", image: "debian12", guest: { discovered: false } },
    ],
  },
  {
    subscriptionId: subscriptionIds.development,
    group: "rg-Sandpit",
    location: "eastus2",
    machines: [
      { name: "Pit-Win-01", image: "windows2022" },
      { name: "pit-lin-01", image: "ubuntu2204", guest: { trouble: "snapshotTimeout" } },
      { name: "pit-multi-01", image: "ubuntu2204", nics: 3, size: "Standard_D8s_v5" },
    ],
  },
  {
    subscriptionId: subscriptionIds.development,
    group: "rg-locked-weu",
    location: "westeurope",
    access: "reader",
    machines: [{ name: "locked-app-01", image: "windows2019" }],
  },
  {
    subscriptionId: subscriptionIds.bramwick,
    group: "rg-fleet-gwc",
    location: "germanywestcentral",
    machines: [
      { name: "fleet-gps-01", image: "debian12", data: disks(1) },
      { name: "fleet-gps-02", image: "debian12" },
      { name: "fleet-hub-01", image: "windows2019", data: disks(2, { sku: "Premium_LRS" }) },
      { name: "fleet-old-01", image: "windows2016", guest: { power: "deallocated" } },
    ],
  },
];
