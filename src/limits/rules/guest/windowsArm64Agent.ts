import * as l10n from "@vscode/l10n";
import { needsNoAgent } from "../../parts/agentless";
import { certain } from "../../breach";
import { isWindows11 } from "../../knowledge/guestSystems";
import type { MachineRule, RuleExample } from "../../rule";
import { isArm64Size } from "../../knowledge/vmSizes";

/** Windows on ARM processors, where the VM agent supports Windows 11 only. */
export const windowsArm64Agent: MachineRule = {
  code: "windows-arm64-agent",
  kind: "template",
  about: "machine",
  title: () => l10n.t("Windows on ARM64"),
  text: () => ({
    what: l10n.t(
      "Reads from the name of the VM size whether it has an ARM processor, and from the image which Windows runs on it.",
    ),
    why: l10n.t("The VM agent for Windows supports ARM64 on Windows 11 only, and the backup needs the agent."),
    fix: l10n.t("Use a size with an x64 processor, or Windows 11."),
  }),
  check: ({ vm, subject, service }) => {
    const { size, place } = vm;
    if (!size.known || !isArm64Size(size.value) || isWindows11(vm) !== false || needsNoAgent(vm)) {
      return [];
    }
    const { osType } = vm;
    return osType.known && osType.value === "Windows"
      ? [
          certain({
            message: l10n.t(
              "{0} has the ARM64 size '{1}', on which the VM agent that {2} needs supports Windows 11 only.",
              subject,
              size.value,
              service,
            ),
            place: size.place ?? place,
          }),
        ]
      : [];
  },
};

export const windowsArm64AgentExample: RuleExample = {
  bad: `"hardwareProfile": { "vmSize": "Standard_D2ps_v5" }
// ... with an image of Windows Server`,
  good: `"hardwareProfile": { "vmSize": "Standard_D2s_v5" }`,
};
