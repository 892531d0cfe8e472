/** Codes of the rules about machines and their sizes, security types and extensions; each is the name of a page in docs/rules. */
export const computeCodes = ["arm-vm"] as const;
