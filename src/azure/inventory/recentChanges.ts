import type { ProtectionChange } from "../models";

/** Told when a change of a VM's protection begins, and with undefined when it is over. */
export type ChangeListener = (vmId: string, change: ProtectionChange | undefined) => void;

/** Resource Graph is behind by seconds to minutes; after this time it knows. Milliseconds. */
const graphLag = 600_000;

/**
 * What this connection changed a moment ago. Lists from Resource Graph would still show the state before; the things
 * named here are asked for one by one.
 */
export class RecentChanges {
  readonly #now: () => number;
  readonly #changes = new Map<string, { readonly id: string; readonly time: number }>();
  readonly #listeners = new Set<ChangeListener>();

  public constructor(now: () => number) {
    this.#now = now;
  }

  public note(id: string): void {
    this.#changes.set(id.toLowerCase(), { id, time: this.#now() });
  }

  /**
   * Notes a change of a VM's protection and tells the listeners of it while the work lasts, however it ends.
   * @param operation the job's operation as Azure names it
   */
  public async during<T>(vmId: string, operation: string, work: () => Promise<T>): Promise<T> {
    const change = changes[operation];
    this.note(vmId);
    try {
      this.#tell(vmId, change);
      return await work();
    } finally {
      // The change may have taken longer than the graph's lag.
      this.note(vmId);
      if (change !== undefined) {
        this.#tell(vmId, undefined);
      }
    }
  }

  /** @returns ends the listening */
  public watch(listener: ChangeListener): () => void {
    this.#listeners.add(listener);
    return () => {
      this.#listeners.delete(listener);
    };
  }

  #tell(vmId: string, change: ProtectionChange | undefined): void {
    for (const listener of [...this.#listeners]) {
      listener(vmId, change);
    }
  }

  /** Ids below a prefix that changed lately, as they were noted. */
  public below(prefix: string): readonly string[] {
    const since = this.#now() - graphLag;
    for (const [key, { time }] of this.#changes) {
      if (time < since) {
        this.#changes.delete(key);
      }
    }
    const start = prefix.toLowerCase();
    return [...this.#changes].filter(([key]) => key.startsWith(start)).map(([, { id }]) => id);
  }
}

const changes: Readonly<Record<string, ProtectionChange>> = {
  ConfigureBackup: "protecting",
  DisableBackup: "stopping",
  DeleteBackupData: "deleting",
  Undelete: "undeleting",
};
