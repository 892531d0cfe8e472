import { ArmFault } from "../../http/armFault";
import { ContentPending } from "./linkedContents";
import { isNestedDeployment, nestedTemplate } from "../request/nestedDeployment";
import type { Plan, PlannedResource } from "../plan/plannedResource";

/**
 * Refuses deployments inside a template that cannot be had, or whose parameters do not fit, as far as that can be seen before
 * anything is made. Throws one refusal as it is, several as `MultipleErrorsOccurred` (as users have reported it:
 * Azure/azure-quickstart-templates#7171), and a `ContentPending` while something is still downloaded.
 */
export function checkLinks(plan: Plan): void {
  const nested = plan.resources.filter(({ type, isLeftOut }) => !isLeftOut && isNestedDeployment(type));
  const refusals = nested.flatMap((each) => refusalOf(plan, each));
  if (plan.contents.isPending) {
    throw new ContentPending();
  }
  const [first] = refusals;
  if (first === undefined) {
    return;
  }
  throw refusals.length === 1
    ? first
    : new ArmFault(
        400,
        "MultipleErrorsOccurred",
        `Multiple error occurred: ${refusals.map(() => "BadRequest").join(",")}. Please see details.`,
        { more: { details: refusals.map(({ body }) => body["error"]).filter((each) => each !== undefined) } },
      );
}

function refusalOf(plan: Plan, resource: PlannedResource): readonly ArmFault[] {
  try {
    nestedTemplate(plan, resource);
    return [];
  } catch (error) {
    if (error instanceof ArmFault) {
      return [error];
    }
    throw error;
  }
}
