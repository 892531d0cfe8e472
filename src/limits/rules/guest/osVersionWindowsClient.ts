import * as l10n from "@vscode/l10n";
import { certain } from "../../breach";
import { imagePlace, isWindowsClient } from "../../knowledge/guestSystems";
import type { MachineRule, RuleExample } from "../../rule";

/** Windows for clients, of which the article of October 2015 says nothing; today Windows 10 and 11 are listed. */
export const osVersionWindowsClient: MachineRule = {
  code: "os-version-windows-client",
  kind: "template",
  about: "machine",
  title: () => l10n.t("Windows client version"),
  text: () => ({
    what: l10n.t(
      "Reads from the Marketplace image, or from the guest of a running virtual machine, whether it runs a Windows client.",
    ),
    why: l10n.t(
      "The article of October 2015 names Windows Server only; today Windows 10 and 11 with 64 bits are listed.",
    ),
    fix: l10n.t(
      "Use an image of Windows 10 or 11 with 64 bits; to stay inside the October 2015 limits, one of Windows Server.",
    ),
  }),
  check: ({ vm, subject, service }) =>
    isWindowsClient(vm)
      ? [
          certain({
            message: l10n.t("{0} runs a Windows client, but {1} names Windows Server only.", subject, service),
            place: imagePlace(vm),
          }),
        ]
      : [],
};

export const osVersionWindowsClientExample: RuleExample = {
  bad: `"imageReference": {
  "publisher": "MicrosoftWindowsDesktop",
  "offer": "Windows-11",
  "sku": "win11-23h2-ent",
  "version": "latest"
}
// flagged under the October 2015 limits`,
  good: `"imageReference": {
  "publisher": "MicrosoftWindowsServer",
  "offer": "WindowsServer",
  "sku": "2022-datacenter-g2",
  "version": "latest"
}`,
};
