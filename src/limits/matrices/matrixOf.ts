import { current } from "./current";
import type { LimitsId } from "../finding";
import type { SupportMatrix } from "./matrix";
import { october2015 } from "./october2015";

/** The matrix that the setting `azureVmBackup.limits` names. */
export function matrixOf(limits: LimitsId): SupportMatrix {
  return limits === "2015-10" ? october2015 : current;
}
