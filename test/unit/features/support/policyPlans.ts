import type { PolicyPlan } from "../../../../src/azure/policies/policyPlan";

/** A retention that keeps no point. */
export const nothing = { daily: undefined, weekly: undefined, monthly: undefined, yearly: undefined };

/** A Standard policy that backs up each evening and keeps each point for 30 days. */
export const daily: PolicyPlan = {
  kind: "Standard",
  schedule: { frequency: "Daily", time: "22:30" },
  timeZone: "UTC",
  instantRestoreDays: 2,
  retention: { ...nothing, daily: { days: 30 } },
};
