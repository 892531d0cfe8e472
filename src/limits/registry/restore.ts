import type { RuleHeader } from "../rule";
import { restoreInPlace } from "../rules/restore/restoreInPlace";
import { crossRegionRestore } from "../rules/restore/crossRegionRestore";
import { restoreDomainController } from "../rules/restore/restoreDomainController";

/** The limitations that only a restore meets; nothing in a template or a running machine shows them. */
export const restoreHeaders: readonly RuleHeader[] = [restoreInPlace, crossRegionRestore, restoreDomainController];
