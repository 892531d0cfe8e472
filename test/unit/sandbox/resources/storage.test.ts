import { describe, expect, it } from "vitest";
import { column, pick, production, startForTest } from "../sandboxFixture";

const group = `${production}/resourceGroups/rg-backup-weu`;

describe("storage accounts of the sandbox", () => {
  it("are there for restores, one beside each vault", async () => {
    const client = await startForTest();
    const list = await client.get(`${group}/providers/Microsoft.Storage/storageAccounts?api-version=2016-01-01`);
    expect(column(list, "name")).toEqual(["stbackupweu"]);
    expect(column(list, "location")).toEqual(["westeurope"]);
  });

  it("are found where a client doubles a slash, as az does", async () => {
    const client = await startForTest();
    const found = await client.get(
      `${group}/providers/Microsoft.Storage/storageAccounts//stbackupweu?api-version=2016-01-01`,
    );
    expect([found.status, pick(found.body, "name")]).toEqual([200, "stbackupweu"]);
  });

  it("are never classic ones, where clients look first", async () => {
    const client = await startForTest();
    const missing = await client.get(
      `${group}/providers/Microsoft.ClassicStorage/storageAccounts/stbackupweu?api-version=2016-11-01`,
    );
    expect([missing.status, pick(missing.body, "error", "code")]).toEqual([404, "ResourceNotFound"]);
  });
});
