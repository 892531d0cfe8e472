import { createServer } from "node:http";
import type { RequestListener } from "node:http";
import { describe, expect, onTestFinished, test, vi } from "vitest";
import { listAt, pick, startForTest } from "../sandboxFixture";
import type { Reply, TestClient } from "../sandboxFixture";
import { deployment, providers, storage, template, version } from "./templates";

const web = "https://templates.example/v1";

interface LinkedParts {
  readonly properties?: object;
  readonly [member: string]: unknown;
}

/** A deployment in a template that links its own. */
function linked(name: string, templateLink: object, { properties, ...more }: LinkedParts = {}): object {
  return {
    type: "Microsoft.Resources/deployments",
    apiVersion: "2024-03-01",
    name,
    ...more,
    properties: { mode: "Incremental", templateLink, ...properties },
  };
}

/** A sandbox in front of a web that holds these, and the addresses that it has asked for. */
async function startWith(
  pages: Readonly<Record<string, object | string>>,
): Promise<{ readonly client: TestClient; readonly asked: readonly string[] }> {
  const asked: string[] = [];
  const client = await startForTest({
    download: (address) => {
      asked.push(address);
      const page = pages[address.replace(`${web}/`, "")];
      return page === undefined
        ? Promise.reject(new Error("404"))
        : Promise.resolve(typeof page === "string" ? page : JSON.stringify(page));
    },
  });
  return { client, asked };
}

function put(client: TestClient, properties: object, path = deployment): Promise<Reply> {
  return client.put(`${path}?${version}`, { properties: { mode: "Incremental", ...properties } });
}

/** What a deployment has come to, and the accounts that it has made. */
async function outcome(client: TestClient): Promise<unknown> {
  client.wait(120_000);
  const { body } = await client.get(`${deployment}?${version}`);
  const ids = listAt(body, "properties", "outputResources").map((each) => String(pick(each, "id")).split("/").at(-1));
  return [pick(body, "properties", "provisioningState"), ids.toSorted()];
}

/** Only a resource that is made first tells it: `Succeeded.json`. */
const lateUri = `[concat('${web}/', reference(resourceId('Microsoft.Storage/storageAccounts', 'one')).provisioningState, '.json')]`;

const account = (name: string): object => template({ resources: [storage(name)] });

describe("a template at an address", () => {
  test("is fetched with its signature, which nobody sees afterwards", async () => {
    const { client, asked } = await startWith({ "main.json?sig=Sesame": account("one") });
    const link = { uri: `${web}/main.json`, queryString: "sig=Sesame", contentVersion: "1.0.0.0" };
    const accepted = await put(client, { templateLink: link });
    expect(accepted.status, JSON.stringify(accepted.body)).toBe(201);
    expect(await outcome(client)).toEqual(["Succeeded", ["one"]]);
    expect(asked).toEqual([`${web}/main.json?sig=Sesame`]);
    const { body } = await client.get(`${deployment}?${version}`);
    expect(pick(body, "properties", "templateLink")).toEqual({ uri: `${web}/main.json`, contentVersion: "1.0.0.0" });
    const state = await client.get("/sandbox/state");
    expect(JSON.stringify(state.body)).not.toContain("Sesame");
  });

  test("may hold comments and a byte order mark, and is told its own address", async () => {
    const text = JSON.stringify(
      template({
        resources: [
          storage("one", {
            tags: { from: "[uri(deployment().properties.templateLink.uri, 'scripts/run.ps1')]" },
          }),
        ],
      }),
    );
    const { client } = await startWith({ "main.json": `\uFEFF// the account\n${text}` });
    await put(client, { templateLink: { uri: `${web}/main.json` } });
    expect(await outcome(client)).toEqual(["Succeeded", ["one"]]);
    const { body } = await client.get(`${providers}/Microsoft.Storage/storageAccounts/one?api-version=2023-01-01`);
    expect(pick(body, "tags", "from")).toBe(`${web}/scripts/run.ps1`);
  });

  test("takes its parameters from an address as well", async () => {
    const declared = template({
      parameters: { name: { type: "string" } },
      resources: [storage("[parameters('name')]")],
    });
    const { client } = await startWith({ "values.json": { parameters: { name: { value: "given" } } } });
    const parametersLink = { uri: `${web}/values.json` };
    await put(client, { template: declared, parametersLink });
    expect(await outcome(client)).toEqual(["Succeeded", ["given"]]);
  });

  test.each([
    ["nothing", "none.json", {}, "InvalidContentLink", `Unable to download deployment content from '${web}/none.json'`],
    ["a page", "page.json", {}, "InvalidTemplate", "Deployment template parse failed"],
    [
      "another version",
      "main.json",
      { contentVersion: "2.0.0.0" },
      "InvalidTemplate",
      "The content version contained in the template '1.0.0.0' does not match the content version found in the deployment object's TemplateLink property '2.0.0.0'",
    ],
  ])("is refused where there is %s", async (_, file, more, code, sentence) => {
    const { client } = await startWith({ "page.json": "<html></html>", "main.json": account("one") });
    for (const templateLink of [{ uri: `${web}/${file}`, ...more }]) {
      const inside = template({ resources: [linked("inner", templateLink)] });
      for (const properties of [{ templateLink }, { template: inside }]) {
        const refused = await put(client, properties);
        expect([refused.status, pick(refused.body, "error", "code")]).toEqual([400, code]);
        expect(pick(refused.body, "error", "message")).toContain(sentence);
      }
    }
  });
});

describe("deployments inside a template", () => {
  test("link by address and by path, each file once, with the signature of their parents", async () => {
    const { client, asked } = await startWith({
      "main.json?s=1": template({
        resources: [
          linked("a", { relativePath: "nested/a.json" }),
          linked(
            "b",
            { relativePath: "./nested/a.json" },
            { properties: { parameters: { name: { value: "fromb" } } } },
          ),
          linked("c", { uri: `${web}/other.json` }),
        ],
      }),
      "nested/a.json?s=1": template({
        parameters: { name: { type: "string", defaultValue: "froma" } },
        resources: [
          storage("[parameters('name')]"),
          linked(
            "[concat('deep-', parameters('name'))]",
            { relativePath: "../deep.json" },
            {
              properties: { parameters: { name: { value: "[concat(parameters('name'), 'deep')]" } } },
            },
          ),
        ],
      }),
      "deep.json?s=1": template({
        parameters: { name: { type: "string" } },
        resources: [storage("[parameters('name')]")],
      }),
      "other.json": account("other"),
    });
    await put(client, { templateLink: { uri: `${web}/main.json?s=1` } });
    expect(await outcome(client)).toEqual(["Succeeded", ["a", "b", "c"]]);
    const accounts = ["froma", "fromadeep", "fromb", "frombdeep", "other"];
    for (const name of accounts) {
      const made = await client.get(`${providers}/Microsoft.Storage/storageAccounts/${name}?api-version=2023-01-01`);
      expect(made.status, name).toBe(200);
    }
    expect(asked.toSorted()).toEqual([
      `${web}/deep.json?s=1`,
      `${web}/main.json?s=1`,
      `${web}/nested/a.json?s=1`,
      `${web}/other.json`,
    ]);
    const inner = await client.get(`${providers}/Microsoft.Resources/deployments/b?${version}`);
    expect(pick(inner.body, "properties", "parameters", "name")).toEqual({ type: "String", value: "fromb" });
    const exported = await client.post(`${providers}/Microsoft.Resources/deployments/c/exportTemplate?${version}`);
    expect(pick(exported.body, "template", "resources", 0, "name")).toBe("other");
  });

  test("are fetched when their address is known, which may be late", async () => {
    const { client, asked } = await startWith({ "Succeeded.json": account("late"), "never.json": account("never") });
    const resources = [
      storage("one"),
      linked("second", { uri: lateUri }, { dependsOn: ["one"] }),
      linked("never", { uri: `${web}/never.json` }, { condition: false }),
    ];
    await put(client, { template: template({ resources }) });
    expect(asked).toEqual([]);
    await vi.waitFor(async () => {
      expect(await outcome(client)).toEqual(["Succeeded", ["one", "second"]]);
    });
    expect(asked).toEqual([`${web}/Succeeded.json`]);
  });

  test("are refused together before anything is made", async () => {
    const { client } = await startWith({});
    const resources = [linked("a", { uri: `${web}/a.json` }), linked("b", { relativePath: "b.json" }), storage("one")];
    const refused = await put(client, { template: template({ resources }) });
    expect([refused.status, pick(refused.body, "error", "code")]).toEqual([400, "MultipleErrorsOccurred"]);
    expect(listAt(refused.body, "error", "details").map((each) => pick(each, "code"))).toEqual([
      "InvalidContentLink",
      "InvalidContentLink",
    ]);
  });

  test.each([
    ["has parameters that it does not know", { parameters: { size: { value: 1 } } }, "'size'"],
    ["lacks a parameter", {}, "'name' is not provided"],
    ["is to be complete", { mode: "Complete", parameters: { name: { value: "x" } } }, "'Complete' is not supported"],
  ])("are refused when one %s", async (_, properties, sentence) => {
    const { client } = await startWith({ "a.json": template({ parameters: { name: { type: "string" } } }) });
    const resources = [linked("a", { uri: `${web}/a.json` }, { properties })];
    const refused = await put(client, { template: template({ resources }) });
    expect(pick(refused.body, "error", "code"), JSON.stringify(refused.body)).toBe("InvalidTemplate");
    expect(pick(refused.body, "error", "message")).toContain(sentence);
  });

  test("that link one another in a circle are refused", async () => {
    const { client, asked } = await startWith({
      "a.json": template({ resources: [linked("a", { relativePath: "a.json" })] }),
    });
    const refused = await put(client, { templateLink: { uri: `${web}/a.json` } });
    expect([refused.status, pick(refused.body, "error", "code")]).toEqual([400, "InvalidTemplate"]);
    expect(asked).toHaveLength(1);
  });

  test("stop downloading when the deployment is cancelled", async () => {
    let stopped = false;
    const client = await startForTest({
      download: (_, signal) =>
        new Promise((__, reject) => {
          signal.addEventListener("abort", () => {
            stopped = true;
            reject(new Error("stopped"));
          });
        }),
    });
    const resources = [storage("one"), linked("second", { uri: lateUri }, { dependsOn: ["one"] })];
    await put(client, { template: template({ resources }) });
    expect(await outcome(client)).toEqual(["Running", []]);
    expect((await client.post(`${deployment}/cancel?${version}`)).status).toBe(204);
    expect(stopped).toBe(true);
    expect(await outcome(client)).toEqual(["Canceled", []]);
  });

  test("stop downloading when nobody waits for the answer any more", async () => {
    const signals: AbortSignal[] = [];
    const client = await startForTest({
      download: (_, signal) => {
        signals.push(signal);
        return new Promise(() => undefined);
      },
    });
    const hangUp = new AbortController();
    const asking = fetch(`${client.sandbox.url}${deployment}?${version}`, {
      method: "PUT",
      headers: { authorization: `Bearer ${client.sandbox.token}`, "content-type": "application/json" },
      body: JSON.stringify({ properties: { mode: "Incremental", templateLink: { uri: `${web}/slow.json` } } }),
      signal: hangUp.signal,
    });
    await vi.waitFor(() => {
      expect(signals).toHaveLength(1);
    });
    hangUp.abort();
    await expect(asking).rejects.toThrow();
    await vi.waitFor(() => {
      expect(signals[0]?.aborted).toBe(true);
    });
  });
});

describe("over HTTP", () => {
  async function serve(listener: RequestListener): Promise<string> {
    const server = createServer(listener);
    onTestFinished(() => {
      server.close();
      server.closeAllConnections();
    });
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    const address = server.address();
    return `http://127.0.0.1:${typeof address === "object" ? (address?.port ?? 0) : 0}`;
  }

  test("templates are fetched without anything that belongs to the sandbox, redirections included", async () => {
    const seen: unknown[] = [];
    const origin = await serve((request, response) => {
      seen.push([request.url, request.headers.authorization]);
      if (request.url === "/main.json") {
        response.end(JSON.stringify(account("one")));
      } else {
        response.writeHead(302, { location: request.url === "/moved.json" ? "/main.json" : "/round.json" }).end();
      }
    });
    const client = await startForTest();
    await put(client, { templateLink: { uri: `${origin}/moved.json` } });
    expect(await outcome(client)).toEqual(["Succeeded", ["one"]]);
    expect(seen).toEqual([
      ["/moved.json", undefined],
      ["/main.json", undefined],
    ]);
    const round = await put(client, { templateLink: { uri: `${origin}/round.json` } }, `${deployment}-2`);
    expect(pick(round.body, "error", "code")).toBe("InvalidContentLink");
    expect(seen.length).toBeLessThan(10);
  });

  test("more than 4 MB are not taken", async () => {
    const origin = await serve((_, response) => {
      response.end(JSON.stringify({ ...account("one"), metadata: "x".repeat(4 * 1024 * 1024) }));
    });
    const client = await startForTest();
    const refused = await put(client, { templateLink: { uri: `${origin}/large.json` } });
    expect(pick(refused.body, "error", "code")).toBe("InvalidContentLink");
  });
});
