import type { ResourceChanges } from "../../host/resources/resourceChanges";
import type { AzureSession } from "../../host/session";
import type { profileOfAzure } from "../../limits/fromAzure";
import type { JobFollower } from "./jobFollower";
import type { policyProblem } from "./choices/policyFit";

/** What the commands of this feature work with. */
export interface ProtectionServices {
  readonly session: AzureSession;
  readonly changes: ResourceChanges;
  readonly jobs: JobFollower;
  readonly now: () => Date;
  /** What needs the rules, which are in a bundle of their own. */
  readonly loadRules: () => Promise<{
    readonly profileOfAzure: typeof profileOfAzure;
    readonly policyProblem: typeof policyProblem;
  }>;
  /** The setting `azureVmBackup.rules` as it stands now; the rules read it. */
  readonly rules: () => unknown;
  /** Runs another command. */
  readonly execute: (command: string, argument?: unknown) => unknown;
}
