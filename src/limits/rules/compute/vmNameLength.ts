import * as l10n from "@vscode/l10n";
import { certain } from "../../breach";
import type { KnownFact } from "../../profile/fact";
import type { VmProfile } from "../../profile/vm";
import type { MachineRule, RuleExample } from "../../rule";
import type { Fix } from "../../fix";
import { replacing } from "../../parts/valueFix";

/** Names that are longer than Windows takes. */
export const vmNameLength: MachineRule = {
  code: "vm-name-length",
  kind: "template",
  about: "machine",
  title: () => l10n.t("Computer name too long for Windows"),
  text: () => ({
    what: l10n.t("Measures the computer name of a Windows virtual machine; without one, its own name."),
    why: l10n.t("Windows takes names of at most 15 characters, so a restored guest cannot be told by a longer one."),
    fix: l10n.t("Give the virtual machine a shorter computerName."),
  }),
  check: ({ vm, row, subject }) => {
    const most = row.value;
    const { osType } = vm;
    const name = nameInside(vm);
    const windows = osType.known && osType.value === "Windows";
    if (typeof most !== "number" || !windows || name === undefined || name.value.length <= most) {
      return [];
    }
    return [
      certain({
        message: l10n.t(
          "{0} runs Windows with the computer name '{1}', but Windows takes names of at most {2} characters.",
          subject,
          name.value,
          most,
        ),
        place: name.place ?? vm.place,
        fixes: [shortened(vm, most)],
      }),
    ];
  },
};

/** Cut at the end; not offered in a copy loop, whose machines would all get the same name, nor for the machine's own name. */
function shortened({ computerName, declaration }: VmProfile, most: number): Fix | undefined {
  if (!computerName.known || computerName.value === undefined || declaration?.instances !== 1) {
    return undefined;
  }
  const by = computerName.value.slice(0, most).replace(/-+$/, "");
  return replacing(computerName.place, { id: "shorten-computer-name", title: l10n.t("Shorten it to '{0}'", by), by });
}

/**
 * The name that the guest gets: its own, else the machine's. A machine that is made from a disk has its name inside, where nobody
 * reads it; undefined for that and for what is not known.
 */
function nameInside({ computerName, name, bootSource }: VmProfile): KnownFact<string> | undefined {
  if (!computerName.known) {
    return undefined;
  }
  if (computerName.value !== undefined) {
    return { known: true, value: computerName.value, place: computerName.place };
  }
  return name.known && bootSource.known && bootSource.value !== "attachedDisk" ? name : undefined;
}

export const vmNameLengthExample: RuleExample = {
  bad: `"osProfile": {
  "computerName": "production-web-server-01",
  "windowsConfiguration": {}
}`,
  good: `"osProfile": {
  "computerName": "prod-web-01",
  "windowsConfiguration": {}
}`,
};
