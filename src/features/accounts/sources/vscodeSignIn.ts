import * as vscode from "vscode";
import { mapBounded } from "../../../host/bounded";
import { isCancellation, OperationError } from "../../../host/errors/errors";
import { signInFailure } from "../../../host/errors/signInText";
import type { CloudChoice } from "./cloudSetting";

/** Somebody whom VS Code knows. */
export type Person = vscode.AuthenticationSessionAccountInformation;

/** Scopes, or a challenge that the new session has to meet; VS Code takes either from 1.105 on. */
export type SessionRequest = readonly string[] | vscode.AuthenticationWwwAuthenticateRequest;

/** The scope of Resource Manager in a cloud. */
export function scopesOf({ cloud }: CloudChoice): readonly string[] {
  return [`${cloud.audience}/.default`];
}

/** VS Code takes the tenant as a scope of this form. */
export function withTenant(scopes: readonly string[], tenantId: string | undefined): readonly string[] {
  return tenantId === undefined ? scopes : [...scopes, `VSCODE_TENANT:${tenantId}`];
}

/** Everybody whom VS Code knows in this cloud. Asks nobody, fetches no token and fires no event. */
export function peopleOf({ provider }: CloudChoice): Thenable<readonly Person[]> {
  return vscode.authentication.getAccounts(provider);
}

/** A session that can be had without asking anybody; undefined when there is none. */
export function silently(
  { provider }: CloudChoice,
  request: SessionRequest,
  account: Person,
): Thenable<vscode.AuthenticationSession | undefined> {
  return vscode.authentication.getSession(provider, request, { silent: true, account });
}

/** Those of the people whose sessions this extension may use without asking. */
export async function usable(choice: CloudChoice, people: readonly Person[]): Promise<readonly Person[]> {
  const sessions = await mapBounded(people, async (account) => {
    try {
      return await silently(choice, scopesOf(choice), account);
    } catch {
      // One account in a bad state must not keep the others out; it can be signed in by itself.
      return undefined;
    }
  });
  return people.filter((_person, index) => sessions[index] !== undefined);
}

/**
 * Lets the user sign in.
 * @throws vscode.CancellationError when they gave up; OperationError, with what helps, when it fails
 */
export async function prompt(
  { cloud, provider }: CloudChoice,
  request: SessionRequest,
  options: vscode.AuthenticationGetSessionOptions,
): Promise<vscode.AuthenticationSession> {
  try {
    const session = await vscode.authentication.getSession(provider, request, options);
    if (session !== undefined) {
      return session;
    }
  } catch (error) {
    // VS Code has no error type for "the user closed the sign-in"; these are its words for it.
    if (isCancellation(error) || (error instanceof Error && /did not consent|cancell?ed/i.test(error.message))) {
      throw new vscode.CancellationError();
    }
    if (error instanceof Error && /timed out waiting for|no authentication provider/i.test(error.message)) {
      const sentence = vscode.l10n.t("VS Code has no sign-in for the cloud {0}.", cloud.name);
      throw new OperationError(sentence, [], { cause: error });
    }
    throw error instanceof Error ? signInFailure(error) : error;
  }
  throw new vscode.CancellationError();
}
