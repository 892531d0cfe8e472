import type { RuleCode } from "../../../../src/limits/matrices/matrix";
import { computeCases } from "./computeCases";
import { diskCases } from "./diskCases";
import { guestCases } from "./guestCases";
import { networkCases } from "./networkCases";
import type { ParityCases } from "./parityCase";
import { policyCases } from "./policyCases";
import { vaultCases } from "./vaultCases";

export const cases: ParityCases = {
  ...computeCases,
  ...guestCases,
  ...diskCases,
  ...networkCases,
  ...vaultCases,
  ...policyCases,
};

/** Rules about what a deployed machine cannot show, each with the reason. */
export const templatesOnly: Readonly<Partial<Record<RuleCode, string>>> = {
  "classic-vm": "Classic VMs are not managed by Azure Resource Manager, where the extension finds its VMs.",
  "vmss-uniform": "The instances of a uniform scale set are no VMs of their own, so none of them can be asked about.",
  "vault-required": "A hint about what a text lacks; of a live machine the panel shows whether it is protected.",
  "vault-redundancy": "Azure has always chosen a redundancy where a text does not say one.",
  "vault-count": "Of a live machine, only the vault that protects it is looked at.",
  "vault-vm-count": "Of a live machine, only its own protected item is read.",
  "policy-count": "Of a live machine, only the policy that protects it is read.",
  "default-policy": "Of a live policy it is known what it keeps, whoever made it.",
  "one-vault-per-vm": "Azure refuses the second vault; a live machine has one.",
  "trusted-launch-needs-enhanced-policy": "Azure refuses the binding; one that is there it has accepted.",
};
