/**
 * The root of the bundle `operations.js`, which `extension.ts` loads at the first of these commands: flows that few sessions
 * need, so that VS Code does not read them at activation. It has its own copy of `host/`: errors are known by their names.
 */
export { createPolicy } from "./features/policies/createPolicy";
export { editPolicy } from "./features/policies/editPolicy";
export { reapplyPolicy } from "./features/policies/reapplyPolicy";
export { showPolicyVms } from "./features/policies/showPolicyVms";
export { backUpNow } from "./features/protection/backUpNow";
export { changeDisks } from "./features/protection/changeDisks";
export { changePolicy } from "./features/protection/changePolicy";
export { moveToArchive } from "./features/protection/moveToArchive";
export { moveToVault } from "./features/protection/moveToVault";
export { protectVm } from "./features/protection/protectVm";
export { resumeProtection } from "./features/protection/resumeProtection";
export { showRecoveryPoints } from "./features/protection/showRecoveryPoints";
export { stopProtection } from "./features/protection/stopProtection";
export { undeleteBackup } from "./features/protection/undeleteBackup";
export { recoverFiles } from "./features/restore/files/recoverFiles";
export { restoreMachine } from "./features/restore/restoreMachine";
export { unmountFiles } from "./features/restore/files/unmountFiles";
export { vaultSettings } from "./features/vaults/vaultSettings";
