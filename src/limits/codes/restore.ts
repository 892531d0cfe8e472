/** Codes of the rules about what only a restore meets; each is the name of a page in docs/rules. */
export const restoreCodes = ["restore-in-place", "cross-region-restore", "restore-domain-controller"] as const;
