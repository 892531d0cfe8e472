import * as l10n from "@vscode/l10n";
import { booleanAt, listAt, numberAt, textAt, timeAt, valueAt } from "../http/jsonRead";
import type { ProtectionState } from "../models";

/**
 * The state of a protected item as the backup API tells it (`protectionState`, `isScheduledForDeferredDelete`) or as
 * Resource Graph does (`currentProtectionState`); the two spell different words for the same thing.
 * @param properties the item's `properties`
 */
export function protectionStateOf(properties: unknown): ProtectionState {
  const deleted = booleanAt(properties, "isScheduledForDeferredDelete") === true;
  const word = textAt(properties, "protectionState") ?? textAt(properties, "currentProtectionState");
  if (deleted || sameWord(word, "SoftDeleted")) {
    return { kind: "softDeleted", until: keptUntil(properties) };
  }
  if (sameWord(word, "ConfiguringProtection")) {
    return { kind: "inFlight", change: "protecting" };
  }
  if (sameWord(word, "BackupsSuspended")) {
    return { kind: "stopped", keptAs: "policy" };
  }
  const kind = kinds[word?.toLowerCase() ?? ""];
  if (kind === undefined) {
    return { kind: "unknown", why: reasonFor(word) };
  }
  return kind === "protectionFailed" ? { kind, ...failureOf(properties) } : { kind };
}

/** Azure keeps a deleted item this long when it does not say. */
const usualRetentionDays = 14;

/**
 * When a deleted item goes for good. `deferredDeleteTimeInUTC` is the moment of the deletion, in spite of its name: in
 * recordings of Azure it lies seconds before the answer, with a remaining time of 14 days.
 */
function keptUntil(properties: unknown): string | undefined {
  const deletedAt = timeAt(properties, "deferredDeleteTimeInUTC") ?? timeAt(properties, "deferredDeleteTimeInUtc");
  if (deletedAt === undefined) {
    return undefined;
  }
  const days =
    numberAt(properties, "softDeleteRetentionPeriodInDays") ?? numberAt(properties, "softDeleteRetentionPeriod");
  return new Date(Date.parse(deletedAt) + (days ?? usualRetentionDays) * 86_400_000).toISOString();
}

/** Azure's words, in lower case; the backup API's first, then those that only Resource Graph uses. */
const kinds: Readonly<Record<string, "protected" | "protectionFailed" | "stopped" | "notProtected">> = {
  protected: "protected",
  // Configured, and waits for its first backup.
  irpending: "protected",
  protectionerror: "protectionFailed",
  protectionstopped: "stopped",
  protectionpaused: "stopped",
  notprotected: "notProtected",
  protectionconfigured: "protected",
  configuringprotectionfailed: "protectionFailed",
};

function reasonFor(word: string | undefined): string {
  return word === undefined
    ? l10n.t("Azure does not say the state of the protection.")
    : l10n.t("Azure reports the state '{0}'.", word);
}

/** How sure a state is to be the one that counts when a VM has several items, such as a deleted one beside a new one. */
const ranks: Readonly<Record<ProtectionState["kind"], number>> = {
  inFlight: 6,
  protected: 5,
  protectionFailed: 4,
  stopped: 3,
  softDeleted: 2,
  unknown: 1,
  notProtected: 0,
};

/** True when the first state says more of the VM than the second. */
export function outranks(one: ProtectionState, other: ProtectionState): boolean {
  return ranks[one.kind] > ranks[other.kind];
}

/** The first health detail that is no "all is well" (those have codes 400239 and the like, without recommendations). */
function failureOf(properties: unknown): { readonly code: string | undefined; readonly message: string | undefined } {
  const detail =
    listAt(properties, "healthDetails").find((one) => !/green|healthy/i.test(textAt(one, "title") ?? "")) ??
    valueAt(properties, "protectionStateError") ??
    valueAt(properties, "lastBackupErrorDetails");
  return { code: textAt(detail, "code"), message: textAt(detail, "message") ?? textAt(detail, "title") };
}

function sameWord(one: string | undefined, other: string): boolean {
  return one?.toLowerCase() === other.toLowerCase();
}
