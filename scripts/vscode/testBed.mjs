/** What the workbench tests and the pictures stand on: the packaged extension in a web VS Code, beside a sandbox of its own. */
import fs from "node:fs";
import path from "node:path";
import { vsixFile } from "../vsix.mjs";
import { launchBrowser } from "./browser.mjs";
import { replaceBuiltin } from "./builtins.mjs";
import { repository } from "./cache.mjs";
import { provisionVsCode } from "./provision.mjs";
import { startSandboxProcess } from "./sandbox.mjs";
import { openSecureFront } from "./secureFront.mjs";
import { installExtension, startServer, workbenchUrl } from "./server.mjs";

/** Where the packaged extension is installed for all test beds. */
const extensionsFolder = path.join(repository, "out", "extensions");

/** Profiles and workspaces of running test beds; what a killed run has left goes away with the next one. */
const temporaryFolder = path.join(repository, "out", "tmp");

const quiet = () => undefined;

/** Installs the VSIX afresh; once before any `startTestBed`. */
export async function installPackagedExtension() {
  fs.rmSync(extensionsFolder, { recursive: true, force: true });
  fs.rmSync(temporaryFolder, { recursive: true, force: true });
  const dataFolder = makeTemporaryFolder("install");
  try {
    await installExtension(await provisionVsCode(quiet), dataFolder, extensionsFolder, vsixFile);
  } finally {
    fs.rmSync(dataFolder, { recursive: true, force: true });
  }
}

/** Starts a browser, a sandbox and a VS Code on a copy of the sample workspace. */
export async function startTestBed({ name, settings = {}, attach = true, people, sandbox: sandboxOptions = {} }) {
  const vsCode = await provisionVsCode(quiet);
  const folder = makeTemporaryFolder(name);
  const workspace = path.join(folder, "sample");
  fs.cpSync(path.join(repository, "sample"), workspace, { recursive: true });
  const logFile = path.join(repository, "out", "logs", `workbench-${name}.log`);
  fs.mkdirSync(path.dirname(logFile), { recursive: true });
  fs.rmSync(logFile, { force: true });
  const front = people === undefined ? undefined : await openSecureFront();
  const sandbox = await startSandboxProcess(
    front === undefined ? sandboxOptions : { ...sandboxOptions, publicOrigin: front.origin },
  );
  front?.lead(sandbox.url);
  const signIn = front === undefined ? undefined : signInOf(people, { vsCode, folder, sandbox, front });
  const server = await startServer({
    vsCode,
    dataFolder: path.join(folder, "data"),
    extensionsFolder,
    settings: {
      // A tree that VS Code has just drawn anew takes the focus back, which would close a list opened in that moment.
      "workbench.quickOpen.closeOnFocusLost": false,
      // Where the mouse rests too long on a slow machine, what a row shows then would lie over the rows that are clicked next.
      "workbench.hover.delay": 3_600_000,
      ...signIn?.settings,
      ...settings,
    },
    env: { ...(attach ? sandbox.env : {}), ...signIn?.env },
    builtinsFolder: signIn?.builtinsFolder,
    logFile,
  });
  const browser = await launchBrowser(quiet);
  return {
    browser,
    workspace,
    sandbox: { url: sandbox.url, token: sandbox.token, publicOrigin: sandbox.publicOrigin },
    url: workbenchUrl(server.port, { workspace }),
    stop: async () => {
      await browser.close();
      await server.stop();
      await sandbox.stop();
      await front?.stop();
      fs.rmSync(folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 100 });
    },
  };
}

/** VS Code's Microsoft sign-in for a cloud of one's own, which is the sandbox, with people of the test's making. */
function signInOf(people, { vsCode, folder, sandbox, front }) {
  const builtinsFolder = path.join(folder, "builtins");
  const instead = path.join(repository, "test", "workbench", "people");
  replaceBuiltin(vsCode, { folder: builtinsFolder, without: "microsoft-authentication", instead });
  const caFile = path.join(folder, "ca.pem");
  fs.writeFileSync(caFile, front.ca);
  return {
    builtinsFolder,
    env: {
      NODE_EXTRA_CA_CERTS: caFile,
      AZURE_VM_BACKUP_TEST_PEOPLE: JSON.stringify({ sandbox: sandbox.url, token: sandbox.token, people }),
    },
    settings: {
      "azureVmBackup.authentication": "vscode",
      "microsoft-sovereign-cloud.environment": "custom",
      "microsoft-sovereign-cloud.customEnvironment": {
        name: "Larkmoor Stack",
        portalUrl: front.origin,
        managementEndpointUrl: front.origin,
        resourceManagerEndpointUrl: front.origin,
        activeDirectoryEndpointUrl: front.origin,
        activeDirectoryResourceId: front.origin,
      },
    },
  };
}

function makeTemporaryFolder(name) {
  fs.mkdirSync(temporaryFolder, { recursive: true });
  return fs.mkdtempSync(path.join(temporaryFolder, `${name}-`));
}
