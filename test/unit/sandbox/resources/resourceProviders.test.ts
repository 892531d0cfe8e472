import { describe, expect, it } from "vitest";
import { regions } from "../../../../src/sandbox/estate/regions";
import { routes } from "../../../../src/sandbox/routes";
import {
  allRows,
  column,
  development,
  devVault,
  mainVault,
  pick,
  production,
  rows,
  startForTest,
} from "../sandboxFixture";

const version = "api-version=2021-04-01";

describe("resource providers", () => {
  it("are listed with the types and api-versions that the sandbox takes", async () => {
    const client = await startForTest();
    const list = await client.get(`${production}/providers?${version}`);
    expect(column(list, "namespace")).toContain("Microsoft.RecoveryServices");
    const [first] = rows(list);
    expect(first).toEqual((await client.get(`${production}/providers/Microsoft.RecoveryServices?${version}`)).body);
    const newest = String(pick(first, "resourceTypes", 0, "apiVersions", 0));
    expect((await client.get(`${mainVault}?api-version=${newest}`)).status).toBe(200);
  });

  it.each(["Microsoft.RecoveryServices", "Microsoft.Compute", "Microsoft.Resources"])(
    "%s tells the operations that can be done with it, each once",
    async (namespace) => {
      const client = await startForTest();
      const names = column(await client.get(`/providers/${namespace}/operations?api-version=2024-03-01`), "name");
      const taken = routes.map(({ action }) => action).filter((action) => action.startsWith(`${namespace}/`));
      expect(names).toEqual([...new Set(taken)].sort());
    },
  );

  it("says what is done, and with what", async () => {
    const client = await startForTest();
    const operations = rows(
      await client.get("/providers/Microsoft.RecoveryServices/operations?api-version=2024-04-01"),
    );
    const display = (name: string): unknown =>
      pick(
        operations.find((one) => pick(one, "name") === name),
        "display",
      );
    expect(display("Microsoft.RecoveryServices/vaults/backupPolicies/write")).toMatchObject({
      resource: "vaults/backupPolicies",
      operation: "write",
    });
    expect(display("Microsoft.RecoveryServices/vaults/backupSecurityPIN/action")).toMatchObject({
      resource: "vaults",
      operation: "backupSecurityPIN",
    });
  });
});

describe("VM sizes", () => {
  const skus = `${production}/providers/Microsoft.Compute/skus?api-version=2021-07-01`;

  it("are listed once for each region, with its zones", async () => {
    const client = await startForTest();
    const all = await allRows(client, skus);
    const d4 = all.filter((sku) => pick(sku, "name") === "Standard_D4s_v5");
    expect(d4.map((sku) => pick(sku, "locations", 0))).toEqual(regions.map(({ name }) => name));
    const zonesIn = (region: string): unknown =>
      pick(
        d4.find((sku) => pick(sku, "locations", 0) === region),
        "locationInfo",
        0,
        "zones",
      );
    expect([zonesIn("westeurope"), zonesIn("ukwest")]).toEqual([["1", "2", "3"], []]);
  });

  it("hold every size of the estate", async () => {
    const client = await startForTest();
    const listed = new Set((await allRows(client, skus)).map((sku) => pick(sku, "name")));
    const machines = await allRows(
      client,
      `${production}/providers/Microsoft.Compute/virtualMachines?api-version=2024-07-01`,
    );
    const used = machines.map((vm) => pick(vm, "properties", "hardwareProfile", "vmSize"));
    expect(used.filter((size) => !listed.has(size))).toEqual([]);
  });

  it("can be asked for in one region only, and by nothing else", async () => {
    const client = await startForTest();
    const inEurope = rows(await client.get(`${skus}&$filter=location eq 'West Europe'`));
    expect(new Set(inEurope.map((sku) => pick(sku, "locations", 0)))).toEqual(new Set(["westeurope"]));
    expect(rows(await client.get(`${skus}&$filter=location eq 'nowhere'`))).toEqual([]);
    expect((await client.get(`${skus}&$filter=name eq 'Standard_B1s'`)).status).toBe(400);
  });
});

it("counts the tags of a subscription by name and value, whatever their case", async () => {
  const client = await startForTest();
  const group = (name: string, tags: object): ReturnType<typeof client.put> =>
    client.put(`${development}/resourceGroups/${name}?${version}`, { location: "westeurope", tags });
  await group("rg-tag-1", { Colour: "red" });
  await group("rg-tag-2", { colour: "red" });
  await group("rg-tag-3", { colour: "Red" });
  const names = await allRows(client, `${development}/tagNames?${version}`);
  const colour = names.find((row) => pick(row, "tagName") === "Colour");
  expect(pick(colour, "count", "value")).toBe(3);
  expect(
    column({ status: 200, headers: new Headers(), body: { value: pick(colour, "values") } }, "count", "value"),
  ).toEqual([2, 1]);
});

it("has no backup engines, and knows the filter of their list", async () => {
  const client = await startForTest();
  const engines = (filter: string): ReturnType<typeof client.get> =>
    client.get(`${devVault}/backupEngines?$filter=${encodeURIComponent(filter)}`);
  const known = await engines("backupManagementType eq 'DPM'");
  expect([known.status, rows(known)]).toEqual([200, []]);
  expect((await engines("colour eq 'red'")).status).toBe(400);
});
