import { execFile, spawn } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { request } from "node:https";
import { tmpdir } from "node:os";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { describe, expect, it, onTestFinished } from "vitest";

const script = fileURLToPath(new URL("../../scripts/sandbox.mjs", import.meta.url));

function folder(): string {
  const made = mkdtempSync(path.join(tmpdir(), "standalone-test-"));
  onTestFinished(() => {
    rmSync(made, { recursive: true, force: true });
  });
  return made;
}

interface Ended {
  readonly code: number | string | null | undefined;
  readonly said: string;
}

/** Runs the script where it must refuse to start. */
function refusal(...options: readonly string[]): Promise<Ended> {
  return new Promise((resolve) => {
    execFile(process.execPath, [script, "--port", "0", ...options], (error, _, stderr) => {
      resolve({ code: error?.code, said: stderr });
    });
  });
}

interface Started {
  readonly origin: string;
  readonly caFile: string;
  readonly token: string;
  readonly welcome: string;
  /** Ends it as Ctrl+C does. */
  readonly stop: () => Promise<void>;
}

async function started(...options: readonly string[]): Promise<Started> {
  const child = spawn(process.execPath, [script, "--port", "0", ...options], { stdio: ["ignore", "pipe", "inherit"] });
  const ended = new Promise<void>((resolve) => {
    child.once("exit", () => {
      resolve();
    });
  });
  const stop = (): Promise<void> => {
    child.kill("SIGINT");
    return ended;
  };
  onTestFinished(stop);
  const welcome = await new Promise<string>((resolve) => {
    let text = "";
    child.stdout.on("data", (chunk: Buffer) => {
      text += chunk.toString("utf8");
      if (text.includes("Ctrl+C ends")) {
        resolve(text);
      }
    });
  });
  const found = (pattern: RegExp): string => pattern.exec(welcome)?.[1] ?? "";
  return {
    origin: found(/listens on (\S+)/u),
    caFile: found(/CA to trust: (\S+)/u),
    token: found(/Bearer token: (\S+)/u),
    welcome,
    stop,
  };
}

function send({ origin, caFile, token }: Started, method: string, target: string, body?: unknown): Promise<string> {
  return new Promise((resolve, reject) => {
    const call = request(
      `${origin}${target}`,
      { method, ca: readFileSync(caFile), headers: { authorization: `Bearer ${token}` } },
      (answer) => {
        let text = "";
        answer.on("data", (chunk: Buffer) => (text += chunk.toString("utf8")));
        answer.on("end", () => {
          resolve(text);
        });
      },
    );
    call.on("error", reject);
    call.end(body === undefined ? "" : JSON.stringify(body));
  });
}

describe("the sandbox on its own", () => {
  it.each([
    [["--speed", "0"], "--speed needs a number of at least 0.001."],
    [["--retry-after", "0.5"], "--retry-after needs a whole number of seconds."],
    [["--estate", "medium"], "--estate needs small, fleet or an estate file; there is no file medium."],
    [["--tls-key", "key.pem"], "--tls-key and --tls-cert belong together"],
    [["--state", "/no/such/folder/state.json"], "The state cannot be saved in /no/such/folder/state.json"],
    [["--tls-key", script, "--tls-cert", script], "--tls-key and --tls-cert are no key and certificate"],
  ])("refuses %j in one sentence", async (options, sentence) => {
    const { code, said } = await refusal(...options);
    expect(code).toBe(1);
    expect(said).toContain(sentence);
    expect(said.trim().split("\n")).toHaveLength(1);
  });

  it("leaves the state of another version alone", async () => {
    const file = path.join(folder(), "state.json");
    writeFileSync(file, '{"ahead":0,"estate":{"format":99}}');
    const { code, said } = await refusal("--state", file);
    expect(code).toBe(1);
    expect(said).toContain("is not a state of this version of the sandbox");
    expect(readFileSync(file, "utf8")).toBe('{"ahead":0,"estate":{"format":99}}');
  });

  it("goes on at the time to which its clock was stepped, although nothing else has changed", async () => {
    const file = path.join(folder(), "state.json");
    const first = await started("--state", file);
    await send(first, "POST", "/sandbox/clock", { advanceSeconds: 3600 });
    await first.stop();
    const second = await started("--state", file);
    expect(JSON.parse(await send(second, "GET", "/sandbox/clock"))).toMatchObject({ aheadSeconds: 3600 });
  });

  it("prints commands that need nothing filled in", async () => {
    const { welcome, origin } = await started();
    expect(welcome).toContain(
      `RecoveryServicesClient(Token(), "2f8c6a10-9b34-4d57-a1e2-6c0d8b7f5e41", base_url="${origin}"`,
    );
    expect(welcome).not.toContain("SUBSCRIPTION_ID");
  });
});
