import { subscriptionIds } from "./company";
import { disks } from "./machineSeed";
import type { SiteSeed } from "./machineSeed";

const subscriptionId = subscriptionIds.production;

/** Larkmoor's production: the shop, the ERP, the warehouses, and what history left behind. */
export const productionSites: readonly SiteSeed[] = [
  {
    subscriptionId,
    group: "rg-shop-weu",
    location: "westeurope",
    machines: [
      { name: "shop-web-01", image: "ubuntu2204", loadBalancer: "lb-shop", zone: "1" },
      { name: "shop-web-02", image: "ubuntu2204", loadBalancer: "lb-shop", zone: "2" },
      { name: "shop-api-01", image: "ubuntu2404", publicIp: "Static", data: disks(1, { sizeGB: 128 }) },
      {
        name: "shop-sql-01",
        image: "windows2022",
        size: "Standard_E8s_v5",
        data: disks(4, { sku: "Premium_LRS", sizeGB: 512 }),
      },
      { name: "shop-cache-01", image: "debian12", guest: { power: "deallocated" } },
      // Protected once; somebody stopped the protection and kept the data.
      { name: "shop-legacy-01", image: "windows2012r2", osDisk: { sku: "Standard_LRS" }, agentProvisioned: true },
    ],
  },
  {
    subscriptionId,
    group: "rg-erp-weu",
    location: "westeurope",
    machines: [
      { name: "erp-app-01", image: "windows2019", nics: 2 },
      { name: "erp-app-02", image: "windows2019", guest: { agent: "notReady" } },
      {
        name: "erp-db-01",
        image: "sles15",
        diskAccess: "da-erp-weu",
        size: "Standard_M64s",
        data: disks(18, { sku: "Premium_LRS", sizeGB: 1024 }),
      },
      {
        name: "erp-db-02",
        image: "sles15",
        size: "Standard_M64s",
        data: disks(3, { sku: "UltraSSD_LRS", sizeGB: 1024 }),
        zone: "1",
      },
      {
        name: "erp-hana-01",
        image: "sles15",
        size: "Standard_M128s",
        osDisk: { writeAccelerator: true, sizeGB: 128 },
        data: disks(6, { sku: "Premium_LRS", sizeGB: 512 }),
      },
      { name: "erp-print-01", image: "windows2016", guest: { trouble: "vssWriter" } },
      { name: "erp-dc-01", image: "windows2019", security: "TrustedLaunch" },
    ],
  },
  {
    subscriptionId,
    group: "rg-warehouse-neu",
    location: "northeurope",
    machines: [
      { name: "wh-scan-01", image: "ubuntu2204", outbound: "noInternet", guest: { trouble: "snapshotNetwork" } },
      { name: "wh-scan-02", image: "ubuntu2204" },
      { name: "wh-files-01", image: "windows2022", data: disks(32, { sizeGB: 256 }), size: "Standard_E16s_v5" },
      { name: "wh-files-02", image: "windows2022", data: disks(33, { sizeGB: 256 }), size: "Standard_E32s_v5" },
      { name: "wh-stream-01", image: "ubuntu2404", data: disks(2, { sku: "PremiumV2_LRS", sizeGB: 512 }), zone: "1" },
      {
        name: "wh-cluster-01",
        image: "windows2022",
        data: [{ sku: "Premium_LRS", sizeGB: 256, sharedAs: "wh-quorum" }],
      },
      {
        name: "wh-cluster-02",
        image: "windows2022",
        data: [{ sku: "Premium_LRS", sizeGB: 256, sharedAs: "wh-quorum" }],
      },
    ],
  },
  {
    subscriptionId,
    group: "rg-archive-uks",
    location: "uksouth",
    machines: [
      {
        name: "arc-tape-01",
        image: "windows2008r2",
        size: "Standard_DS2_v2",
        osDisk: { sku: "Standard_LRS" },
        guest: { agentVersion: "2.7.1198.788" },
      },
      { name: "arc-docs-01", image: "windows2012r2", osDisk: { unmanaged: true }, size: "Standard_DS2_v2" },
      { name: "arc-ledger-01", image: "rhel9", guest: { agent: "missing" }, agentProvisioned: false },
      { name: "arc-mail-01", image: "debian12", outbound: "noStorage" },
    ],
  },
  {
    subscriptionId,
    group: "rg-depot-norway",
    location: "norwayeast",
    // No vault in this region: the guided creation of one starts here.
    machines: [
      { name: "depot-ctl-01", image: "windows2022" },
      { name: "depot-ctl-02", image: "windows2022", guest: { power: "stopped" } },
      { name: "depot-iot-01", image: "ubuntu2404", publicIp: "Dynamic" },
    ],
  },
];
