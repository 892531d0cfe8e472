import { execFile } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { promisify } from "node:util";
import esbuild from "esbuild";
import { expect, it, onTestFinished } from "vitest";
import { startSandbox } from "../../../src/sandbox/server";
import { makeServerIdentity } from "../../../src/sandbox/tls/certificate";

const larkmoor = "7d1e0f6a-52c4-4b0e-8f63-9a1c2e5d7b10";
const credentials = path.resolve(import.meta.dirname, "../../../src/azure/accounts/identityCredentials.ts");

/** Asks for a token as the extension does, and prints it with all hosts that were looked for. */
const program = (origin: string): string => `
  import dns from "node:dns";
  import { defaultCredential } from ${JSON.stringify(credentials)};
  const hosts = [];
  const { lookup } = dns;
  dns.lookup = (host, ...more) => (hosts.push(host), lookup(host, ...more));
  defaultCredential(undefined, "${origin}").getToken("${origin}/.default").then(
    ({ token }) => console.log(JSON.stringify({ token, hosts })),
    (error) => console.log(JSON.stringify({ error: error.message, hosts })),
  );`;

it("a service principal signs in to a cloud of one's own, and nobody outside of it is asked", async () => {
  const folder = mkdtempSync(path.join(tmpdir(), "own-cloud-test-"));
  const { ca, cert, key } = makeServerIdentity(Date.now());
  const sandbox = await startSandbox({ tls: { cert, key } });
  onTestFinished(async () => {
    await sandbox.close();
    rmSync(folder, { recursive: true, force: true });
  });
  const script = path.join(folder, "program.cjs");
  const stdin = { contents: program(sandbox.publicOrigin), resolveDir: import.meta.dirname };
  await esbuild.build({ stdin, outfile: script, bundle: true, platform: "node", format: "cjs", logLevel: "warning" });
  const caFile = path.join(folder, "ca.pem");
  writeFileSync(caFile, ca);
  // A process of its own: Node reads whom it trusts when it starts.
  const { stdout } = await promisify(execFile)(process.execPath, [script], {
    env: {
      ...process.env,
      NODE_EXTRA_CA_CERTS: caFile,
      AZURE_TENANT_ID: larkmoor,
      AZURE_CLIENT_ID: "11111111-1111-4111-8111-111111111111",
      AZURE_CLIENT_SECRET: "anything",
    },
  });
  const said = JSON.parse(stdout) as { readonly token?: string; readonly hosts: readonly string[] };
  expect(said).toHaveProperty("token");
  expect([...new Set(said.hosts)]).toEqual(["localhost"]);
  const claims: unknown = JSON.parse(Buffer.from(said.token?.split(".")[1] ?? "", "base64url").toString());
  expect(claims).toMatchObject({ tid: larkmoor, aud: sandbox.publicOrigin });
}, 30_000);
