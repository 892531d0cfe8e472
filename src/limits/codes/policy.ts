/** Codes of the rules about backup policies; each is the name of a page in docs/rules. */
export const policyCodes = [
  "policy-name",
  "schedule-frequency",
  "schedule-hourly-interval",
  "instant-restore-days-standard",
  "instant-restore-days-enhanced",
  "retention-maximum",
  "retention-minimum-daily",
  "policy-vm-count",
  "policy-count",
  "default-policy",
  "policy-time-zone",
] as const;
