import * as l10n from "@vscode/l10n";
import { needsNoAgent } from "../../parts/agentless";
import { certain } from "../../breach";
import { imageNames, imagePlace, isCoreOs } from "../../knowledge/guestSystems";
import type { MachineRule, RuleExample } from "../../rule";
import type { VmProfile } from "../../profile/vm";

/** Linux images of publishers whose distributions are not endorsed. */
export const osVersionLinux: MachineRule = {
  code: "os-version-linux",
  kind: "template",
  about: "machine",
  title: () => l10n.t("Linux distribution"),
  text: () => ({
    what: l10n.t(
      "Compares the publisher of the Marketplace image with those of the endorsed Linux distributions; images by Microsoft are left alone.",
    ),
    why: l10n.t(
      "Endorsed distributions are supported. Others may work while the VM agent and a Python that it supports are in them.",
    ),
    fix: l10n.t("Use the image of an endorsed distribution, or an Enhanced policy for crash-consistent backups only."),
  }),
  check: ({ vm, row, subject, service }) => {
    const { osType, image } = vm;
    const publisher = imageNames(image)?.publisher ?? "";
    const linux = osType.known && osType.value === "Linux";
    if (!linux || publisher === "" || isCoreOs(vm) || runsEndorsed(vm) || needsNoAgent(vm)) {
      return [];
    }
    const endorsed = typeof row.value === "object" && row.value.some((name) => publisher.startsWith(name));
    return endorsed
      ? []
      : [
          certain({
            message: l10n.t(
              "{0} runs a Linux image of the publisher '{1}', which is not among those of the endorsed distributions; {2} protects it while the VM agent and Python work in it.",
              subject,
              publisher,
              service,
            ),
            place: imagePlace(vm),
          }),
        ];
  },
};

/** Names under which guests report endorsed distributions. */
const endorsedGuests = /ubuntu|debian|red\s?hat|rhel|suse|sles|oracle|alma|rocky|flatcar/i;

/** What runs wins over what the machine was made from. */
function runsEndorsed({ guestOs }: VmProfile): boolean {
  return guestOs !== undefined && endorsedGuests.test(guestOs.name);
}

export const osVersionLinuxExample: RuleExample = {
  bad: `"imageReference": {
  "publisher": "OpenLogic",
  "offer": "CentOS",
  "sku": "7_9-gen2",
  "version": "latest"
}`,
  good: `"imageReference": {
  "publisher": "Canonical",
  "offer": "ubuntu-24_04-lts",
  "sku": "server",
  "version": "latest"
}`,
};
