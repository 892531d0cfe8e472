/** Codes of the rules about backup policies; each is the name of a page in docs/rules. */
export const policyCodes = [] as const;
