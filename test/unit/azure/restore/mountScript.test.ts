import { afterEach, describe, expect, it, vi } from "vitest";
import { mountScriptFrom } from "../../../../src/azure/restore/mountScript";

const password = "s3cretPassw0rd!";
/** 33 characters from the last underscore on, then the password: Azure's way to hand it over. */
const head = `web-01_we_123_${"a".repeat(32)}`;
const suffix = `${head}${password}tail`;

function base64(text: string): string {
  return Buffer.from(text, "utf8").toString("base64");
}

afterEach(() => {
  vi.unstubAllGlobals();
});

describe("the script that mounts a recovery point", () => {
  it("is saved without its password, under the name that Azure wants", async () => {
    const text = `#!/usr/bin/python\nTargetPassword="${password}"\nmount()\n`;
    const script = await mountScriptFrom({
      osType: "Linux",
      scriptExtension: ".py",
      scriptContent: base64(text),
      scriptNameSuffix: suffix,
    });
    expect(script.password).toBe(password);
    expect(script.fileName).toBe(`${head}tail.py`);
    const saved = Buffer.from(script.content).toString("utf8");
    expect(saved).toContain("mount()");
    expect(saved + script.fileName).not.toContain(password);
  });

  it("has no password where Azure gives none", async () => {
    const script = await mountScriptFrom({
      scriptExtension: ".sh",
      scriptContent: base64("x"),
      scriptNameSuffix: "web-01_1",
    });
    expect(script).toMatchObject({ fileName: "web-01_1.sh", password: undefined });
  });

  it("never leads out of the folder it is saved in", async () => {
    const script = await mountScriptFrom({
      scriptExtension: ".sh",
      scriptContent: "",
      scriptNameSuffix: "../../etc/x",
    });
    expect(script.fileName).toBe(".._.._etc_x.sh");
  });

  it("is fetched where Azure gives an address, without tokens", async () => {
    const asked: unknown[] = [];
    vi.stubGlobal("fetch", (...call: readonly unknown[]) => {
      asked.push(call);
      return Promise.resolve(new Response("MZ"));
    });
    const script = await mountScriptFrom({
      osType: "Windows",
      scriptExtension: ".exe",
      url: "https://download.example/ilr.exe",
      scriptNameSuffix: suffix,
    });
    expect(Buffer.from(script.content).toString()).toBe("MZ");
    expect(script.password).toBe(password);
    expect(asked).toEqual([["https://download.example/ilr.exe", { signal: null }]]);
  });

  it("is not fetched over a connection that anybody can read, and an error names its host", async () => {
    vi.stubGlobal("fetch", () => Promise.resolve(new Response("", { status: 404 })));
    await expect(mountScriptFrom({ url: "http://download.example/ilr.exe" })).rejects.toMatchObject({ begun: true });
    await expect(mountScriptFrom({ url: "https://download.example/ilr.exe" })).rejects.toMatchObject({
      status: 404,
      host: "download.example",
    });
  });
});
