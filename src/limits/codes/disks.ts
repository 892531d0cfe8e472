/** Codes of the rules about disks; each is the name of a page in docs/rules. */
export const diskCodes = [
  "data-disk-count",
  "premium-storage",
  "unmanaged-disk",
  "ultra-disk-needs-enhanced-policy",
  "premium-ssd-v2-needs-enhanced-policy",
  "shared-disk",
  "write-accelerator-os-disk",
] as const;
