import { describe, expect, test } from "vitest";
import { allRows, column, listAt, pick, startForTest } from "../sandboxFixture";
import type { TestClient } from "../sandboxFixture";
import { body, deploy, deployment, group, nested, providers, storage, version } from "./templates";

const list = `${providers}/Microsoft.Resources/deployments`;

/** Fills an empty history: a deployment `first`, and as many as are missing inside of it. */
async function fill(client: TestClient, count: number): Promise<void> {
  const many = { ...nested("[concat('d', copyIndex())]", {}), copy: { name: "many", count: count - 1 } };
  const done = await deploy(client, body({ resources: [many] }), `${list}/first`);
  expect(pick(done.body, "properties", "provisioningState")).toBe("Succeeded");
}

describe("the operations of a deployment", () => {
  test("are listed and read without the provider's name as well, as Azure's clients do", async () => {
    const client = await startForTest();
    await deploy(client, body({ resources: [storage("one"), storage("two")] }));
    const path = `${group}/deployments/main/operations`;
    const rows = await client.get(`${path}?${version}`);
    const own = await client.get(`${deployment}/operations?${version}`);
    expect([rows.status, rows.body]).toEqual([200, own.body]);
    const name = String(column(rows, "operationId").at(-1));
    const row = await client.get(`${path}/${name}?${version}`);
    expect(pick(row.body, "properties", "provisioningState")).toBe("Succeeded");
    expect((await client.get(`${path}/none?${version}`)).status).toBe(404);
  });

  test("come in pages as small as asked for", async () => {
    const client = await startForTest();
    await deploy(client, body({ resources: [storage("one"), storage("two")] }));
    const first = await client.get(`${deployment}/operations?${version}&$top=1`);
    expect(listAt(first.body, "value")).toHaveLength(1);
    expect(await allRows(client, `${deployment}/operations?${version}&$top=1`)).toHaveLength(3);
  });
});

describe("the history of deployments", () => {
  test("loses its oldest beyond 700, until 600 are left", { timeout: 30_000 }, async () => {
    const client = await startForTest();
    await fill(client, 700);
    await deploy(client, body({}), `${list}/last`);
    expect(await allRows(client, `${list}?${version}`)).toHaveLength(701);
    await client.post(`${list}/any/validate?${version}`, body({}));
    const left = (await allRows(client, `${list}?${version}`)).map((row) => pick(row, "name"));
    expect([left.length, left[0], left.includes("first")]).toEqual([600, "last", false]);
  });

  test(
    "is full at 800 where a lock keeps them, and then takes only names that it has",
    { timeout: 30_000 },
    async () => {
      const client = await startForTest();
      const lock = `${group}/providers/Microsoft.Authorization/locks/keep?api-version=2020-05-01`;
      await client.put(lock, { properties: { level: "CanNotDelete" } });
      await fill(client, 800);
      const refused = await client.put(`${list}/more?${version}`, body({}));
      expect([refused.status, pick(refused.body, "error", "code")]).toEqual([409, "DeploymentQuotaExceeded"]);
      expect((await client.put(`${list}/d5?${version}`, body({}))).status).toBe(200);
    },
  );
});

test("the tags of a resource group are changed alone", async () => {
  const client = await startForTest();
  const changed = await client.send("PATCH", `${group}?api-version=2021-04-01`, { tags: { team: "sea" } });
  expect([changed.status, pick(changed.body, "tags")]).toEqual([200, { team: "sea" }]);
  expect(pick((await client.get(`${group}?api-version=2021-04-01`)).body, "location")).toBe("westeurope");
});
