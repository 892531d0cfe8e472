import { describe, expect, it } from "vitest";
import { found, useWorld } from "./openSandbox";

const world = useWorld();

function only<T>(list: readonly T[]): T {
  const [one, ...more] = list;
  if (one === undefined || more.length > 0) {
    throw new Error(`Expected one, found ${list.length}.`);
  }
  return one;
}

async function archive() {
  const production = await world().subscription("Larkmoor Production");
  const vault = await world().vault(production, "rsv-archive-uks");
  const group = vault.id.split("/providers/")[0] ?? "";
  const listed = () => world().connection.listDeletedVaults(production, vault.location);
  return { production, vault, group, listed };
}

describe("a vault with nothing but soft-deleted backups", () => {
  it("can be deleted, is listed with its last day, and comes back with the backups", async () => {
    const { connection } = world();
    const { production, vault, group, listed } = await archive();
    expect(await listed()).toEqual([]);
    const obstacles = await connection.listVaultObstacles(vault.id);
    expect(obstacles.map(({ kind }) => kind)).toEqual(["softDeletedItems"]);

    await connection.deleteVault(vault.id);
    const { items: left } = await connection.listVaults(production);
    expect(left.map(({ name }) => name)).not.toContain("rsv-archive-uks");
    const deleted = only(await listed());
    expect(deleted.vaultId).toBe(vault.id);
    expect((Date.parse(deleted.goneAt ?? "") - Date.parse(deleted.deletedAt ?? "")) / 86_400_000).toBe(14);

    await connection.undeleteVault(production, deleted, group);
    expect(await listed()).toEqual([]);
    expect(found((await connection.listVaults(production)).items, "rsv-archive-uks").id).toBe(vault.id);
    expect(await connection.listVaultObstacles(vault.id)).toEqual(obstacles);
    const { items } = await connection.listProtectedItems(vault.id);
    const tape = items.find(({ vmName }) => vmName === "arc-tape-01");
    expect(tape?.state.kind).toBe("softDeleted");
    await connection.undelete(tape?.id ?? "");
    expect(await connection.listVaultObstacles(vault.id)).toMatchObject([{ kind: "activeItems" }]);
  });

  it("cannot come back while another vault has its name, and says so", async () => {
    const { connection } = world();
    const { production, vault, group, listed } = await archive();
    await connection.deleteVault(vault.id);
    const deleted = only(await listed());
    await connection.createVault({
      subscription: production,
      resourceGroup: vault.resourceGroup,
      name: vault.name,
      location: vault.location,
      redundancy: "LocallyRedundant",
    });
    await expect(connection.undeleteVault(production, deleted, group)).rejects.toMatchObject({
      kind: "conflict",
      message: expect.stringContaining("active vault of that name") as string,
    });
    expect(await listed()).toEqual([deleted]);
  });

  it("is gone for good when its time is up", async () => {
    const { connection } = world();
    const { production, vault, group, listed } = await archive();
    await connection.deleteVault(vault.id);
    const deleted = only(await listed());
    world().pass(14 * 86_400);
    expect(await listed()).toEqual([]);
    await expect(connection.undeleteVault(production, deleted, group)).rejects.toMatchObject({ kind: "notFound" });
  });
});
