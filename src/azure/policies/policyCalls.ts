import type { CallOptions } from "../connection";
import type { Caller } from "../http/caller";
import type { BackupPolicy, PolicyRequest } from "../models";
import { createPolicy } from "./createPolicy";
import { deletePolicy } from "./deletePolicy";
import { listPolicies } from "./policies";

/** Backup policies for virtual machines. */
export interface PolicyCalls {
  listPolicies(vaultId: string, options?: CallOptions): Promise<readonly BackupPolicy[]>;
  /** Makes a policy; never changes one that is there. */
  createPolicy(request: PolicyRequest, options?: CallOptions): Promise<BackupPolicy>;
  /** Deletes a policy that protects nothing; one that is not there is deleted. */
  deletePolicy(policyId: string, options?: CallOptions): Promise<void>;
}

/** That part of the connection. */
export function policyCalls(caller: Caller): PolicyCalls {
  return {
    listPolicies: (vaultId, call) => caller.about(vaultId, call, (arm) => listPolicies(arm, vaultId)),
    createPolicy: (request, call) => caller.about(request.vaultId, call, (arm) => createPolicy(arm, request)),
    deletePolicy: (policyId, call) => caller.about(policyId, call, (arm) => deletePolicy(arm, policyId)),
  };
}
