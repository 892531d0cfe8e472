/** Codes of the rules about networks; each is the name of a page in docs/rules. */
export const networkCodes = [
  "reserved-ip-multiple",
  "reserved-ip-no-endpoint",
  "multiple-nics",
  "load-balanced",
  "outbound-connectivity",
  "static-private-ip",
  "public-ip-and-nat-gateway",
  "service-endpoint-storage-firewall",
  "nsg-present",
] as const;
