import * as l10n from "@vscode/l10n";
import type { Fact, KnownFact, UnknownFact } from "../limits/profile/fact";
import { isForbidden, isMissing } from "./protectedItems";

/** A fact that Azure told. */
export function known<T>(value: T): KnownFact<T> {
  return { known: true, value };
}

/** A fact that could not be had; no parameter decides it, as the VM is live. */
export function unknown(reason: string): UnknownFact<never> {
  return { known: false, because: [], reason };
}

/** Carries a fact on through a mapping, and an unknown one with its reason. */
export function mapFact<T, R>(fact: Fact<T>, map: (value: T) => R): Fact<R> {
  return fact.known ? known(map(fact.value)) : unknown(fact.reason);
}

/**
 * Reads something that the caller may be refused or that may be gone: both are reasons, not failures.
 * @param what "disk 'data1'", for the reason
 */
export async function readFact<T>(what: string, read: () => Promise<T>): Promise<Fact<T>> {
  try {
    return known(await read());
  } catch (error) {
    if (isForbidden(error)) {
      return unknown(l10n.t("no permission to read {0}", what));
    }
    if (isMissing(error)) {
      return unknown(l10n.t("{0} was not found", what));
    }
    throw error;
  }
}
