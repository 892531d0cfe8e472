import * as vscode from "vscode";
import type { CommandRegistry } from "../../host/commands";
import type { Settings } from "../../host/settings";
import type { PanelKind, WebviewHost } from "../../host/webviews/webviewHost";
import type { FromExplainPanel, ToExplainPanel } from "../../webviews/explainLimits/messages";
import type { ExplainServices } from "./explainServer";
import { ExplainServer } from "./explainServer";
import { isFromExplainPanel } from "./fromExplainPanel";

/** What the page of the limits needs from the rest. */
export interface ExplainLimitsDependencies {
  readonly commands: CommandRegistry;
  readonly settings: Settings;
  readonly webviews: WebviewHost;
  readonly loadGuide: ExplainServices["loadGuide"];
}

/** What the page is opened with: a rule to begin at, perhaps. */
interface ExplainState {
  readonly code?: string | undefined;
}

function isExplainState(value: unknown): value is ExplainState {
  return typeof value === "object" && value !== null;
}

/** Both support matrices on one page. */
export function activateExplainLimits(dependencies: ExplainLimitsDependencies): vscode.Disposable {
  const { commands, settings, webviews, loadGuide } = dependencies;
  let open: ExplainServer | undefined;
  const kind: PanelKind<ExplainState, FromExplainPanel, ToExplainPanel> = {
    viewType: "azureVmBackup.explainLimits",
    script: "explainLimits",
    isState: isExplainState,
    isMessage: isFromExplainPanel,
    keyOf: () => "",
    titleOf: () => vscode.l10n.t("Backup Limits"),
    icon: "panel",
    serve: (panel) => {
      const server = new ExplainServer(panel, { settings, loadGuide });
      open = server;
      return new vscode.Disposable(() => {
        server.dispose();
        open = undefined;
      });
    },
  };
  return vscode.Disposable.from(
    webviews.register(kind),
    commands.register("azureVmBackup.explainLimits", (argument) => {
      // Links and key bindings may pass what they like: anything that is no text counts as none.
      const code = typeof argument === "string" ? argument : undefined;
      const before = open;
      webviews.show(kind, { code });
      if (code !== undefined) {
        before?.show(code);
      }
    }),
  );
}
