import { itemSubject, policySubject, scaleSetSubject, vaultSubject } from "./backupSubjects";
import type { HoverQuestion, HoverSubject } from "./hoverSubject";
import type { ResourceKind } from "./hoverTarget";
import { diskSubject, machineSubject } from "./machineSubjects";

/** What there is to say about what a reader points at; undefined when the check knows nothing of it. */
export function subjectOf(kind: ResourceKind, question: HoverQuestion): HoverSubject | undefined {
  switch (kind) {
    case "machine":
      return machineSubject(question);
    case "disk":
      return diskSubject(question);
    case "scaleSet":
      return scaleSetSubject(question);
    case "vault":
      return vaultSubject(question);
    case "policy":
      return policySubject(question);
    case "item":
      return itemSubject(question);
  }
}
