import { describe, expect, it } from "vitest";
import { column, finish, pick, production, readOnly, startForTest, vmPath } from "../sandboxFixture";
import type { TestClient } from "../sandboxFixture";

const compute = "?api-version=2022-08-01";
const vm = vmPath(production, "rg-shop-weu", "shop-web-01");

async function powerOf(client: TestClient): Promise<unknown> {
  const view = (await client.get(`${vm}/instanceView${compute}`)).body;
  const codes = pick(view, "statuses");
  return Array.isArray(codes) ? pick(codes.at(-1), "code") : undefined;
}

describe("the power of a VM", () => {
  it.each([
    ["deallocate", "PowerState/deallocated"],
    ["powerOff", "PowerState/stopped"],
    ["restart", "PowerState/running"],
  ])("is changed by %s, followed at an operation of its region, and started again", async (operation, state) => {
    const client = await startForTest();
    const accepted = await client.post(`${vm}/${operation}${compute}`);
    expect(accepted.status).toBe(202);
    const early = await client.follow(accepted.headers.get("azure-asyncoperation"));
    expect(pick(early.body, "status")).toBe("InProgress");
    expect(early.headers.get("retry-after")).toBe("1");
    expect(pick((await finish(client, accepted)).body, "status")).toBe("Succeeded");
    expect(await powerOf(client)).toBe(state);
    expect(accepted.headers.get("location")).toContain("/locations/westeurope/operations/");
    await client.post(`${vm}/start${compute}`);
    expect(await powerOf(client)).toBe("PowerState/running");
  });

  it("is not changed for a machine that is not there, nor by a reader", async () => {
    const client = await startForTest();
    expect((await client.post(`${vm}-none/start${compute}`)).status).toBe(404);
    const theirs = column(
      await client.get(`${readOnly}/providers/Microsoft.Compute/virtualMachines${compute}`),
      "id",
    )[0];
    expect((await client.post(`${String(theirs)}/deallocate${compute}`)).status).toBe(403);
  });
});

it("answers the making of a disk as its specification says: there is no 201", async () => {
  const client = await startForTest();
  const disk = `${production}/resourceGroups/rg-shop-weu/providers/Microsoft.Compute/disks/fresh?api-version=2024-03-02`;
  const made = await client.put(disk, {
    location: "westeurope",
    properties: { creationData: { createOption: "Empty" }, diskSizeGB: 8 },
  });
  expect(made.status).toBe(200);
  expect(pick((await client.get(disk)).body, "properties", "diskSizeGB")).toBe(8);
});

describe("images of the marketplace", () => {
  const images = (offer: string): string =>
    `${production}/providers/Microsoft.Compute/locations/westeurope/publishers/Canonical/artifacttypes/vmimage/offers/${offer}/skus/22_04-lts-gen2/versions`;

  it("have a version that tells the operating system", async () => {
    const client = await startForTest();
    const listed = await client.get(`${images("0001-com-ubuntu-server-JAMMY")}${compute}`);
    const name = String(pick(listed.body, 0, "name"));
    const one = await client.get(`${images("0001-com-ubuntu-server-jammy")}/${name}${compute}`);
    expect(pick(one.body, "properties", "osDiskImage", "operatingSystem")).toBe("Linux");
    expect(pick(one.body, "properties", "hyperVGeneration")).toBe("V2");
  });

  it("that nobody publishes are not found", async () => {
    const client = await startForTest();
    expect((await client.get(`${images("my-offer")}${compute}`)).status).toBe(404);
    expect((await client.get(`${images("0001-com-ubuntu-server-jammy")}/9.9.9${compute}`)).status).toBe(404);
  });
});

describe("resource groups", () => {
  it("are listed by tag, and by nothing else", async () => {
    const client = await startForTest();
    const groups = `${production}/resourceGroups`;
    const version = "api-version=2021-04-01";
    await client.put(`${groups}/rg-tagged?${version}`, { location: "westeurope", tags: { Cost: "42" } });
    const by = async (filter: string): Promise<readonly unknown[]> =>
      column(await client.get(`${groups}?${version}&$filter=${encodeURIComponent(filter)}`), "name");
    expect(await by("tagname eq 'cost' and tagvalue eq '42'")).toEqual(["rg-tagged"]);
    expect(await by("tagName eq 'cost'")).toEqual(["rg-tagged"]);
    expect(await by("tagname eq 'cost' and tagvalue eq '43'")).toEqual([]);
    const refused = await client.get(`${groups}?${version}&$filter=${encodeURIComponent("location eq 'westeurope'")}`);
    expect(refused.status).toBe(400);
  });
});
