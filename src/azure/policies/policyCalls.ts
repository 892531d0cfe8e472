import type { CallOptions } from "../connection";
import type { Caller } from "../http/caller";
import type { BackupPolicy, PolicyRequest, ProtectedItem } from "../models";
import { deletePolicy } from "./deletePolicy";
import { checkPolicyItems, listPolicies, listPolicyItems } from "./policies";
import type { PolicyPlan } from "./policyPlan";
import { createPolicy, reapplyPolicy, updatePolicy } from "./putPolicy";

/** Backup policies for virtual machines. */
export interface PolicyCalls {
  listPolicies(vaultId: string, options?: CallOptions): Promise<readonly BackupPolicy[]>;
  /** Makes a policy; never changes one that is there. */
  createPolicy(request: PolicyRequest, options?: CallOptions): Promise<BackupPolicy>;
  /** Changes a policy for all that it protects, and waits until Azure has carried it there. */
  updatePolicy(
    policyId: string,
    plan: PolicyPlan,
    options?: CallOptions & {
      /** The plan that was changed into this one: the policy is left alone when it has another by now. */
      readonly seen?: PolicyPlan;
    },
  ): Promise<BackupPolicy>;
  /** Has Azure carry a policy to its VMs again, for those that did not follow its last change. */
  reapplyPolicy(policyId: string, options?: CallOptions): Promise<void>;
  /** The VMs that a policy protects, by name. */
  listPolicyItems(policyId: string, options?: CallOptions): Promise<readonly ProtectedItem[]>;
  /** The VMs that a policy protects, by name, each asked whether it follows the policy: as many requests as VMs. */
  checkPolicyItems(policyId: string, options?: CallOptions): Promise<readonly ProtectedItem[]>;
  /** Deletes a policy that protects nothing; one that is not there is deleted. */
  deletePolicy(policyId: string, options?: CallOptions): Promise<void>;
}

/** That part of the connection. */
export function policyCalls(caller: Caller): PolicyCalls {
  return {
    listPolicies: (vaultId, call) => caller.about(vaultId, call, (arm) => listPolicies(arm, vaultId)),
    createPolicy: (request, call) => caller.about(request.vaultId, call, (arm) => createPolicy(arm, request)),
    updatePolicy: (policyId, plan, call) =>
      caller.about(policyId, call, (arm) => updatePolicy(arm, policyId, plan, call?.seen)),
    reapplyPolicy: (policyId, call) => caller.about(policyId, call, (arm) => reapplyPolicy(arm, policyId)),
    listPolicyItems: (policyId, call) => caller.about(policyId, call, (arm) => listPolicyItems(arm, policyId)),
    checkPolicyItems: (policyId, call) => caller.about(policyId, call, (arm) => checkPolicyItems(arm, policyId)),
    deletePolicy: (policyId, call) => caller.about(policyId, call, (arm) => deletePolicy(arm, policyId)),
  };
}
