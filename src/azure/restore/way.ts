import type { Accepted } from "../http/longRunning";

/** How a restore is asked for in a region, and where its job is then found. */
export interface Way {
  /** Asks for it; rejects with a broken connection when nobody knows whether it has arrived. */
  readonly send: () => Promise<Accepted>;
  /** Names of the restores of the same item that Azure lists, running or not; a second one may run beside the first. */
  readonly jobs: () => Promise<readonly string[]>;
  /** Seconds that a job whose acceptance was lost gets to show up among the jobs. */
  readonly showUp: number;
}
