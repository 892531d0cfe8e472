/** Exchanges through Azure's own validator, `oav`. */
import { createRequire } from "node:module";
import fs from "node:fs";
import path from "node:path";

/** Properties that Azure really sends although its published specifications do not have them. */
const unpublished = new Set(
  `isUserTriggered softDeleteRetentionPeriod IsProtectable taskType sourceSideScanning createdWithPolicyType threatStatus
   snapshotRecoveryPointInfo recoveryPointTierDetails objectType`.split(/\s+/),
);

/**
 * Where Azure tells of operations without a word in its specifications: addresses that it hands out itself, and that clients
 * follow as they are (recorded `Azure-AsyncOperation` headers of cancellations and refreshes name them).
 */
const polling = /\/(operationsStatus|operationStatus|operationResults|operations)\/[^/]+$/i;

/**
 * @param {{ liveRequest: any, liveResponse: any, injected?: true }[]} exchanges only those of Recovery Services are looked at
 * @param {string} specs a folder of OpenAPI files
 * @param {string} oav the folder of the package
 * @returns valid: exchanges without a finding; injected: answers that a test's fault made up, which are not judged; unknown:
 * the addresses without an operation in these files, where that is as it should be; problems: one text a finding
 */
export async function validate(exchanges, specs, oav) {
  const validator = await validatorOf(specs, oav);
  const versions = versionsBelow(specs);
  const result = { valid: 0, injected: 0, unknown: [], problems: [] };
  for (const exchange of exchanges.filter(({ liveRequest }) =>
    /\/Microsoft\.RecoveryServices\//i.test(liveRequest.url),
  )) {
    if (exchange.injected === true) {
      result.injected++;
      continue;
    }
    const url = new URL(exchange.liveRequest.url);
    const asked = url.searchParams.get("api-version") ?? "";
    url.searchParams.set("api-version", known(versions, asked));
    const query = Object.fromEntries(url.searchParams);
    const pair = { ...exchange, liveRequest: { ...exchange.liveRequest, url: url.href, query } };
    const verdict = await validator.validateLiveRequestResponse(pair, { includeOperationMatch: false });
    const parts = [verdict.requestValidationResult, verdict.responseValidationResult];
    if (parts.some((part) => part.runtimeException !== undefined)) {
      const route = `${exchange.liveRequest.method} ${routeOf(url.pathname)}`;
      if (polling.test(url.pathname)) {
        result.unknown.push(`${route}: polled`);
      } else if (asked > (versions.at(-1) ?? "")) {
        result.unknown.push(`${route}: of ${asked}, newer than these specifications`);
      } else {
        result.problems.push(`${route} ${asked}: of no known operation`);
      }
      continue;
    }
    const findings = parts.flatMap((part) => part.errors ?? []).filter((finding) => !isUnpublished(finding));
    if (findings.length === 0) {
      result.valid++;
    }
    const operation = verdict.requestValidationResult.operationInfo?.operationId ?? "?";
    result.problems.push(
      ...findings.map(({ code, message }) => `${operation} ${exchange.liveResponse.statusCode} ${code}: ${message}`),
    );
  }
  return result;
}

async function validatorOf(specs, oav) {
  const { LiveValidator } = createRequire(import.meta.url)(oav);
  const options = {
    directory: path.resolve(specs),
    git: { shouldClone: false },
    swaggerPathsPattern: ["**/*.json"],
    excludedSwaggerPathsPattern: ["**/examples/**", "**/common-types/**"],
    isPathCaseSensitive: false,
    loadValidatorInInitialize: false,
    isArmCall: false,
  };
  // Its log tells at length of files that are no specifications.
  const validator = new LiveValidator(options, () => undefined);
  await validator.initialize();
  return validator;
}

/** An address below its provider, with stars for names. */
function routeOf(pathname) {
  const parts = pathname.split(/\/Microsoft\.RecoveryServices\//i)[1].split("/");
  return parts.map((part, index) => (index % 2 === 1 ? "*" : part)).join("/");
}

/** The versions of Recovery Services that a folder of specifications has: the names of the folders that hold them. */
function versionsBelow(specs) {
  const files = fs.readdirSync(specs, { recursive: true }).filter((file) => /Microsoft\.RecoveryServices/i.test(file));
  const names = files.map((file) => path.basename(path.dirname(file)));
  return [...new Set(names)].filter((name) => /^\d{4}-\d\d-\d\d/.test(name)).sort();
}

/** A version that the folder has: the same, or the newest where a newer one was asked for. */
function known(versions, version) {
  return versions.includes(version) || version < (versions.at(-1) ?? "") ? version : (versions.at(-1) ?? version);
}

function isUnpublished({ code, message }) {
  const [, name = ""] = /: ([A-Za-z]+)$/.exec(message) ?? [];
  return code === "OBJECT_ADDITIONAL_PROPERTIES" && unpublished.has(name);
}
