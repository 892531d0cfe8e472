import * as l10n from "@vscode/l10n";
import { certain, parameterNames, possible } from "../../breach";
import type { Breach, MachineRule, RuleContext, RuleExample } from "../../rule";
import type { DiagnosticSettingProfile } from "../../profile/compute";

/** Diagnostic settings at a machine, with which a restore cannot create it anew. */
export const diagnosticSettings: MachineRule = {
  code: "diagnostic-settings",
  kind: "template",
  about: "machine",
  title: () => l10n.t("VM with diagnostic settings"),
  text: () => ({
    what: l10n.t(
      "Finds diagnostic settings (Microsoft.Insights/diagnosticSettings) whose scope is the virtual machine.",
    ),
    why: l10n.t("A restore that creates a new virtual machine fails when the virtual machine has diagnostic settings."),
    fix: l10n.t(
      "Restore the disks instead of creating a new virtual machine, or remove the setting before you rely on that kind of restore.",
    ),
  }),
  check: (context) => {
    const { diagnosticSettings: all } = context.vm;
    const first =
      all.find(({ deployed }) => deployed.known && deployed.value) ?? all.find(({ deployed }) => isOpen(deployed));
    return first === undefined ? [] : [settingBreach(context, first)];
  },
};

function isOpen(deployed: DiagnosticSettingProfile["deployed"]): boolean {
  return !deployed.known && deployed.because.length > 0;
}

function settingBreach(
  { vm, subject, service }: RuleContext,
  { name, deployed, place }: DiagnosticSettingProfile,
): Breach {
  const where = { place: place ?? vm.place };
  if (deployed.known) {
    const message = l10n.t(
      "{0} has the diagnostic setting '{1}'; with it, {2} cannot create the VM anew in a restore, only restore its disks.",
      subject,
      name,
      service,
    );
    return certain({ ...where, message });
  }
  const message = l10n.t(
    "Parameter {0} decides whether {1} has the diagnostic setting '{2}', with which {3} cannot create the VM anew in a restore.",
    parameterNames(deployed.because),
    subject,
    name,
    service,
  );
  return possible(deployed, { ...where, message });
}

export const diagnosticSettingsExample: RuleExample = {
  bad: `{
  "type": "Microsoft.Insights/diagnosticSettings",
  "apiVersion": "2021-05-01-preview",
  "name": "metrics",
  "scope": "[resourceId('Microsoft.Compute/virtualMachines', 'web')]",
  "properties": {
    "workspaceId": "[resourceId('Microsoft.OperationalInsights/workspaces', 'logs')]",
    "metrics": [{ "category": "AllMetrics", "enabled": true }]
  }
}`,
  good: `// No diagnostic setting has the virtual machine as its scope.`,
};
