/** `npm run sandbox`: the sandbox Azure on its own, over HTTPS, for `az`, curl, SDKs and other programs. Ctrl+C ends it. */
import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { readArguments } from "./arguments.mjs";
import { Failure, runMain } from "./failure.mjs";
import { loadSources } from "./loadSources.mjs";

const help = `Usage: npm run sandbox -- [options]

Serves a small Azure on https://localhost:PORT: Resource Manager, Recovery Services, and the logins of service principals
and managed identities. The CA to trust and ready commands for az, curl and the Python SDK are printed.

  --port N               port on 127.0.0.1 (default: 8443)
  --estate small|fleet|FILE
                         what is in it: a company with some forty VMs (default), one with 100,000 VMs, 500 vaults and
                         40 subscriptions, or a JSON file
                         { "tenants": [], "subscriptions": [], "resources": [ARM resources as GET returns them] };
                         what a resource leaves out gets a usual value
  --tls-key FILE         key and certificate of the server (PEM); without, a throw-away CA and certificate are made
  --tls-cert FILE
  --speed N              jobs run N times faster (default: 1, where a backup takes about 20 s)
  --state FILE           goes on where the file left off, and keeps it up to date
  --open                 accepts any bearer token
  --retry-after N        seconds that clients are asked to wait between two polls (default: 1)
  --help                 this text

Control, behind the same tokens:
  POST   /sandbox/faults   {"method": "PUT", "path": "/vaults/", "times": 2, "answer": ANSWER}, where ANSWER is
                           {"kind": "status", "status": 429, "code": "TooManyRequests", "message": "…", "headers": {"retry-after": "5"}},
                           {"kind": "reset", "when": "before" or "afterAccepted"}, {"kind": "slow", "milliseconds": 5000},
                           or {"kind": "tokenExpired"}; GET lists what waits, DELETE clears it
  POST   /sandbox/clock    {"advanceSeconds": 86400} steps the clock, {"rate": 60} makes time run faster; GET tells it
  POST   /sandbox/tenants  {"tenantId": ID, "secondFactor": "changes" or "always"} or {"tenantId": ID, "refusesWith": 50076}: what
                           a tenant demands of those who sign in; GET lists it, DELETE takes all back
  GET    /sandbox/state    the whole estate and the clock; PUT puts a saved one in its place
  GET    /sandbox/requests what was asked so far
`;

const say = (text) => process.stdout.write(`${text}\n`);

await runMain(async () => {
  const options = readOptions();
  const code = await loadSources("sandbox", `export * from "./src/sandbox/standalone";`);
  const tls = tlsOf(options, code);
  const sandbox = await start(options, tls, code);
  say(welcome(sandbox, tls.caFile, options.open, code.readerClientId));
  await new Promise((resolve) => {
    process.once("SIGINT", resolve);
    process.once("SIGTERM", resolve);
  });
  await sandbox.close();
  return 0;
});

function readOptions() {
  const text = (value) => ({ type: "string", ...(value === undefined ? {} : { default: value }) });
  const { values } = readArguments(help, {
    options: {
      port: text("8443"),
      estate: text("small"),
      "tls-key": text(),
      "tls-cert": text(),
      speed: text("1"),
      state: text(),
      "retry-after": text("1"),
      open: { type: "boolean", default: false },
    },
  });
  const port = numberOf("--port", values.port, 0);
  if (!Number.isInteger(port) || port > 65_535) {
    throw new Failure("--port needs a whole number up to 65535.");
  }
  if ((values["tls-key"] === undefined) !== (values["tls-cert"] === undefined)) {
    throw new Failure("--tls-key and --tls-cert belong together: give both or none.");
  }
  const retryAfter = numberOf("--retry-after", values["retry-after"], 0);
  if (!Number.isInteger(retryAfter)) {
    // Clients read the header as whole seconds, as HTTP has it.
    throw new Failure("--retry-after needs a whole number of seconds.");
  }
  return {
    ...values,
    port,
    speed: numberOf("--speed", values.speed, 0.001),
    retryAfter,
  };
}

function numberOf(name, text, least) {
  const value = Number(text);
  if (text.trim() === "" || !Number.isFinite(value) || value < least) {
    throw new Failure(`${name} needs a number of at least ${least}.`);
  }
  return value;
}

function read(file, what) {
  try {
    return fs.readFileSync(file, "utf8");
  } catch (error) {
    throw new Failure(`The ${what} ${file} cannot be read: ${error.message}`);
  }
}

/** Key, certificate, and the file with the CA that clients are to trust. */
function tlsOf(options, { makeServerIdentity }) {
  if (options["tls-key"] !== undefined) {
    const cert = read(options["tls-cert"], "certificate");
    return { key: read(options["tls-key"], "key"), cert, caFile: path.resolve(options["tls-cert"]) };
  }
  const { ca, cert, key } = makeServerIdentity(Date.now());
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), "azure-sandbox-"));
  const caFile = path.join(folder, "ca.pem");
  fs.writeFileSync(caFile, ca);
  process.once("exit", () => fs.rmSync(folder, { recursive: true, force: true }));
  return { key, cert, caFile };
}

async function start(options, { key, cert }, { startSandbox, isState, EstateFileError }) {
  const file = options.state;
  const saved = file !== undefined && fs.existsSync(file) ? read(file, "state") : undefined;
  if (saved !== undefined && !isState(saved)) {
    throw new Failure(`${file} is not a state of this version of the sandbox; move it away to start afresh.`);
  }
  if (file !== undefined) {
    tryToSave(file);
  }
  try {
    return await startSandbox({
      port: options.port,
      tls: { key, cert },
      open: options.open,
      speed: options.speed,
      retryAfterSeconds: options.retryAfter,
      ...(saved === undefined ? {} : { state: saved }),
      ...estateOf(options.estate),
      ...(file === undefined ? {} : { onState: (state) => save(file, state) }),
    });
  } catch (error) {
    if (error instanceof EstateFileError) {
      throw new Failure(error.message);
    }
    throw failureOf(error, options);
  }
}

/** What a user can do something about becomes a sentence. */
function failureOf(error, options) {
  switch (error.code) {
    case "EADDRINUSE":
      return new Failure(`Port ${options.port} is taken; choose another one with --port.`);
    case "EACCES":
      return new Failure(`Port ${options.port} is not for everybody; choose one above 1023 with --port.`);
    default:
      return /^ERR_(OSSL|SSL|TLS|CRYPTO)/.test(error.code ?? "")
        ? new Failure(`--tls-key and --tls-cert are no key and certificate (PEM) that fit together: ${error.message}`)
        : error;
  }
}

/** A state that cannot be saved is said at once, not at the first change. */
function tryToSave(file) {
  try {
    fs.writeFileSync(`${file}.new`, "");
    fs.rmSync(`${file}.new`);
  } catch (error) {
    throw new Failure(`The state cannot be saved in ${file}: ${error.message}`);
  }
}

/** The two estates that have a name, or that of a file. */
function estateOf(name) {
  switch (name) {
    case "small":
      return {};
    case "fleet":
      return { estate: "fleet" };
    default:
      return { estate: fs.existsSync(name) ? read(name, "estate file") : noEstate(name) };
  }
}

function noEstate(name) {
  throw new Failure(`--estate needs small, fleet or an estate file; there is no file ${name}.`);
}

/** Whole or not at all: a file that is cut off would lose the estate. Without room for it, the sandbox goes on all the same. */
function save(file, text) {
  try {
    fs.writeFileSync(`${file}.new`, text);
    fs.renameSync(`${file}.new`, file);
  } catch (error) {
    process.stderr.write(`The state cannot be saved: ${error.message}\n`);
  }
}

function welcome({ publicOrigin, token, subscriptionId }, caFile, open, readerClientId) {
  const id = "11111111-1111-4111-8111-111111111111";
  const endpoints = [
    `--endpoint-resource-manager ${publicOrigin}/`,
    `--endpoint-management ${publicOrigin}/`,
    `--endpoint-active-directory ${publicOrigin}/adfs`,
    `--endpoint-active-directory-resource-id ${publicOrigin}`,
    `--endpoint-active-directory-graph-resource-id ${publicOrigin}/`,
  ];
  return `The sandbox listens on ${publicOrigin}
CA to trust: ${caFile}
Bearer token: ${open ? "any" : token}

az (a configuration of its own, so that yours stays as it is):
  export AZURE_CONFIG_DIR="${path.join(path.dirname(caFile), "az")}" REQUESTS_CA_BUNDLE="${caFile}" AZURE_CORE_COLLECT_TELEMETRY=0
  az cloud register -n Sandbox ${endpoints.join(" \\\n    ")}
  az cloud set -n Sandbox
  az login --service-principal -u ${id} -p anything --tenant ${id}
  # The service principal ${readerClientId} may only read.
  # Managed identity: MSI_ENDPOINT=${publicOrigin}/msi/token MSI_SECRET=x az login --identity

curl:
  curl --cacert "${caFile}" -H "Authorization: Bearer ${open ? "any" : token}" "${publicOrigin}/subscriptions?api-version=2022-12-01"

Python SDK:
  from azure.core.credentials import AccessToken
  from azure.mgmt.recoveryservices import RecoveryServicesClient
  class Token:
      def get_token(self, *scopes, **options):
          return AccessToken("${open ? "any" : token}", 4102444800)

  client = RecoveryServicesClient(Token(), "${subscriptionId ?? id}", base_url="${publicOrigin}", connection_verify="${caFile}")
  print([vault.name for vault in client.vaults.list_by_subscription_id()])

Ctrl+C ends the sandbox.`;
}
