import type { Inside } from "../http/call";
import { settle } from "../state/settle";
import { DeploymentStep } from "./deploymentStep";

/**
 * Brings the deployments of the estate up to a moment (milliseconds since 1970), step by step in the order of time, with
 * everything else that happened in between. Called before each request, as `settle` is.
 */
export function advanceDeployments(inside: Inside, now: number): void {
  for (;;) {
    const [next] = inside.estate.deployments.all
      .filter((each) => each.parent === undefined && isActive(each.state) && each.nextAt <= now)
      .toSorted((a, b) => a.nextAt - b.nextAt);
    if (next === undefined) {
      return;
    }
    settle(inside.estate, next.nextAt);
    new DeploymentStep(inside, next, next.nextAt).take();
  }
}

/** Whether a deployment still has something to do. */
export function isActive(state: string): boolean {
  return state === "Accepted" || state === "Running";
}
