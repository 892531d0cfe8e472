import * as l10n from "@vscode/l10n";
import type { VmProfile } from "../profile/vm";

/** Longer expressions say less than they hide. */
const longestExpression = 60;

/** How a sentence calls a machine: by its name, else by the expression that makes the name. */
export function subjectOf({ name }: VmProfile): string {
  if (name.known) {
    return l10n.t("VM '{0}'", name.value);
  }
  const expression = name.text ?? "";
  return expression === "" || expression.length > longestExpression
    ? l10n.t("VM of unknown name")
    : l10n.t("VM '{0}'", `[${expression}]`);
}
