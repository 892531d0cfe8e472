import { describe, expect, it } from "vitest";
import { development, listAt, pick, production, startForTest } from "../sandboxFixture";
import type { Reply, TestClient } from "../sandboxFixture";

const path = "/providers/Microsoft.ResourceGraph/resources?api-version=2024-04-01";

function ask(client: TestClient, query: string, options: unknown = {}): Promise<Reply> {
  return client.post(path, { query, subscriptions: [production.slice(15)], options });
}

function data(reply: Reply, ...names: readonly string[]): readonly unknown[] {
  return listAt(reply.body, "data").map((row) => pick(row, ...names));
}

const machines = "resources | where type =~ 'Microsoft.Compute/virtualMachines'";

describe("Resource Graph", () => {
  it("writes types in lower case: == with ARM's casing finds nothing, =~ does", async () => {
    const client = await startForTest();
    expect(data(await ask(client, machines))).not.toHaveLength(0);
    expect(data(await ask(client, "resources | where type == 'Microsoft.Compute/virtualMachines'"))).toHaveLength(0);
  });

  it("joins VMs with their protected items and keeps the VMs that have none", async () => {
    const client = await startForTest();
    const reply = await ask(
      client,
      `${machines} | extend key = tolower(id)
       | join kind=leftouter (
           recoveryservicesresources
           | where type =~ 'microsoft.recoveryservices/vaults/backupfabrics/protectioncontainers/protecteditems'
           | where properties.backupManagementType == 'AzureIaasVM'
           | project key = tolower(tostring(properties.sourceResourceId)), state = tostring(properties.currentProtectionState)
         ) on key
       | project name, state | order by name asc`,
      { $top: 1000 },
    );
    const states = new Map(data(reply).map((row) => [pick(row, "name"), pick(row, "state")]));
    expect(states.get("shop-web-01")).toBe("ProtectionConfigured");
    expect(states.get("erp-app-02")).toBe("ProtectionError");
    expect(states.get("shop-legacy-01")).toBe("ProtectionStopped");
    expect(states.get("arc-tape-01")).toBe("SoftDeleted");
    expect(states.get("shop-api-01")).toBe("");
  });

  it("finds the unprotected ones with isempty", async () => {
    const client = await startForTest();
    const reply = await ask(
      client,
      `${machines} | extend resourceId=tolower(id)
       | join kind=leftouter (recoveryservicesresources
         | where type has 'protecteditems' | project resourceId=tolower(tostring(properties.sourceResourceId)), backupItemid=id) on resourceId
       | where isempty(backupItemid) | project name`,
      { $top: 1000 },
    );
    expect(data(reply, "name")).toContain("depot-ctl-01");
    expect(data(reply, "name")).not.toContain("shop-web-01");
  });

  it("counts by region, most first", async () => {
    const client = await startForTest();
    const reply = await ask(client, `${machines} | summarize vms = count() by location | order by vms desc`);
    expect(pick(data(reply)[0], "location")).toBe("westeurope");
    const counts = data(reply, "vms").map(Number);
    expect(counts).toEqual(counts.toSorted((a, b) => b - a));
  });

  it("pages by $top and $skipToken without losing or repeating a row", async () => {
    const client = await startForTest();
    const query = `${machines} | project name | order by name asc`;
    const names: unknown[] = [];
    let token: unknown;
    do {
      const reply = await ask(client, query, { $top: 7, ...(token === undefined ? {} : { $skipToken: token }) });
      expect(data(reply).length).toBeLessThanOrEqual(7);
      names.push(...data(reply, "name"));
      token = pick(reply.body, "$skipToken");
    } while (token !== undefined);
    const whole = await ask(client, query, { $top: 1000 });
    expect(names).toEqual(data(whole, "name"));
    expect(names.length).toBe(pick(whole.body, "totalRecords"));
    expect(names.length).toBeGreaterThan(20);
  });

  it("answers for all subscriptions when the query names none", async () => {
    const client = await startForTest();
    const reply = await client.post(path, { query: `${machines} | distinct subscriptionId` });
    expect(data(reply)).toHaveLength(3);
  });

  it("knows the latest jobs with their status", async () => {
    const client = await startForTest();
    const reply = await ask(
      client,
      `recoveryservicesresources | where type endswith 'backupjobs' | where properties.status in~ ('failed')
       | where todatetime(properties.startTime) > ago(7d) | project vm = tostring(properties.entityFriendlyName)`,
    );
    expect(new Set(data(reply, "vm"))).toContain("erp-print-01");
  });

  it("answers as a table when asked", async () => {
    const client = await startForTest();
    const reply = await ask(client, `${machines} | project name | take 1`, { resultFormat: "table" });
    expect(pick(reply.body, "data", "columns")).toEqual([{ name: "name", type: "string" }]);
    expect(pick(reply.body, "data", "rows")).toHaveLength(1);
  });

  it.each([
    ["resources | mv-expand tags", "ParserFailure", "mv-expand"],
    ["resources | where name ==", "ParserFailure", ""],
    ["resources | extend x = hash_md5(name)", "InvalidQuery", "hash_md5"],
    ["nosuchtable | take 1", "InvalidQuery", "nosuchtable"],
    ["resources | where name == 'x' ; drop", "ParserFailure", ";"],
  ])("refuses %s honestly", async (query, code, token) => {
    const client = await startForTest();
    const reply = await ask(client, query);
    expect(reply.status).toBe(400);
    expect(pick(reply.body, "error", "code")).toBe("BadRequest");
    expect(pick(reply.body, "error", "details", 1, "code")).toBe(code);
    expect(pick(reply.body, "error", "details", 1, "token")).toBe(token);
  });

  it.each([
    ["'a b-c' has 'b'", 1],
    ["'abc' has 'b'", 0],
    ["'abc' contains 'B'", 1],
    ["'x' !in~ ('X', 'y')", 0],
    ["not('x' == 'y') and ('a' == 'a' or 'b' == 'c')", 1],
    ["case(1 == 2, 'a', 'b') == 'b'", 1],
    ["split('a/b/c', '/')[1] == 'b'", 1],
    ["isnull(properties.nothing.there)", 1],
    ['parse_json(\'{"a": {"b": 3}}\').a.b == 3', 1],
  ])("evaluates %s", async (condition, count) => {
    const client = await startForTest();
    const reply = await client.post(path, {
      query: `resourcecontainers | where type == 'microsoft.resources/subscriptions' | where ${condition}`,
      subscriptions: [development.slice(15)],
    });
    expect(pick(reply.body, "count")).toBe(count);
  });
});
