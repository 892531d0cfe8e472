import * as vscode from "vscode";
import type { AzureError } from "../../azure/http/azureError";
import type { ErrorAction } from "./errors";
import { OperationError } from "./errors";

/** What to tell somebody whose sign-in Azure does not accept, with the one button that helps. */
export interface SignInText {
  /** One sentence, with Entra's code where there is one. */
  readonly message: string;
  readonly help: ErrorAction;
  /** Whether the button signs in, so that a click on a line of the tree may do it right away. */
  readonly signsIn: boolean;
}

/** A tenant to sign in to, as the command `azureVmBackup.signInToTenant` takes it. */
interface Place {
  readonly tenantId: string;
  readonly identityId: string | undefined;
}

type Remedy = "signIn" | "explain" | "chooseSubscriptions" | "checkCloud";

interface Cause {
  /** Codes of Microsoft Entra without `AADSTS`, or of Resource Manager. */
  readonly codes: readonly string[];
  readonly message: () => string;
  readonly remedy: Remedy;
}

/**
 * Sources: Microsoft identity platform, "Microsoft Entra authentication and authorization error codes" (2024-04-24); for
 * 530004 "Error AADSTS530004 - AcceptCompliantDevice setting isn't configured for this organization" (2024-12-16).
 * Microsoft may change its codes: they choose the words and the button only, and an unknown one gets the general sentence.
 */
const causes: readonly Cause[] = [
  {
    codes: ["50072", "50074", "50076", "50078", "50079", "50131", "InsufficientClaims"],
    message: () => vscode.l10n.t("The tenant asks for a stronger sign-in, such as a second factor."),
    remedy: "signIn",
  },
  {
    codes: ["50158"],
    message: () => vscode.l10n.t("The tenant asks for a check by a sign-in service of its own."),
    remedy: "signIn",
  },
  {
    codes: ["50089", "70008", "70043", "70044", "700081", "700082", "700084"],
    message: () => vscode.l10n.t("The sign-in to the tenant has expired."),
    remedy: "signIn",
  },
  {
    codes: ["50132", "50133", "50173"],
    message: () => vscode.l10n.t("The sign-in to the tenant was revoked, as happens after a change of password."),
    remedy: "signIn",
  },
  {
    codes: ["50055", "50126", "50144"],
    message: () => vscode.l10n.t("The tenant does not accept the password."),
    remedy: "signIn",
  },
  {
    codes: ["65001", "65004"],
    message: () => vscode.l10n.t("The tenant has not yet consented to this sign-in."),
    remedy: "signIn",
  },
  {
    codes: ["50005", "50097", "50129", "50155", "50187", "53000", "53001", "530002", "530003"],
    message: () => vscode.l10n.t("The tenant lets in only devices that its organization manages."),
    remedy: "explain",
  },
  {
    codes: ["530004"],
    message: () =>
      vscode.l10n.t("The tenant does not trust the devices of guests; its administrator has to allow them."),
    remedy: "explain",
  },
  {
    codes: ["53002", "53003", "53004", "53011", "500021", "500022", "500212", "500213", "530032", "530034", "530035"],
    message: () => vscode.l10n.t("A rule of the tenant blocks this sign-in (conditional access)."),
    remedy: "explain",
  },
  {
    codes: ["50053", "50057", "50105"],
    message: () => vscode.l10n.t("The account is locked, disabled or not assigned in the tenant."),
    remedy: "explain",
  },
  {
    codes: ["700016", "7000215", "7000222"],
    message: () => vscode.l10n.t("The tenant does not accept the application or its secret."),
    remedy: "explain",
  },
  {
    codes: ["16000", "16003", "50014", "50020", "50034", "51004", "90072"],
    message: () => vscode.l10n.t("The tenant does not know this account: it has to be invited there first."),
    remedy: "chooseSubscriptions",
  },
  {
    codes: ["90002"],
    message: () => vscode.l10n.t("There is no such tenant any more."),
    remedy: "chooseSubscriptions",
  },
  {
    codes: ["InvalidAuthenticationTokenTenant"],
    message: () => vscode.l10n.t("The subscription belongs to another tenant than before."),
    remedy: "chooseSubscriptions",
  },
  {
    codes: ["500011"],
    message: () => vscode.l10n.t("The tenant does not know Azure under this address: another cloud may be set."),
    remedy: "checkCloud",
  },
];

/** The sentence and the button for an AzureError of kind `signIn`. */
export function signInText(error: AzureError): SignInText {
  const { code } = error;
  const number = numberIn(code);
  const cause = causeOf(number ?? code);
  const remedy = cause?.remedy ?? "signIn";
  const message = cause?.message() ?? generalSentence(error);
  return {
    message: number === undefined ? message : `${message} (AADSTS${number})`,
    help: helpOf(remedy, placeOf(error), number),
    signsIn: remedy === "signIn",
  };
}

/** What a credential itself says ("run `az login`") helps more than any sentence of ours; VS Code's says nothing. */
function generalSentence({ message, status, cause }: AzureError): string {
  const credentialSays = status === undefined && cause instanceof Error && cause.name !== "AuthenticationRequiredError";
  return credentialSays ? message : vscode.l10n.t("Azure asks you to sign in again.");
}

/**
 * The failure of VS Code's own sign-in, which throws what Microsoft's library says. Where that names no known cause, the
 * broker of the operating system may be one: VS Code has a setting that goes round it.
 */
export function signInFailure(error: Error): OperationError {
  const number = numberIn(error.message);
  const cause = causeOf(number);
  if (cause !== undefined) {
    const help = helpOf(cause.remedy, undefined, number);
    return new OperationError(`${cause.message()} (AADSTS${number ?? ""})`, [help], { cause: error });
  }
  const firstLine = error.message.split(/\r?\n/)[0] ?? "";
  return new OperationError(
    vscode.l10n.t("Signing in failed: {0}", firstLine),
    [
      helpOf("signIn", undefined, undefined),
      {
        title: vscode.l10n.t("Sign-In Settings"),
        run: () => execute("workbench.action.openSettings", "microsoft-authentication.implementation"),
      },
    ],
    { cause: error },
  );
}

function numberIn(text: string | undefined): string | undefined {
  return /AADSTS(\d{4,9})\b/.exec(text ?? "")?.[1];
}

function causeOf(code: string | undefined): Cause | undefined {
  return code === undefined ? undefined : causes.find(({ codes }) => codes.includes(code));
}

function helpOf(remedy: Remedy, place: Place | undefined, number: string | undefined): ErrorAction {
  switch (remedy) {
    case "signIn":
      return place === undefined
        ? { title: vscode.l10n.t("Sign In"), run: () => execute("azureVmBackup.signIn") }
        : {
            title: vscode.l10n.t("Sign In to Tenant"),
            run: () => execute("azureVmBackup.signInToTenant", place),
          };
    case "explain":
      return {
        title: vscode.l10n.t("What This Means"),
        run: () => execute("azureVmBackup.explainSignIn", number),
      };
    case "chooseSubscriptions":
      return {
        title: vscode.l10n.t("Select Subscriptions"),
        run: () => execute("azureVmBackup.selectSubscriptions"),
      };
    case "checkCloud":
      return {
        title: vscode.l10n.t("Open Settings"),
        run: () => execute("workbench.action.openSettings", "microsoft-sovereign-cloud"),
      };
  }
}

/** The Azure bundle's errors are recognised by shape. */
function placeOf(error: object): Place | undefined {
  if (!("tenantId" in error) || typeof error.tenantId !== "string") {
    return undefined;
  }
  const identityId = "identityId" in error && typeof error.identityId === "string" ? error.identityId : undefined;
  return { tenantId: error.tenantId, identityId };
}

function execute(command: string, ...args: readonly unknown[]): Thenable<unknown> {
  return vscode.commands.executeCommand(command, ...args);
}
