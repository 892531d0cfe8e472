/**
 * The root of the bundle `operations.js`, which `extension.ts` loads at the first of these commands: flows that few sessions
 * need, so that VS Code does not read them at activation. It has its own copy of `host/`: errors are known by their names.
 */
export { createPolicy } from "./features/policies/createPolicy";
export { editPolicy } from "./features/policies/editPolicy";
export { reapplyPolicy } from "./features/policies/reapplyPolicy";
export { showPolicyVms } from "./features/policies/showPolicyVms";
export { recoverFiles } from "./features/restore/files/recoverFiles";
export { restoreMachine } from "./features/restore/restoreMachine";
export { unmountFiles } from "./features/restore/files/unmountFiles";
export { vaultSettings } from "./features/vaults/vaultSettings";
