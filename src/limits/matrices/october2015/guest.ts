import * as l10n from "@vscode/l10n";
import type { MatrixRow, RuleCode } from "../matrix";
import { sources } from "../sources";
import { unmentioned } from "./unmentioned";

const article = sources.october2015Article;

/** What the article of 23 October 2015 says of the operating system and the agent. */
export const guestRows = {
  "os-version-windows-server": {
    value: "2008 R2",
    supported: "no",
    severity: "error",
    sources: [article],
    statement: () => l10n.t("Windows Server releases older than 2008 R2 are not supported."),
  },
  "vm-agent-disabled": {
    supported: "no",
    severity: "error",
    sources: [article],
    statement: () =>
      l10n.t(
        "The VM agent must be installed; it is optional when the virtual machine is created, so it has to be chosen.",
      ),
  },
  "os-version-windows-client": {
    supported: "conditional",
    severity: "warning",
    sources: [article],
    statement: () => l10n.t("Not stated: the list of operating systems names Windows Server only."),
  },
  "os-version-linux": {
    // No list of the distributions that were endorsed then is among the sources, so that nothing is checked.
    supported: "conditional",
    severity: "none",
    sources: [article],
    statement: () =>
      l10n.t("Distributions that Azure endorses are supported; others should work when the VM agent is there."),
  },
  "os-custom-image": {
    supported: "conditional",
    severity: "information",
    sources: [article],
    statement: () => l10n.t("Linux that one brings along should work when the VM agent is there."),
  },
  "os-coreos": unmentioned,
  "os-32bit": unmentioned,
  "windows-arm64-agent": unmentioned,
  "extension-operations-disabled": unmentioned,
  "agentless-conditions": unmentioned,
} satisfies Partial<Record<RuleCode, MatrixRow>>;
