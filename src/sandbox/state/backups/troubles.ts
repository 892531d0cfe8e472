import type { BackupTrouble } from "../records";

/**
 * What Azure Backup says when it cannot. Symbolic names and meaning from Microsoft's troubleshooting articles on VM backup;
 * the numbers, where those articles do not give one, are the sandbox's own.
 */
export const troubles = {
  agentUnavailable: {
    code: 400148,
    title: "UserErrorGuestAgentStatusUnavailable",
    message: "VM agent is unable to communicate with the Azure Backup Service.",
    recommendations: [
      "Ensure the VM has network connectivity and the VM agent is the latest and running.",
      "Restart the VM agent service in the guest, or reinstall the agent.",
    ],
  },
  snapshotNetwork: {
    code: 400153,
    title: "ExtensionSnapshotFailedNoNetwork",
    message: "Snapshot operation failed due to no network connectivity on the virtual machine.",
    recommendations: [
      "Ensure that the VM has network access.",
      "For snapshots to succeed, allow outbound traffic to Azure Storage, or the AzureBackup service tag, in network security groups and proxies.",
    ],
  },
  snapshotTimeout: {
    code: 400154,
    title: "GuestAgentSnapshotTaskStatusError",
    message: "Could not communicate with the VM agent for snapshot status. Snapshot VM sub task timed out.",
    recommendations: ["Check that the VM agent responds, and that no other extension operation is running on the VM."],
  },
  vssWriter: {
    code: 400160,
    title: "ExtensionFailedVssWriterInBadState",
    message: "Snapshot operation failed because VSS writers were in a bad state.",
    recommendations: [
      "Run 'vssadmin list writers' in an elevated command prompt and restart the services whose writers are in a bad state.",
    ],
  },
  notDesirableState: {
    code: 400002,
    title: "UserErrorVmNotInDesirableState",
    message: "VM is not in a state that allows backups.",
    recommendations: ["Wait until the VM is either running or shut down, then try again."],
  },
  /** Number and words: "Troubleshoot backup failures on Azure virtual machines" (Microsoft Learn, 2025). */
  machineGone: {
    code: 320001,
    title: "ResourceNotFound",
    message: "Could not perform the operation as VM no longer exists.",
    recommendations: [
      "Create the virtual machine again with the same name and the same resource group name, or restore its disks or a new virtual machine.",
    ],
  },
  registeredElsewhere: {
    code: 400011,
    title: "UserErrorVmRegisteredWithAnotherVault",
    message:
      "Virtual machine is already registered\\registering with another recovery services vault. Please select a different virtual machine for registration.",
    recommendations: ["Stop protection and delete the backup data in the other vault first."],
  },
  needsEnhancedPolicy: {
    code: 400312,
    title: "UserErrorEnhancedPolicyRequired",
    message:
      "The virtual machine has disks or security settings that can only be backed up with an Enhanced policy (Ultra disk, Premium SSD v2, shared disk or Trusted Launch).",
    recommendations: ["Choose an Enhanced policy, and exclude shared disks from the backup."],
  },
  sharedDisk: {
    code: 400313,
    title: "UserErrorSharedDiskNotSupported",
    message: "Backup of a virtual machine with shared disks needs those disks to be excluded.",
    recommendations: ["Exclude the shared disk from the backup (selective disk backup with an Enhanced policy)."],
  },
  tooManyDisks: {
    code: 400314,
    title: "UserErrorDataDiskCountExceeded",
    message: "The virtual machine has more data disks than Azure Backup supports (32).",
    recommendations: ["Detach disks, or exclude some of them from the backup."],
  },
  unmanagedDisk: {
    code: 400315,
    title: "UserErrorUnmanagedDiskNotSupported",
    message: "The virtual machine has unmanaged disks, which Azure Backup no longer supports.",
    recommendations: ["Migrate the virtual machine to managed disks."],
  },
  writeAcceleratorOs: {
    code: 400316,
    title: "UserErrorWriteAcceleratedOsDiskNotSupported",
    message: "The OS disk has Write Accelerator turned on, which Azure Backup does not support.",
    recommendations: ["Turn Write Accelerator off on the OS disk."],
  },
  confidentialSize: {
    code: 400318,
    title: "UserErrorConfidentialVmSizeNotSupported",
    message: "Confidential virtual machines can be backed up with sizes of version 6 only.",
    recommendations: ["Use a size of version 6."],
  },
  securedDataDisk: {
    code: 400319,
    title: "UserErrorSecuredDataDiskNotSupported",
    message: "A data disk has the security type of a Trusted Launch or confidential virtual machine.",
    recommendations: ["Exclude the disk from the backup, or copy its data to another one."],
  },
  signInForDiskData: {
    code: 400320,
    title: "UserErrorDataAccessAuthModeNotSupported",
    message: "The data of a disk can be reached with a sign-in to Microsoft Entra ID only.",
    recommendations: ["Turn that off on the disk, or exclude it from the backup."],
  },
  diskTooLarge: {
    code: 400321,
    title: "UserErrorDiskSizeExceeded",
    message: "A disk is larger than Azure Backup supports (64 TB).",
    recommendations: ["Use smaller disks, or exclude the disk from the backup."],
  },
  disksTooLarge: {
    code: 400322,
    title: "UserErrorTotalDiskSizeExceeded",
    message: "The disks of the virtual machine are together larger than Azure Backup supports (512 TB).",
    recommendations: ["Exclude disks from the backup."],
  },
  extensionsForbidden: {
    code: 400323,
    title: "UserErrorExtensionOperationsNotAllowed",
    message: "The virtual machine forbids extensions, but Azure Backup needs its own there.",
    recommendations: ["Allow extension operations in the OS profile of the virtual machine."],
  },
  noCrashConsistency: {
    code: 400317,
    title: "UserErrorCrashConsistentBackupNotSupported",
    message:
      "The policy takes crash-consistent snapshots only, which the size, the security type or a disk of the virtual machine does not support.",
    recommendations: [
      "Choose a policy that is not for crash-consistent snapshots only, or exclude the disk from the backup.",
    ],
  },
  alreadyProtected: {
    code: 400017,
    title: "VirtualMachineAlreadyProtected",
    message:
      "Virtual machine with same name and same resource group is already protected. Please select `Disable' choice above for backup and go to backup item corresponding to this VM in the vault",
    recommendations: ["Please do not enable protection again."],
  },
} as const satisfies Readonly<Record<string, BackupTrouble>>;

/** The health of an item with which all is well, as recorded from Azure. */
export const healthy = {
  code: 400239,
  title: "IaasVmHealthGreenDefault",
  message: "Backup pre-check status of this virtual machine is OK.",
  recommendations: [],
} as const satisfies BackupTrouble;
