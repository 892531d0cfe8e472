import type { Inside } from "../../http/call";
import { settle } from "../../state/settle";
import { deleteRound } from "./deleteGroup";
import { DeploymentStep } from "./deploymentStep";

interface Move {
  /** Milliseconds since 1970. */
  readonly at: number;
  readonly take: () => void;
}

/**
 * Brings the deployments of the estate, and the deletions of resource groups, up to a moment (milliseconds since 1970), step by
 * step in the order of time, with everything else that happened in between. Called before each request, as `settle` is.
 */
export function advanceDeployments(inside: Inside, now: number): void {
  for (;;) {
    const [next] = movesOf(inside)
      .filter(({ at }) => at <= now)
      .toSorted((a, b) => a.at - b.at);
    if (next === undefined) {
      return;
    }
    settle(inside.estate, next.at);
    next.take();
  }
}

function movesOf(inside: Inside): readonly Move[] {
  const { deployments, results } = inside.estate;
  const steps = deployments.all
    .filter((each) => each.parent === undefined && isActive(each.state))
    // What waits for a download goes on at the same moment of the clock, however long that takes.
    .filter((each) => !inside.downloads.isPending(each.correlationId))
    .map((each) => ({ at: each.nextAt, take: () => new DeploymentStep(inside, each, each.nextAt).take() }));
  const rounds = results.all.flatMap((each): readonly Move[] => {
    const at = each.deletes?.nextAt;
    return at === undefined ? [] : [{ at, take: () => deleteRound(inside, each, at) }];
  });
  return [...steps, ...rounds];
}

/** Whether a deployment still has something to do. */
export function isActive(state: string): boolean {
  return state === "Accepted" || state === "Running";
}
