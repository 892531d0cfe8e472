import { describe, expect, test } from "vitest";
import { development, listAt, pick, startForTest } from "../sandboxFixture";
import { body, deploy, deployment, nested, providers, storage, version } from "./templates";

const other = `${development}/resourceGroups/rg-other`;

describe("what a resource provider would refuse", () => {
  test("is found before anything is made, all of it, inside of one error", async () => {
    const client = await startForTest();
    await client.put(`${other}?api-version=2021-04-01`, { location: "westeurope" });
    await client.put(`${other}/providers/Microsoft.Storage/storageAccounts/taken1?api-version=2023-01-01`, {
      location: "westeurope",
    });
    const resources = [storage("fine1"), storage("UPPER"), nested("inner", { resources: [storage("taken1")] })];
    const refused = await client.put(`${deployment}?${version}`, body({ resources }));
    expect([refused.status, pick(refused.body, "error", "code")]).toEqual([400, "InvalidTemplateDeployment"]);
    expect(pick(refused.body, "error", "message")).toMatch(
      /^The template deployment 'main' is not valid according to the validation procedure\. The tracking id is '[\w-]{36}'/u,
    );
    const details = listAt(refused.body, "error", "details");
    expect(details.map((each) => pick(each, "code"))).toEqual(["PreflightValidationCheckFailed"]);
    expect(listAt(details[0], "details").map((each) => [pick(each, "code"), pick(each, "target")])).toEqual([
      ["AccountNameInvalid", "UPPER"],
      ["StorageAccountAlreadyTaken", "taken1"],
    ]);
    const made = await client.get(`${providers}/Microsoft.Storage/storageAccounts/fine1?api-version=2023-01-01`);
    expect([made.status, (await client.get(`${deployment}?${version}`)).status]).toEqual([404, 404]);
  });

  test("is what a validation says as well", async () => {
    const client = await startForTest();
    const said = await client.post(`${deployment}/validate?${version}`, body({ resources: [storage("UPPER")] }));
    expect([said.status, pick(said.body, "error", "details", 0, "details", 0, "code")]).toEqual([
      400,
      "AccountNameInvalid",
    ]);
  });

  test("is nothing where a condition leaves the resource out, or where the account is the own one", async () => {
    const client = await startForTest();
    const resources = [storage("mine1"), storage("UPPER", { condition: false })];
    expect((await client.put(`${deployment}?${version}`, body({ resources }))).status).toBe(201);
    client.wait(60_000);
    expect((await client.put(`${deployment}?${version}`, body({ resources }))).status).toBe(200);
  });
});

describe("a place that has no such thing", () => {
  test.each([
    ["a region that there is not", storage("one", { location: "atlantis" }), "atlantis"],
    [
      "a region without vaults",
      {
        type: "Microsoft.RecoveryServices/vaults",
        apiVersion: "2024-04-01",
        name: "rsv-new",
        location: "jioindiacentral",
        sku: { name: "RS0" },
        properties: {},
      },
      "jioindiacentral",
    ],
  ])("%s is refused at once, with the regions that there are", async (_, resource, location) => {
    const client = await startForTest();
    const refused = await client.put(`${deployment}?${version}`, body({ resources: [resource] }));
    expect([refused.status, pick(refused.body, "error", "code")]).toEqual([400, "LocationNotAvailableForResourceType"]);
    const [asked, listed] = String(pick(refused.body, "error", "message")).split("List of available regions");
    expect(asked).toContain(`'${location}'`);
    expect(listed).toContain("westeurope");
    expect(listed).not.toContain(location);
  });

  test("a version that no provider can have fails the operation, and names those that there are", async () => {
    const client = await startForTest();
    const done = await deploy(client, body({ resources: [storage("one", { apiVersion: "2099-01-01" })] }));
    const reason = pick(done.body, "properties", "error", "details", 0);
    expect(pick(reason, "code")).toBe("NoRegisteredProviderFound");
    expect(pick(reason, "message")).toMatch(
      /for location 'westeurope' and API version '2099-01-01' for type 'storageAccounts'\. The supported api-versions are '2024-01-01, /u,
    );
    const rows = await client.get(`${deployment}/operations?${version}`);
    expect(pick(rows.body, "value", 0, "properties", "statusCode")).toBe("BadRequest");
    expect(pick(rows.body, "value", 0, "properties", "statusMessage", "error", "code")).toBe(
      "NoRegisteredProviderFound",
    );
    expect(pick(done.body, "properties", "error", "target")).toBe(deployment);
  });
});
