/** Codes of the rules about vaults, regions and redundancy; each is the name of a page in docs/rules. */
export const vaultCodes = ["region-mismatch", "cross-region-backup", "region-support"] as const;
