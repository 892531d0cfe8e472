import { request } from "node:http";
import { describe, expect, it } from "vitest";
import { mainVault, pick, production, rows, startForTest } from "../sandboxFixture";
import type { TestClient } from "../sandboxFixture";

const newVault = `${production}/resourceGroups/rg-backup-weu/providers/Microsoft.RecoveryServices/vaults/rsv-new`;

/** Sends a request whose line is written as it is here: `fetch` would tidy it up. */
function sendRaw({ sandbox }: TestClient, line: string): Promise<{ status: number | undefined; body: unknown }> {
  const { hostname, port } = new URL(sandbox.url);
  return new Promise((resolve, reject) => {
    const asked = request(
      { hostname, port, path: line, headers: { authorization: `Bearer ${sandbox.token}` } },
      (answer) => {
        let text = "";
        answer.on("data", (part) => (text += String(part)));
        answer.on("end", () => {
          resolve({ status: answer.statusCode, body: JSON.parse(text) });
        });
      },
    );
    asked.on("error", reject);
    asked.end();
  });
}

describe("the address of a request", () => {
  it.each(["API-Version", "Api-version"])("names its api-version in any case: %s", async (name) => {
    const client = await startForTest();
    expect((await sendRaw(client, `${mainVault}?${name}=2024-04-01`)).status).toBe(200);
  });

  it.each([
    ["$skiptoken", "$skipToken"],
    ["$SkipToken", "$skipToken"],
  ])("names %s as it likes", async (name, usual) => {
    const client = await startForTest();
    const first = await client.get(`${mainVault}/backupProtectedItems`);
    const next = new URL(String(pick(first.body, "nextLink")));
    const token = encodeURIComponent(next.searchParams.get(usual) ?? "");
    const second = await client.get(`${mainVault}/backupProtectedItems?${name}=${token}`);
    expect(rows(second).length).toBeGreaterThan(0);
    expect(rows(second)).not.toEqual(rows(first));
  });

  it("may be a whole URL, as proxies are sent it", async () => {
    const client = await startForTest();
    const reply = await sendRaw(client, `https://arm.sandbox.invalid${mainVault}?api-version=2024-04-01`);
    expect([reply.status, pick(reply.body, "name")]).toEqual([200, "rsv-larkmoor-weu"]);
  });

  it.each(["/\\[/x", "//[/x", "/\\evil.example/x"])("never names another host: %s", async (line) => {
    const client = await startForTest();
    const reply = await sendRaw(client, `${line}?api-version=2024-04-01`);
    expect([reply.status, pick(reply.body, "error", "code")]).toEqual([501, "SandboxNotEmulated"]);
  });
});

describe("the body of a request", () => {
  it.each([
    ["text/plain;charset=UTF-8", "text/plain"],
    ["application/x-www-form-urlencoded", "application/x-www-form-urlencoded"],
    [undefined, "<null>"],
  ])("is refused when it is said to be %s", async (type, shown) => {
    const { sandbox } = await startForTest();
    const reply = await fetch(`${sandbox.url}${newVault}?api-version=2024-04-01`, {
      method: "PUT",
      headers: { authorization: `Bearer ${sandbox.token}`, ...(type === undefined ? {} : { "content-type": type }) },
      // Of bytes, nobody guesses the type.
      body: new TextEncoder().encode('{"location":"westeurope","properties":{}}'),
    });
    expect([reply.status, pick(await reply.json(), "error")]).toEqual([
      415,
      {
        code: "UnsupportedMediaType",
        message: `The content media type '${shown}' is not supported. Only 'application/json' is supported.`,
      },
    ]);
  });

  it("is taken as JSON with its character set, and no type is asked for where there is none", async () => {
    const { sandbox } = await startForTest();
    const send = async (method: string, path: string, headers: Record<string, string>, body?: string) => {
      const reply = await fetch(`${sandbox.url}${path}?api-version=2024-04-01`, {
        method,
        headers: { authorization: `Bearer ${sandbox.token}`, ...headers },
        ...(body === undefined ? {} : { body }),
      });
      return reply.status;
    };
    const json = { "content-type": "Application/JSON; charset=utf-8" };
    expect(await send("PUT", newVault, json, '{"location":"westeurope","properties":{}}')).toBe(201);
    expect(await send("POST", `${mainVault}/backupFabrics/Azure/refreshContainers`, {})).toBe(202);
  });
});
