import { expect, it } from "vitest";
import { column, devVault, pick, rows, startForTest } from "../sandboxFixture";

const version = "api-version=2021-05-01-preview";
const settings = `${devVault}/providers/Microsoft.Insights/diagnosticSettings`;
const workspace = (name: string): string =>
  `/subscriptions/s/resourceGroups/g/providers/Microsoft.OperationalInsights/workspaces/${name}`;

function sending(to: string, category = "CoreAzureBackup"): unknown {
  return { properties: { workspaceId: workspace(to), logs: [{ category, enabled: true }] } };
}

it("keeps where the logs of a vault go, lists it and forgets it", async () => {
  const client = await startForTest();
  expect(rows(await client.get(`${settings}?${version}`))).toEqual([]);
  const made = await client.put(`${settings}/to-log?${version}`, sending("one"));
  expect([made.status, pick(made.body, "id")]).toEqual([200, `${settings}/to-log`]);
  expect(pick(made.body, "properties")).toEqual({
    workspaceId: workspace("one"),
    logs: [{ category: "CoreAzureBackup", enabled: true }],
    metrics: [],
  });
  expect((await client.get(`${settings}/TO-LOG?${version}`)).body).toEqual(made.body);
  expect(column(await client.get(`${settings}?${version}`), "name")).toEqual(["to-log"]);
  const group = devVault.split("/providers/")[0] ?? "";
  const listed = column(await client.get(`${group}/resources?api-version=2021-04-01`), "type");
  expect(listed).not.toContain("Microsoft.Insights/diagnosticSettings");
  const remove = (): ReturnType<typeof client.send> => client.send("DELETE", `${settings}/to-log?${version}`);
  expect([(await remove()).status, (await remove()).status]).toEqual([200, 204]);
  expect((await client.get(`${settings}/to-log?${version}`)).status).toBe(404);
});

it("refuses a setting that leads nowhere, one too many, and a category that goes to the same place twice", async () => {
  const client = await startForTest();
  const put = async (name: string, body: unknown): Promise<unknown> => {
    const reply = await client.put(`${settings}/${name}?${version}`, body);
    return `${reply.status} ${String(pick(reply.body, "error", "code") ?? pick(reply.body, "name"))}`;
  };
  expect(await put("nowhere", { properties: { logs: [] } })).toBe("400 BadRequest");
  expect(await put("s0", sending("w0"))).toBe("200 s0");
  expect(await put("again", sending("W0"))).toBe("409 Conflict");
  expect(await put("other-category", sending("w0", "AddonAzureBackupJobs"))).toBe("200 other-category");
  expect(await put("s0", sending("w0"))).toBe("200 s0");
  for (const index of [1, 2, 3]) {
    expect(await put(`s${index}`, sending(`w${index}`))).toBe(`200 s${index}`);
  }
  expect(await put("s4", sending("w4"))).toBe("409 Conflict");
  expect(await put("s3", sending("w5"))).toBe("200 s3");
});

it("knows the resource that the settings are of", async () => {
  const client = await startForTest();
  const reply = await client.get(`${devVault}-none/providers/Microsoft.Insights/diagnosticSettings?${version}`);
  expect([reply.status, pick(reply.body, "error", "code")]).toEqual([404, "ResourceNotFound"]);
});
