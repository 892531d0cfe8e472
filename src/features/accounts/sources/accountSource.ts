import type { AccountKind, AzureAccount } from "../../../azure/accounts/account";

/** What is remembered of an account, to find it again without asking. */
export interface RememberedAccount {
  readonly kind: AccountKind;
  /** Tells accounts of the same kind apart; VS Code's account id, or the kind. */
  readonly id: string;
  /** The other people of the account, by VS Code's account ids. */
  readonly others?: readonly string[] | undefined;
}

/** An account, and how to find it again. */
export interface FoundAccount {
  readonly account: AzureAccount;
  readonly id: string;
  readonly others?: readonly string[] | undefined;
  /**
   * Signs in to one tenant that wants more than the others: a second factor, consent.
   * @throws vscode.CancellationError when the user gave up; OperationError where it has to be done elsewhere
   */
  readonly signInToTenant: (place: SignInPlace) => Promise<void>;
}

/** Where somebody wants to sign in: a tenant, and the person where the account is made of several. */
export interface SignInPlace {
  readonly tenantId: string | undefined;
  readonly identityId: string | undefined;
}

/** One of the ways to an Azure account. Only `signIn` may ask the user anything. */
export interface AccountSource {
  readonly kind: AccountKind;
  /**
   * @param another whether the user wants an account other than the present one
   * @throws vscode.CancellationError when the user gave up
   */
  signIn(another: boolean): Promise<FoundAccount>;
  /** The account of an earlier session, or undefined when it is gone. */
  restore(remembered: RememberedAccount): Promise<FoundAccount | undefined>;
  /** Frees what the account needed while it was used. */
  close(): Promise<void>;
}

/** Recognises what an earlier version may have stored. */
export function isRememberedAccount(value: unknown): value is RememberedAccount {
  if (typeof value !== "object" || value === null) {
    return false;
  }
  const others = "others" in value ? value.others : undefined;
  return (
    "id" in value &&
    typeof value.id === "string" &&
    "kind" in value &&
    typeof value.kind === "string" &&
    ["vscode", "azureCli", "default", "sandbox"].includes(value.kind) &&
    (others === undefined || (Array.isArray(others) && others.every((other) => typeof other === "string")))
  );
}
