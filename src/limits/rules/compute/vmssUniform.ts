import * as l10n from "@vscode/l10n";
import { certain, parameterNames, possible } from "../../breach";
import { judge } from "../../parts/judgement";
import type { Breach, EstateRule, RuleExample, SharedContext } from "../../rule";
import type { ScaleSetProfile } from "../../profile/compute";

/** Uniform scale sets: their machines are no virtual machines that could be protected. */
export const vmssUniform: EstateRule = {
  code: "vmss-uniform",
  kind: "template",
  about: "estate",
  title: () => l10n.t("Uniform scale set"),
  text: () => ({
    what: l10n.t(
      "Reads the orchestration mode of scale sets; API versions before 2021-03-01 make uniform ones in any case.",
    ),
    why: l10n.t(
      "The instances of a uniform scale set are no virtual machines of their own, and Azure Backup works with those only.",
    ),
    fix: l10n.t("Use the orchestration mode Flexible, or protect the data of the instances in another way."),
  }),
  check: ({ estate, ...context }) =>
    estate.scaleSets
      .filter(({ deployed }) => !deployed.known || deployed.value)
      .flatMap((set) => checkSet(context, set)),
};

function checkSet(
  { service }: SharedContext,
  { name, orchestration, deployed, place }: ScaleSetProfile,
): readonly Breach[] {
  const where = { place: orchestration.place ?? place };
  const judged = judge(orchestration, (mode) => mode === "Uniform");
  if (judged.verdict === "keeps") {
    return [];
  }
  const set = labelOf(name);
  const open = judged.verdict === "open" ? judged.fact : deployed.known ? undefined : deployed;
  if (open === undefined) {
    return [
      certain({
        ...where,
        message: l10n.t("{0} is a uniform one, but {1} does not back up its instances.", set, service),
      }),
    ];
  }
  const message = l10n.t(
    "{0} is a uniform one if parameter {1} says so, but {2} does not back up the instances of such sets.",
    set,
    parameterNames(open.because),
    service,
  );
  return open.because.length === 0 ? [] : [possible(open, { ...where, message })];
}

/** Longer expressions say less than they hide. */
const longestName = 60;

function labelOf(name: string): string {
  return name.length > longestName ? l10n.t("A scale set of unknown name") : l10n.t("Scale set '{0}'", name);
}

export const vmssUniformExample: RuleExample = {
  bad: `{
  "type": "Microsoft.Compute/virtualMachineScaleSets",
  "apiVersion": "2024-07-01",
  "name": "pool",
  "location": "westeurope",
  "properties": { "orchestrationMode": "Uniform" }
}`,
  good: `{
  "type": "Microsoft.Compute/virtualMachineScaleSets",
  "apiVersion": "2024-07-01",
  "name": "pool",
  "location": "westeurope",
  "properties": { "orchestrationMode": "Flexible", "platformFaultDomainCount": 1 }
}`,
};
