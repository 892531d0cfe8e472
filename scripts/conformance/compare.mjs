/** Holds an answer of the sandbox against a recorded one. */

/** Properties whose values are words of Azure's: they must be the same, not only of the same type. */
const words = new Set(
  `backupManagementType code containerType createdWithPolicyType crossRegionRestore enhancedSecurityState healthStatus
   jobType lastBackupStatus objectType operation policyType protectableItemType protectedItemType protectionState
   protectionStatus provisioningState recoveryPointType registrationStatus restoreLocationType retentionPolicyType
   schedulePolicyType softDeleteFeatureState standardTierStorageRedundancy status taskId type virtualMachineVersion
   workloadType`.split(/\s+/),
);

/** What differs from run to run, in name or number. */
const passing = /time|duration|progress|etag|dynamicError/i;

/** What is still changing while something runs. */
const unsettled = /\.(tasksList|propertyBag)\b/;

/** The word that says how far something is: of an operation, a job or a resource. */
export function stateOf(body) {
  return body?.status ?? body?.properties?.status ?? body?.properties?.provisioningState ?? "";
}

/** Whether an answer says that something still runs. */
export function isBusy(status, body) {
  return status === 202 || /^(InProgress|Provisioning|Updating|Deleting|Cancelling)$/.test(String(stateOf(body)));
}

/**
 * @param {(recorded: string, got: string) => void} meet called with two texts at the same place
 * @returns {string[]} what is different; properties that only the sandbox has are no difference
 */
export function differences(recorded, answer, meet) {
  const status = Number(recorded.statusCode);
  const found = status === answer.status ? [] : [`status ${answer.status}, not ${status}`];
  for (const header of ["azure-asyncoperation", "location"]) {
    found.push(...headerDifferences(header, recorded.headers[header], answer.headers[header], meet));
  }
  const nothing = recorded.body === null || recorded.body === undefined;
  if (nothing) {
    return answer.body === undefined ? found : [...found, "a body where Azure sends none"];
  }
  const inBody = [];
  compare(recorded.body, answer.body, "$", inBody, meet);
  const busy = isBusy(status, recorded.body);
  return [...found, ...inBody.filter((text) => !busy || !unsettled.test(text))];
}

function headerDifferences(name, want, got, meet) {
  if ((want === undefined) !== (got === undefined)) {
    return [want === undefined ? `header ${name} too many` : `header ${name} missing`];
  }
  if (want === undefined) {
    return [];
  }
  const [wanted, given] = [want, got].map((url) => decodeURIComponent(new URL(url).pathname).split("/"));
  meet(wanted.at(-1), given.at(-1));
  return wanted.at(-2).toLowerCase() === given.at(-2).toLowerCase()
    ? []
    : [`header ${name} names ${given.at(-2)}, not ${wanted.at(-2)}`];
}

function kindOf(value) {
  return Array.isArray(value) ? "list" : value === null ? "null" : typeof value;
}

function compare(want, got, at, found, meet) {
  if (kindOf(want) !== kindOf(got)) {
    found.push(got === undefined ? `${at} missing` : `${at} is ${kindOf(got)}, not ${kindOf(want)}`);
  } else if (kindOf(want) === "list") {
    compareLists(want, got, at, found, meet);
  } else if (kindOf(want) === "object") {
    for (const [name, value] of Object.entries(want)) {
      if (!(passing.test(name) && got[name] === undefined)) {
        compare(value, got[name], `${at}.${name}`, found, meet);
      }
    }
  } else if (typeof want === "string") {
    meet(want, got);
    const name = at.split(".").at(-1).replace("[]", "");
    if (words.has(name) && want !== got) {
      found.push(`${at} is '${got}', not '${want}'`);
    }
  }
}

/** The first row stands for the others: lists of real estates hold what a scenario does not name. */
function compareLists(want, got, at, found, meet) {
  if (want.length === 0) {
    return;
  }
  const [first] = want;
  const match = got.find((row) => first?.name !== undefined && row?.name === first.name) ?? got[0];
  if (match === undefined) {
    found.push(`${at} is empty`);
    return;
  }
  compare(first, match, `${at}[]`, found, meet);
}
