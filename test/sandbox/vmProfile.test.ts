import { describe, expect, it } from "vitest";
import { estateOfAzure, profileOfAzure } from "../../src/limits/fromAzure";
import { useWorld } from "./openSandbox";

const world = useWorld();

async function profileOf(name: string, subscription = "Larkmoor Production") {
  const { id } = await world().machine(await world().subscription(subscription), name);
  return profileOfAzure(await world().connection.getVmSnapshot(id));
}

describe("the profile of a live VM", () => {
  it("knows what it runs, where, and from which image", async () => {
    const profile = await profileOf("shop-sql-01");
    expect(profile).toMatchObject({
      source: "azure",
      name: { known: true, value: "shop-sql-01" },
      location: { known: true, value: "westeurope" },
      deployed: { known: true, value: true },
      size: { known: true, value: "Standard_E8s_v5" },
      osType: { known: true, value: "Windows" },
      image: { publisher: { known: true, value: "MicrosoftWindowsServer" } },
      vmAgentProvisioned: { known: true, value: true },
    });
    expect(profile.guestOs?.name).toMatch(/Windows/);
  });

  it("counts its disks and knows their kinds", async () => {
    const many = await profileOf("wh-files-02");
    expect(many.dataDisks.known && many.dataDisks.value.length).toBe(33);
    const ultra = await profileOf("erp-db-02");
    expect(ultra.dataDisks).toMatchObject({ value: [{ sku: { value: "UltraSSD_LRS" }, lun: { value: 0 } }, {}, {}] });
    const shared = await profileOf("wh-cluster-01");
    expect(shared.dataDisks).toMatchObject({ value: [{ shared: { known: true, value: true } }] });
    const unmanaged = await profileOf("arc-docs-01");
    expect(unmanaged.osDisk?.kind).toMatchObject({ known: true, value: "unmanaged" });
    const accelerated = await profileOf("erp-hana-01");
    expect(accelerated.osDisk?.writeAccelerator).toMatchObject({ known: true, value: true });
    const ephemeral = await profileOf("dev-build-01", "Larkmoor Development");
    expect(ephemeral.osDisk?.ephemeral).toMatchObject({ known: true, value: true });
  });

  it("knows its network: interfaces, addresses, load balancer", async () => {
    const nics = async (name: string, subscription?: string) => {
      const { networkInterfaces } = await profileOf(name, subscription);
      return networkInterfaces.known ? networkInterfaces.value : [];
    };
    expect(await nics("pit-multi-01", "Larkmoor Development")).toHaveLength(3);
    expect((await nics("shop-web-01"))[0]?.loadBalanced).toMatchObject({ known: true, value: true });
    expect(await nics("shop-api-01")).toMatchObject([
      { loadBalanced: { value: false }, publicIps: [{ allocation: { known: true, value: "Static" } }] },
    ]);
  });

  it("finds the rule that denies the way to Azure Backup", async () => {
    const { networkInterfaces } = await profileOf("wh-scan-01");
    const denials = networkInterfaces.known ? networkInterfaces.value[0]?.outboundDenials : undefined;
    expect(denials?.known === true && denials.value.length).toBeGreaterThan(0);
    const open = await profileOf("wh-scan-02");
    expect(open.networkInterfaces).toMatchObject({ value: [{ outboundDenials: { known: true, value: [] } }] });
  });

  it("has the vault and the policy that protect it", async () => {
    expect((await profileOf("shop-sql-01")).protection).toMatchObject([
      {
        vaultName: "rsv-larkmoor-weu",
        vaultLocation: { known: true, value: "westeurope" },
        policyName: "enhanced-4h-30d",
        policyKind: { known: true, value: "Enhanced" },
        excludedLuns: { known: true, value: [] },
      },
    ]);
    expect((await profileOf("shop-web-01")).protection).toMatchObject([{ policyKind: { value: "Standard" } }]);
    expect((await profileOf("shop-api-01")).protection).toEqual([]);
    expect((await profileOf("shop-legacy-01")).protection).toEqual([]);
  });

  it("knows the vaults of the subscription", async () => {
    const { vaults } = await profileOf("shop-api-01");
    expect(vaults.map((vault) => vault.name)).toContain("rsv-larkmoor-neu");
  });

  it("has the vault, the policy and the item with their settings, and no other vault", async () => {
    const { id } = await world().machine(await world().subscription("Larkmoor Production"), "shop-sql-01");
    const estate = estateOfAzure(await world().connection.getVmSnapshot(id));
    expect(estate.unread).toEqual([]);
    expect(estate.vaults).toMatchObject([
      { name: "rsv-larkmoor-weu", redundancy: { known: true }, softDelete: { known: true, value: "Enabled" } },
    ]);
    expect(estate.policies).toMatchObject([{ label: "enhanced-4h-30d", frequency: { known: true, value: "Hourly" } }]);
    expect(estate.items).toHaveLength(1);
  });

  it("says what it may not read instead of guessing", async () => {
    const production = await world().subscription("Larkmoor Production");
    const { id } = await world().machine(production, "shop-sql-01");
    world().refuse("Microsoft.Compute/disks", 403, "AuthorizationFailed", { times: 50 });
    world().refuse("Microsoft.Network/networkSecurityGroups", 403, "AuthorizationFailed", { times: 50 });
    world().refuse("backupPolicies", 403, "AuthorizationFailed", { times: 50 });
    const profile = profileOfAzure(await world().connection.getVmSnapshot(id));
    const [disk] = profile.dataDisks.known ? profile.dataDisks.value : [];
    expect(disk?.shared).toMatchObject({ known: false, reason: expect.stringContaining("no permission") as string });
    expect(profile.networkInterfaces).toMatchObject({ value: [{ outboundDenials: { known: false } }] });
    expect(profile.protection).toMatchObject([{ policyKind: { known: false } }]);
  });
});
