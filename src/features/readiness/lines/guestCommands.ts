import * as vscode from "vscode";
import type { VirtualMachine } from "../../../azure/models";
import type { GuestCommand } from "../../../webviews/readiness/messages";

function windowsInstall(): readonly GuestCommand[] {
  return [
    {
      label: vscode.l10n.t("Install the newest agent (PowerShell in the VM, as administrator)"),
      text: [
        "Invoke-WebRequest -Uri 'https://go.microsoft.com/fwlink/?LinkID=394789' -OutFile \"$env:TEMP\\vmagent.msi\" -UseBasicParsing",
        "Start-Process msiexec.exe -Wait -ArgumentList '/i', \"$env:TEMP\\vmagent.msi\", '/quiet', '/norestart'",
      ].join("\n"),
    },
  ];
}

function linuxInstall(): readonly GuestCommand[] {
  return [
    {
      label: vscode.l10n.t("Install the agent (Ubuntu)"),
      text: "sudo apt-get update && sudo apt-get install -y walinuxagent && sudo systemctl enable --now walinuxagent",
    },
    {
      label: vscode.l10n.t("Install the agent (Debian)"),
      text: "sudo apt-get update && sudo apt-get install -y waagent && sudo systemctl enable --now walinuxagent",
    },
    {
      label: vscode.l10n.t("Install the agent (Red Hat, AlmaLinux, Rocky Linux, Oracle Linux)"),
      text: "sudo dnf install -y WALinuxAgent && sudo systemctl enable --now waagent",
    },
    {
      label: vscode.l10n.t("Install the agent (SUSE)"),
      text: "sudo zypper --non-interactive install python-azure-agent && sudo systemctl enable --now waagent",
    },
  ];
}

function windowsRestart(): readonly GuestCommand[] {
  return [
    {
      label: vscode.l10n.t("Restart the agent (PowerShell in the VM, as administrator)"),
      text: "Restart-Service -Name RdAgent, WindowsAzureGuestAgent -Force",
    },
  ];
}

function linuxRestart(): readonly GuestCommand[] {
  return [
    { label: vscode.l10n.t("Restart the agent (Ubuntu, Debian)"), text: "sudo systemctl restart walinuxagent" },
    { label: vscode.l10n.t("Restart the agent (other distributions)"), text: "sudo systemctl restart waagent" },
  ];
}

function forSystem(
  osType: VirtualMachine["osType"],
  windows: readonly GuestCommand[],
  linux: readonly GuestCommand[],
): readonly GuestCommand[] {
  switch (osType) {
    case "Windows":
      return windows;
    case "Linux":
      return linux;
    case undefined:
      return [...windows, ...linux];
  }
}

/** How the VM agent is installed or brought up to date: the MSI on Windows, the distribution's own package on Linux. */
export function agentInstallCommands(osType: VirtualMachine["osType"]): readonly GuestCommand[] {
  return forSystem(osType, windowsInstall(), linuxInstall());
}

/** How an agent that is there but does not report is started anew. */
export function agentRestartCommands(osType: VirtualMachine["osType"]): readonly GuestCommand[] {
  return forSystem(osType, windowsRestart(), linuxRestart());
}
