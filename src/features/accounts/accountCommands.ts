import * as vscode from "vscode";
import type { AccountKind, AzureCloud } from "../../azure/accounts/account";
import { errorText } from "../../host/errors/azureErrorText";
import type { CommandRegistry } from "../../host/commands";
import type { ErrorBoundary } from "../../host/errors/errorBoundary";
import type { Settings } from "../../host/settings";
import type { AccountSession } from "./accountSession";
import { chooseSource } from "./sources/chooseSource";
import { withLateProgress } from "./lateProgress";
import { selectSubscriptions } from "./subscriptions/selectSubscriptions";
import { pickTenant, placeOfArgument } from "./signInPlace";

/** What the commands around accounts work with. */
export interface AccountCommandServices {
  readonly session: AccountSession;
  readonly commands: CommandRegistry;
  readonly settings: Settings;
  readonly boundary: ErrorBoundary;
  /** Whose pages explain a refusal while nobody is signed in. */
  readonly publicCloud: AzureCloud;
}

/** Registers the commands around accounts: signing in and out, to all or to one tenant, and choosing subscriptions. */
export function registerAccountCommands(services: AccountCommandServices): vscode.Disposable {
  const { session, commands, settings, boundary, publicCloud } = services;
  const signIn = (kind: AccountKind): Promise<void> =>
    session.signIn(kind, (read) =>
      withLateProgress(
        vscode.l10n.t("Reading the subscriptions of all tenants (Cancel goes on with those found so far)"),
        read,
      ),
    );
  return vscode.Disposable.from(
    commands.register("azureVmBackup.signIn", async (...args) => {
      const preferred = settings.authentication();
      // From a menu VS Code passes what the menu belongs to; welcome links and the palette pass nothing.
      const ask = args.length > 0 || session.account !== undefined;
      await signIn(ask ? await chooseSource(preferred) : preferred);
    }),
    commands.register("azureVmBackup.signInToTenant", async (argument) => {
      await session.connection();
      await session.signInToTenant(placeOfArgument(argument) ?? (await pickTenant(session)));
    }),
    commands.register("azureVmBackup.helpWithTenant", (argument) => helpWithTenant(session, boundary, argument)),
    commands.register("azureVmBackup.explainSignIn", (code) =>
      vscode.env.openExternal(vscode.Uri.parse(explanationOf(session.account?.cloud ?? publicCloud, code), true)),
    ),
    commands.register("azureVmBackup.signOut", () => session.signOut()),
    commands.register("azureVmBackup.trySandbox", async () => {
      await vscode.commands.executeCommand("azureVmBackup.explorer.focus");
      await signIn("sandbox");
    }),
    commands.register("azureVmBackup.selectSubscriptions", () => selectSubscriptions(session)),
  );
}

/** A click on the line of a tenant that has refused: signs in where that helps, else says what is wrong. */
async function helpWithTenant(session: AccountSession, boundary: ErrorBoundary, argument: unknown): Promise<void> {
  const place = placeOfArgument(argument);
  const failure = session.refusedTenants.find(
    ({ tenantId, identityId }) => tenantId === place?.tenantId && identityId === place?.identityId,
  );
  if (place === undefined || failure === undefined) {
    await session.reload();
  } else if (errorText(failure.error).signIn) {
    await session.signInToTenant(place);
  } else {
    // Not awaited: the message stays until it is closed.
    void boundary.show("a tenant that refused", failure.error, () => session.reload());
  }
}

/** Microsoft's page for a code of Entra, at the place where people of this cloud log in; the sandbox has none. */
function explanationOf({ authority }: AzureCloud, code: unknown): string {
  const page = new URL("/error", authority ?? "https://login.microsoftonline.com");
  if (typeof code === "string") {
    page.searchParams.set("code", code);
  }
  return page.toString();
}
