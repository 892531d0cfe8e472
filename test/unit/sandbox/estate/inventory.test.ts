import { describe, expect, it } from "vitest";
import { allRows, column, development, listAt, pick, production, rows, startForTest, vmPath } from "../sandboxFixture";

const compute = "api-version=2024-07-01";

describe("subscriptions", () => {
  it("lists two tenants and three subscriptions", async () => {
    const client = await startForTest();
    expect(rows(await client.get("/tenants?api-version=2022-12-01"))).toHaveLength(2);
    const reply = await client.get("/subscriptions?api-version=2022-12-01");
    expect(column(reply, "displayName")).toEqual([
      "Larkmoor Production",
      "Larkmoor Development",
      "Bramwick Freight (read only)",
    ]);
    expect(new Set(column(reply, "tenantId")).size).toBe(2);
  });

  it("lists locations with their pairs", async () => {
    const client = await startForTest();
    const found = rows(await client.get(`${production}/locations?api-version=2022-12-01`));
    const west = found.find((row) => pick(row, "name") === "westeurope");
    expect(pick(west, "displayName")).toBe("West Europe");
    expect(pick(west, "metadata", "pairedRegion", 0, "name")).toBe("northeurope");
  });

  it("leaves regions without vaults out of what Recovery Services supports", async () => {
    const client = await startForTest();
    const reply = await client.get(`${production}/providers/Microsoft.RecoveryServices?api-version=2021-04-01`);
    const locations = pick(reply.body, "resourceTypes", 0, "locations");
    expect(locations).toContain("West Europe");
    expect(locations).not.toContain("Jio India Central");
  });
});

describe("resource groups", () => {
  it("makes one, finds it in any casing under the first name, and deletes it while it is empty", async () => {
    const client = await startForTest();
    const version = "api-version=2021-04-01";
    const made = await client.put(`${development}/resourcegroups/rg-New?${version}`, { location: "West Europe" });
    expect(made.status).toBe(201);
    const again = await client.put(`${development}/resourceGroups/RG-NEW?${version}`, { location: "westeurope" });
    expect(again.status).toBe(200);
    expect(pick(again.body, "name")).toBe("rg-New");
    expect(pick(again.body, "location")).toBe("westeurope");
    expect((await client.send("DELETE", `${development}/resourcegroups/rg-new?${version}`)).status).toBe(202);
    client.wait(10_000);
    expect((await client.get(`${development}/resourcegroups/rg-new?${version}`)).status).toBe(404);
  });

  it("keeps a resource group where it is", async () => {
    const client = await startForTest();
    const reply = await client.put(`${development}/resourcegroups/rg-dev-weu?api-version=2021-04-01`, {
      location: "eastus2",
    });
    expect(pick(reply.body, "error", "code")).toBe("InvalidResourceGroupLocation");
  });
});

describe("virtual machines", () => {
  it("finds a VM in any casing and keeps the casing of its names", async () => {
    const client = await startForTest();
    const id = vmPath(development, "rg-Sandpit", "Pit-Win-01");
    const reply = await client.get(`${id.toLowerCase().replace("/subscriptions", "/Subscriptions")}?${compute}`);
    expect(pick(reply.body, "id")).toBe(id);
  });

  it("shows the instance view only when asked", async () => {
    const client = await startForTest();
    const id = vmPath(production, "rg-shop-weu", "shop-web-01");
    expect(pick((await client.get(`${id}?${compute}`)).body, "properties", "instanceView")).toBeUndefined();
    const reply = await client.get(`${id}?$expand=instanceView&${compute}`);
    expect(pick(reply.body, "properties", "instanceView", "vmAgent", "statuses", 0, "displayStatus")).toBe("Ready");
    expect(pick(reply.body, "properties", "instanceView", "statuses", 1, "code")).toBe("PowerState/running");
  });

  it.each([
    ["rg-erp-weu", "erp-app-02", "Not Ready", "PowerState/running"],
    ["rg-archive-uks", "arc-ledger-01", undefined, "PowerState/running"],
    ["rg-shop-weu", "shop-cache-01", undefined, "PowerState/deallocated"],
  ])("reports the agent of %s/%s", async (group, vm, agent, power) => {
    const client = await startForTest();
    const { body } = await client.get(`${vmPath(production, group, vm)}/instanceView?${compute}`);
    expect(pick(body, "vmAgent", "statuses", 0, "displayStatus")).toBe(agent);
    expect(pick(body, "statuses", 1, "code")).toBe(power);
  });

  it("lists the extension that Azure Backup left in a VM", async () => {
    const client = await startForTest();
    const reply = await client.get(`${vmPath(production, "rg-shop-weu", "shop-sql-01")}/extensions?${compute}`);
    expect(column(reply, "properties", "type")).toEqual(["VMSnapshot"]);
  });

  it("leads from a VM to its network interface, its NSG and the rule that shuts it in", async () => {
    const client = await startForTest();
    const network = "api-version=2024-05-01";
    const vm = await client.get(`${vmPath(production, "rg-warehouse-neu", "wh-scan-01")}?${compute}`);
    const nicId = String(pick(vm.body, "properties", "networkProfile", "networkInterfaces", 0, "id"));
    const nic = await client.get(`${nicId}?${network}`);
    const nsgId = String(pick(nic.body, "properties", "networkSecurityGroup", "id"));
    const rules = pick((await client.get(`${nsgId}?${network}`)).body, "properties", "securityRules");
    expect(JSON.stringify(rules)).toContain('"access":"Deny","priority":4000,"direction":"Outbound"');
  });

  it("leads from a load-balanced VM to the load balancer and its members", async () => {
    const client = await startForTest();
    const reply = await client.get(
      `${production}/resourceGroups/rg-shop-weu/providers/Microsoft.Network/loadBalancers/lb-shop?api-version=2024-05-01`,
    );
    expect(
      pick(reply.body, "properties", "backendAddressPools", 0, "properties", "backendIPConfigurations"),
    ).toHaveLength(2);
  });

  it("pages a long list of disks by nextLink, on the public origin", async () => {
    const client = await startForTest();
    const path = `${production}/providers/Microsoft.Compute/disks?api-version=2024-03-02`;
    const first = await client.get(path);
    expect(pick(first.body, "nextLink")).toMatch(/^https:\/\/arm\.sandbox\.invalid\//u);
    const all = await allRows(client, path);
    expect(all.length).toBeGreaterThan(rows(first).length);
    expect(new Set(all.map((row) => pick(row, "id"))).size).toBe(all.length);
  });
});

describe("the estate", () => {
  const disksOf = async (group: string, vm: string): Promise<readonly unknown[]> => {
    const client = await startForTest();
    const reply = await client.get(`${vmPath(production, group, vm)}?${compute}`);
    return listAt(reply.body, "properties", "storageProfile", "dataDisks");
  };

  it("has about forty VMs", async () => {
    const client = await startForTest();
    const counts = await Promise.all(
      [production, development].map((each) =>
        allRows(client, `${each}/providers/Microsoft.Compute/virtualMachines?${compute}`),
      ),
    );
    expect(counts.flat().length).toBeGreaterThan(35);
  });

  it.each([
    ["rg-warehouse-neu", "wh-files-01", 32],
    ["rg-warehouse-neu", "wh-files-02", 33],
    ["rg-erp-weu", "erp-db-01", 18],
  ])("has %s/%s with %i data disks", async (group, vm, count) => {
    expect(await disksOf(group, vm)).toHaveLength(count);
  });

  it.each([
    ["rg-erp-weu", "erp-db-02", "UltraSSD_LRS"],
    ["rg-warehouse-neu", "wh-stream-01", "PremiumV2_LRS"],
  ])("has %s/%s with a disk of %s", async (group, vm, sku) => {
    const [disk] = await disksOf(group, vm);
    expect(pick(disk, "managedDisk", "storageAccountType")).toBe(sku);
  });

  it("has two VMs that share one disk", async () => {
    const client = await startForTest();
    const disk = await client.get(
      `${production}/resourceGroups/rg-warehouse-neu/providers/Microsoft.Compute/disks/wh-quorum?api-version=2024-03-02`,
    );
    expect(pick(disk.body, "properties", "maxShares")).toBe(2);
    expect(pick(disk.body, "managedByExtended")).toHaveLength(2);
  });
});
