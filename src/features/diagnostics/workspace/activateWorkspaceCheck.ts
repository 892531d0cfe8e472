import * as vscode from "vscode";
import type { CommandRegistry } from "../../../host/commands";
import { runWithProgress } from "../../../host/operations/progress";
import type { PanelKind, WebviewHost } from "../../../host/webviews/webviewHost";
import type { ExportFormat, FromWorkspacePanel, ToWorkspacePanel } from "../../../webviews/workspaceCheck/messages";
import { isFromWorkspacePanel } from "./fromWorkspacePanel";
import { csvReport, markdownReport } from "./reports";
import type { WorkspaceServices } from "./workspaceChecker";
import { WorkspaceFindings } from "./workspaceFindings";

/** The check of all templates of the workspace: its commands, its findings and its summary. */
export function activateWorkspaceCheck(
  commands: CommandRegistry,
  webviews: WebviewHost,
  services: WorkspaceServices,
): vscode.Disposable {
  const findings = new WorkspaceFindings(services);
  const kind: PanelKind<object, FromWorkspacePanel, ToWorkspacePanel> = {
    viewType: "azureVmBackup.workspaceCheck",
    script: "workspaceCheck",
    isState: (value): value is object => typeof value === "object" && value !== null,
    isMessage: isFromWorkspacePanel,
    keyOf: () => "",
    titleOf: () => vscode.l10n.t("Workspace Backup Check"),
    icon: "panel",
    serve: (panel) => {
      const post = (): void => {
        const { summary } = findings;
        panel.post(summary === undefined ? { kind: "none" } : { kind: "summary", summary });
      };
      return vscode.Disposable.from(
        findings.onDidChange(post),
        panel.onMessage((message) => (message.kind === "ready" ? post() : answer(message, findings))),
      );
    },
  };
  return vscode.Disposable.from(
    findings,
    webviews.register(kind),
    commands.register("azureVmBackup.checkWorkspace", async () => {
      const title = vscode.l10n.t("Checking the templates of the workspace");
      const cancelSays = vscode.l10n.t("Cancel keeps what has been found");
      await runWithProgress({ title, cancelSays }, (operation) => findings.check(operation));
      webviews.show(kind, {});
    }),
    commands.register("azureVmBackup.clearWorkspaceFindings", () => findings.clear()),
  );
}

async function answer(message: FromWorkspacePanel, findings: WorkspaceFindings): Promise<void> {
  switch (message.kind) {
    case "checkAgain":
      await vscode.commands.executeCommand("azureVmBackup.checkWorkspace");
      break;
    case "open": {
      const place = new vscode.Range(message.line, 0, message.line, 0);
      await vscode.window.showTextDocument(vscode.Uri.parse(message.uri), { selection: place });
      break;
    }
    case "export":
      await save(message.format, findings);
      break;
    case "ready":
      break;
  }
}

async function save(format: ExportFormat, { summary }: WorkspaceFindings): Promise<void> {
  if (summary === undefined) {
    return;
  }
  const [folder] = vscode.workspace.workspaceFolders ?? [];
  const name = format === "csv" ? "backup-check.csv" : "backup-check.md";
  const file = await vscode.window.showSaveDialog({
    filters: format === "csv" ? { CSV: ["csv"] } : { Markdown: ["md"] },
    ...(folder === undefined ? {} : { defaultUri: vscode.Uri.joinPath(folder.uri, name) }),
  });
  if (file !== undefined) {
    const text = format === "csv" ? csvReport(summary) : markdownReport(summary);
    await vscode.workspace.fs.writeFile(file, new TextEncoder().encode(text));
  }
}
