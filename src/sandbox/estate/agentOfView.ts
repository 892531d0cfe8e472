import { at, listAt, textAt } from "../http/json";
import type { Json } from "../http/json";
import type { GuestRecord } from "../state/records";

/** A machine whose agent has not spoken this long after its making does not start any more: it has a problem. */
const startLasts = 10 * 60_000;

/**
 * What a VM's body, as a GET with `$expand=instanceView` answers it, says of the agent and of maintenance. An agent that
 * was not ready within minutes of the VM's making was starting: recorded from Azure on a new VM, which was then backed up.
 */
export function agentOfView(properties: Json | undefined): Pick<Partial<GuestRecord>, "agent" | "maintenance"> {
  const view = at(properties, "instanceView");
  const maintenance = at(view, "maintenanceRedeployStatus");
  const statuses = listAt(view, "vmAgent", "statuses");
  return {
    ...(maintenance === undefined ? {} : { maintenance }),
    ...(statuses.length === 0 ? {} : { agent: agentOf(statuses, textAt(properties, "timeCreated")) }),
  };
}

function agentOf(statuses: readonly Json[], made: string | undefined): GuestRecord["agent"] {
  if (statuses.some((status) => textAt(status, "code")?.toLowerCase() === "provisioningstate/succeeded")) {
    return "ready";
  }
  const age = Date.parse(textAt(statuses[0], "time") ?? "") - Date.parse(made ?? "");
  return age >= 0 && age < startLasts ? "starting" : "notReady";
}
