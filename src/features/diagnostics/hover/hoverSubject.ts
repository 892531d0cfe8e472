import type { VmProfile } from "../../../limits/profile/vm";
import type { TemplateResource } from "../../../template/model";
import type { TemplateCheck } from "../check/templateCheck";
import type { HoverTarget } from "./hoverTarget";
import type { ConcernedLimits } from "./limitsText";

/** What a hover says of one thing; `limitsText` tells the limits. */
export interface HoverSubject {
  /** "VM web01", "Vault backups": plain text. */
  readonly name: string;
  /** What it evaluates to: plain text. */
  readonly facts: readonly string[];
  /** True when each fact deserves a line of its own. */
  readonly areLines: boolean;
  readonly limits: ConcernedLimits;
  /** The machine whose verdict is told with it. */
  readonly machine: VmProfile | undefined;
}

/** What is asked about. */
export interface HoverQuestion {
  readonly check: TemplateCheck;
  readonly resource: TemplateResource;
  readonly target: HoverTarget;
}
