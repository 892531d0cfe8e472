import type { CheckOptions } from "./checkOptions";
import { planOf } from "./checkPlan";
import { findingsOfRule } from "./checkRule";
import type { Finding } from "../finding";
import type { EstateProfile } from "../profile/estate";
import type { PolicyProfile } from "../profile/policy";
import type { VaultProfile } from "../profile/vault";

/** What the chosen matrix says of one vault. */
export function checkVault(vault: VaultProfile, options: CheckOptions): readonly Finding[] {
  const judged = { subject: { kind: "vault", id: vault.id }, deployed: vault.deployed } as const;
  return planOf(options).vaults.flatMap((planned) =>
    findingsOfRule(planned, judged, (rule, { row, service }) => rule.check({ vault, row, service })),
  );
}

/** What the chosen matrix says of one backup policy. A policy that is certainly not deployed has no findings. */
export function checkPolicy(policy: PolicyProfile, options: CheckOptions): readonly Finding[] {
  const judged = { subject: { kind: "policy", id: policy.id }, deployed: policy.deployed } as const;
  return planOf(options).policies.flatMap((planned) =>
    findingsOfRule(planned, judged, (rule, { row, service }) => rule.check({ policy, row, service })),
  );
}

/** What the chosen matrix says of all that is deployed together, besides what it says of each machine, vault and policy. */
export function checkTogether(estate: EstateProfile, options: CheckOptions): readonly Finding[] {
  const judged = { subject: { kind: "estate", id: "" }, deployed: undefined } as const;
  return planOf(options).estates.flatMap((planned) =>
    findingsOfRule(planned, judged, (rule, { row, service }) => rule.check({ estate, row, service })),
  );
}

/** Each vault and each policy. */
export function checkSurroundings(
  { vaults, policies }: Pick<EstateProfile, "vaults" | "policies">,
  options: CheckOptions,
): readonly Finding[] {
  return [
    ...vaults.flatMap((vault) => checkVault(vault, options)),
    ...policies.flatMap((policy) => checkPolicy(policy, options)),
  ];
}

/** Everything that is not about a machine: each vault, each policy, and all of it together. */
export function checkEstate(estate: EstateProfile, options: CheckOptions): readonly Finding[] {
  return [...checkSurroundings(estate, options), ...checkTogether(estate, options)];
}
