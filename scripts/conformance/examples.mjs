/** The examples of Azure's specifications as requests: the sandbox must accept their bodies. */
import fs from "node:fs";
import path from "node:path";
import { send } from "./replay.mjs";

/**
 * Those about vaults and VMs. Their answers are years old and know no state: only the status is held against them. Not among
 * them is `ProtectionPolicies_CreateOrUpdate_Simple`, which keeps backups for a day: the service wants seven today.
 */
const names = [
  "ConfigureProtection",
  "StopProtection",
  "IaaS_v2_(hourly|daily)",
  "ProtectionPolicies_CreateOrUpdate_Complex",
  "TriggerRestore_\\w+",
  "TriggerBackup_Post",
  "Provision_Ilr",
  "BackupResourceVaultConfigs_(Patch|Put)",
  "(PUT|PATCH)Vault(_\\w+)?",
];
const wanted = new RegExp(`^(${names.join("|")})\\.json$`, "i");
/** What stands in the folders of other workloads has the same names. */
const elsewhere = /[\\/](AzureStorage|AzureWorkload|Dpm)[\\/]/;
/** These change the key of a vault that has one. */
const needsKey = /^PATCHVault_WithCMK[23]\.json$/i;
const days = 86_400_000;

/**
 * @param startSandbox the sandbox's own door
 * @param {string} specs a folder of OpenAPI files with their examples
 * @returns how many were accepted, one text for each that was not, and every exchange for a validator
 */
export async function sendExamples(startSandbox, specs) {
  const result = { accepted: 0, problems: [], exchanges: [] };
  const all = examplesBelow(specs);
  for (const example of all) {
    let now = Date.UTC(2026, 0, 15, 12);
    const first = needsKey.test(example.name) ? keyOf(all, example.version) : undefined;
    const estate = JSON.stringify(estateOf(example, first));
    const sandbox = await startSandbox({ now: () => now, publicOrigin: "https://management.azure.com", estate });
    const pass = (time) => (now += time);
    const ask = async (method, target, body, known = new Map()) => {
      const request = { method, url: `https://management.azure.com${target}`, body };
      return send(sandbox, request, known, result.exchanges);
    };
    if (first !== undefined) {
      await ask(first.method, first.target, first.body);
      pass(days);
    }
    const { target, known } = await prepare(example, ask, pass);
    const answer = await ask(example.method, target, example.body, known);
    await sandbox.close();
    if (example.statuses.includes(String(answer.status))) {
      result.accepted++;
    } else {
      result.problems.push(`${example.version} ${example.name}: ${answer.status} ${answer.body?.error?.message ?? ""}`);
    }
  }
  return result;
}

/** The example that gives a vault its first key. */
function keyOf(all, version) {
  return all.find((each) => each.version === version && /^PATCHVault_WithCMK\.json$/i.test(each.name));
}

/** Every example of the list, with the operation that names it. */
function examplesBelow(specs) {
  const files = fs.readdirSync(specs, { recursive: true }).filter((file) => file.endsWith(".json"));
  const found = [];
  for (const file of files.filter((each) => !/[\\/]examples[\\/]/.test(each) && /RecoveryServices/i.test(each))) {
    const folder = path.join(specs, path.dirname(file));
    const { paths = {} } = JSON.parse(fs.readFileSync(path.join(specs, file), "utf8"));
    for (const [route, operations] of Object.entries(paths)) {
      for (const [method, operation] of Object.entries(operations)) {
        for (const { $ref } of Object.values(operation["x-ms-examples"] ?? {})) {
          if (wanted.test(path.basename($ref)) && !elsewhere.test($ref)) {
            found.push(exampleOf(path.join(folder, $ref), method.toUpperCase(), route, path.basename(folder)));
          }
        }
      }
    }
  }
  return found.sort((a, b) => a.version.localeCompare(b.version) || a.name.localeCompare(b.name));
}

function exampleOf(file, method, route, version) {
  const { parameters, responses } = JSON.parse(fs.readFileSync(file, "utf8"));
  const address = route.replace(/\{(\w+)\}/g, (_, name) => encodeURIComponent(parameters[name]));
  return {
    name: path.basename(file),
    version,
    method,
    parameters,
    target: `${address}?api-version=${version}`,
    body: Object.values(parameters).find((value) => typeof value === "object"),
    statuses: Object.keys(responses),
  };
}

function vaultIdOf({ subscriptionId, resourceGroupName, vaultName }) {
  return `/subscriptions/${subscriptionId}/resourceGroups/${resourceGroupName}/providers/Microsoft.RecoveryServices/vaults/${vaultName}`;
}

/** The VM whose container a path names. */
function machineIdOf({ subscriptionId, containerName }) {
  const [, , group, name] = (containerName ?? "").split(";");
  return name === undefined
    ? undefined
    : `/subscriptions/${subscriptionId}/resourceGroups/${group}/providers/Microsoft.Compute/virtualMachines/${name}`;
}

/** What an example takes for granted: the vault and its identities, the VM, the groups. */
function estateOf({ method, target, parameters, body }, first) {
  const location = body?.properties?.region ?? body?.location ?? "southeastasia";
  const ids = [...JSON.stringify([body, first?.body]).matchAll(/"(\/subscriptions\/[^"]+)"/gi)].map(([, id]) => id);
  const identities = ids.filter((id) => /\/userAssignedIdentities\/[^/]+$/i.test(id));
  const groups = [
    ...ids.map((id) => /^\/subscriptions\/[^/]+\/resourceGroups\/[^/]+/i.exec(id)?.[0]),
    vaultIdOf(parameters).split("/providers/")[0],
  ];
  const machine = machineIdOf(parameters);
  const isNew = method === "PUT" && /\/vaults\/[^/?]+\?/i.test(target);
  const vault = {
    id: vaultIdOf(parameters),
    location,
    identity: {
      type: identities.length === 0 ? "SystemAssigned" : "SystemAssigned, UserAssigned",
      userAssignedIdentities: Object.fromEntries(identities.map((id) => [id, {}])),
    },
  };
  return {
    resources: [
      ...groups.filter(Boolean).map((id) => ({ id, type: "Microsoft.Resources/resourceGroups", location })),
      ...identities.map((id) => ({ id, location })),
      ...(machine === undefined ? [] : [{ id: machine, location }]),
      ...(isNew ? [] : [vault]),
    ],
  };
}

/**
 * What must have happened before: protection of the VM, and a recovery point for what needs one.
 * @returns the address to send the example to, and its name of the recovery point → the sandbox's own
 */
async function prepare({ name, version, parameters, body, target }, ask, pass) {
  const unprepared = { target, known: new Map() };
  const machine = machineIdOf(parameters);
  if (machine === undefined || /^ConfigureProtection/.test(name)) {
    return unprepared;
  }
  const vault = vaultIdOf(parameters);
  const [container, protectedItem] = [parameters.containerName, parameters.protectedItemName].map(encodeURIComponent);
  const item = `${vault}/backupFabrics/Azure/protectionContainers/${container}/protectedItems/${protectedItem}`;
  const query = `?api-version=${version}`;
  const policyId = `${vault}/backupPolicies/DefaultPolicy`;
  const protectedItemType = "Microsoft.Compute/virtualMachines";
  await ask("PUT", item + query, { properties: { protectedItemType, sourceResourceId: machine, policyId } });
  pass(days);
  const { recoveryPointId } = parameters;
  if (recoveryPointId === undefined) {
    return unprepared;
  }
  await ask("POST", `${item}/backup${query}`, { properties: { objectType: "IaasVMBackupRequest" } });
  pass(days);
  const points = await ask("GET", `${item}/recoveryPoints${query}`);
  const own = points.body?.value?.[0]?.name ?? "";
  return {
    // Where an address and its body name different points, they still mean the same one.
    target: target.replace(`/recoveryPoints/${recoveryPointId}/`, `/recoveryPoints/${own}/`),
    known: new Map([[body.properties.recoveryPointId, own]]),
  };
}
