import { checkTogether } from "../../../limits/check/checkEstate";
import type { CheckOptions } from "../../../limits/check/checkOptions";
import { readOverrides } from "../../../limits/check/overrides";
import type { Finding, LimitsId } from "../../../limits/finding";
import { estateOf, MachineProfiler } from "../../../limits/fromTemplate";
import { isRuleCode, type RuleCode } from "../../../limits/matrices/matrix";
import type { EstateProfile } from "../../../limits/profile/estate";
import { rules } from "../../../limits/ruleRegistry";
import type { TemplateResource } from "../../../template/model";
import { isWithin } from "../check/isWithin";
import type { TemplateCheck } from "../check/templateCheck";
import type { ConcernedLimits } from "./limitsText";

const allCodes: readonly RuleCode[] = rules.flatMap(({ code }) => (isRuleCode(code) ? [code] : []));

/** The limits of a resource: what rules find in it, and what they find in the whole template and point at it for. */
export function aboutResource(
  check: TemplateCheck,
  resource: TemplateResource,
  own: (options: CheckOptions) => readonly Finding[],
): Omit<ConcernedLimits, "always"> {
  return {
    ifBroken: allCodes,
    restores: [],
    ...asked(check, (options) => [
      ...own(options),
      ...checkTogether(estateOfCheck(check), options).filter(
        ({ place, related }) => isWithin(place, resource) || related.some((each) => isWithin(each.place, resource)),
      ),
    ]),
  };
}

/** Asks both matrices, with what the settings say of single rules. */
export function asked(
  { settings }: TemplateCheck,
  findings: (options: CheckOptions) => readonly Finding[],
): Pick<ConcernedLimits, "findings" | "overrides"> {
  const { rules: overrides } = readOverrides(settings.rules);
  return {
    overrides,
    findings: (limits: LimitsId) => findings({ limits, lifted: "off", rules: overrides }),
  };
}

const estates = new WeakMap<TemplateCheck, EstateProfile>();

/** Vaults, policies and items are read once for each version that a reader points into. */
export function estateOfCheck(check: TemplateCheck): EstateProfile {
  const known = estates.get(check);
  if (known !== undefined) {
    return known;
  }
  const estate = estateOf(new MachineProfiler(check.template).surroundings.result.estate, check.profiles);
  estates.set(check, estate);
  return estate;
}
