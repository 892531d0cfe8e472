import * as l10n from "@vscode/l10n";
import { certain, parameterNames, possible } from "../../breach";
import { judge } from "../../parts/judgement";
import type { Breach, MachineRule, RuleContext, RuleExample } from "../../rule";
import { replacing } from "../../parts/valueFix";
import { knownCores, widerSize } from "../../knowledge/vmSizes";

/** Sizes with fewer cores than the service asks for. */
export const vmSizeMinimum: MachineRule = {
  code: "vm-size-minimum",
  kind: "template",
  about: "machine",
  title: () => l10n.t("VM size with too few cores"),
  text: () => ({
    what: l10n.t(
      "Reads the number of cores from the name of the VM size, for those sizes whose name tells it: single-core sizes and sizes with constrained vCPUs.",
    ),
    why: l10n.t("The support matrix lists sizes with at least two cores and 1 GB of memory."),
    fix: l10n.t("Choose a size with two or more cores: the next size of the same series, for instance."),
  }),
  check: (context) => {
    const { vm, row, subject, service } = context;
    const least = row.value;
    if (typeof least !== "number") {
      return [];
    }
    const judged = judge(vm.size, (size) => (knownCores(size) ?? least) < least);
    if (judged.verdict === "breaks") {
      return [tooSmall(context, judged.value, least)];
    }
    // Without allowed values a size can be anything, which is no reason to speak of it.
    if (judged.verdict === "keeps" || judged.breaking.length === 0) {
      return [];
    }
    const message = l10n.t(
      "Parameter {0} may give {1} the size '{2}', but {3} supports sizes with at least {4} cores.",
      parameterNames(judged.fact.because),
      subject,
      judged.breaking[0] ?? "",
      service,
      least,
    );
    return [possible(judged.fact, { message, place: vm.size.place ?? vm.place, breakingValues: judged.breaking })];
  },
};

function tooSmall({ vm, subject, service }: RuleContext, size: string, least: number): Breach {
  const place = vm.size.place ?? vm.place;
  const wider = widerSize(size);
  const cores = knownCores(size) ?? 1;
  return certain({
    message:
      cores === 1
        ? l10n.t(
            "{0} has the size '{1}' with a single core, but {2} supports sizes with at least {3} cores.",
            subject,
            size,
            service,
            least,
          )
        : l10n.t(
            "{0} has the size '{1}' with {2} cores, but {3} supports sizes with at least {4} cores.",
            subject,
            size,
            cores,
            service,
            least,
          ),
    place,
    fixes:
      wider === undefined
        ? undefined
        : [replacing(vm.size.place, { id: "wider-size", title: l10n.t("Use the size {0}", wider), by: wider })],
  });
}

export const vmSizeMinimumExample: RuleExample = {
  bad: `"hardwareProfile": { "vmSize": "Standard_B1s" }`,
  good: `"hardwareProfile": { "vmSize": "Standard_B2s" }`,
};
