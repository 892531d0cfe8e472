import * as l10n from "@vscode/l10n";
import { certain, parameterNames, possible } from "../../breach";
import { judge } from "../../parts/judgement";
import type { Breach, MachineRule, RuleContext, RuleExample } from "../../rule";
import { readSizeName } from "../../knowledge/vmSizes";

/** Confidential machines: a preview, for some sizes in some regions. */
export const confidentialVm: MachineRule = {
  code: "confidential-vm",
  kind: "template",
  about: "machine",
  title: () => l10n.t("Confidential VM"),
  text: () => ({
    what: l10n.t("Reads the security type, the size and the region of the virtual machine."),
    why: l10n.t(
      "Confidential virtual machines are backed up in preview only: sizes of version 6, in few regions, after the subscription has been opted in.",
    ),
    fix: l10n.t(
      "Use a size of version 6 in one of the regions of the preview and opt the subscription in, or do without the security type ConfidentialVM.",
    ),
  }),
  check: (context) => {
    const { vm, subject, service } = context;
    const judged = judge(vm.securityType, (type) => type?.toLowerCase() === "confidentialvm");
    if (judged.verdict === "breaks") {
      return [unsupportedSize(context) ?? unsupportedRegion(context) ?? preview(context)];
    }
    // Without allowed values a security type can be anything, which is no reason to speak of it.
    if (judged.verdict === "keeps" || judged.breaking.length === 0) {
      return [];
    }
    const message = l10n.t(
      "Parameter {0} may make {1} a confidential VM, which {2} protects in preview only.",
      parameterNames(judged.fact.because),
      subject,
      service,
    );
    const breakingValues = judged.breaking.filter((type) => type !== undefined);
    return [possible(judged.fact, { message, place: vm.securityType.place ?? vm.place, breakingValues })];
  },
};

/** Sizes of the version that the texts leave out by name; of other versions none says anything. */
function unsupportedSize({ vm, row, subject, service }: RuleContext): Breach | undefined {
  const leftOut = row.numbers?.["sizeVersionLeftOut"];
  const size = judge(vm.size, (name) => leftOut !== undefined && readSizeName(name)?.version === leftOut);
  return size.verdict !== "breaks"
    ? undefined
    : certain({
        message: l10n.t(
          "{0} is a confidential VM of the size '{1}', but {2} protects confidential VMs of version 6 sizes only.",
          subject,
          size.value,
          service,
        ),
        severity: "error",
        place: vm.size.place ?? vm.place,
      });
}

function unsupportedRegion({ vm, row, subject, service }: RuleContext): Breach | undefined {
  const { value: regions } = row;
  if (typeof regions !== "object" || !vm.location.known || regions.includes(vm.location.value)) {
    return undefined;
  }
  return certain({
    message: l10n.t(
      "{0} is a confidential VM in {1}, but {2} protects confidential VMs in these regions only: {3}.",
      subject,
      vm.location.value,
      service,
      regions.join(", "),
    ),
    severity: "error",
    place: vm.location.place ?? vm.place,
  });
}

function preview({ vm, subject, service }: RuleContext): Breach {
  return certain({
    message: l10n.t(
      "{0} is a confidential VM, which {1} protects in preview only, after the subscription has been opted in.",
      subject,
      service,
    ),
    condition: l10n.t("Opt the subscription in to the preview."),
    place: vm.securityType.place ?? vm.place,
  });
}

export const confidentialVmExample: RuleExample = {
  bad: `"hardwareProfile": { "vmSize": "Standard_DC2as_v5" },
"securityProfile": {
  "securityType": "ConfidentialVM",
  "uefiSettings": { "secureBootEnabled": true, "vTpmEnabled": true }
}`,
  good: `"hardwareProfile": { "vmSize": "Standard_D2as_v5" },
"securityProfile": {
  "securityType": "TrustedLaunch",
  "uefiSettings": { "secureBootEnabled": true, "vTpmEnabled": true }
}`,
};
