/** Codes of the rules about networks; each is the name of a page in docs/rules. */
export const networkCodes = [
  "reserved-ip-multiple",
  "reserved-ip-no-endpoint",
  "multiple-nics",
  "load-balanced",
  "outbound-connectivity",
] as const;
