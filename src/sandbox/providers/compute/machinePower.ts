import { virtualMachines as versions } from "../../http/apiVersions";
import { resourceNotFound } from "../../http/armFault";
import type { Answer, Call } from "../../http/call";
import { ok } from "../../http/call";
import { isoTime } from "../../http/formats";
import type { Route } from "../../http/router";
import { vmId } from "../../state/ids";
import { isDone, operationOf, pollHeaders, startOperation } from "../../state/jobs/operations";
import type { GuestRecord } from "../../state/records";
import { groupOf, paths, subscriptionOf } from "../scope";

const type = "Microsoft.Compute/virtualMachines";
/** Milliseconds at speed 1. */
const lasts = 5000;

/** The power state after each operation: "States and billing status of Azure Virtual Machines" (Microsoft Learn, 2025). */
const powers: readonly (readonly [operation: string, power: GuestRecord["power"]])[] = [
  ["start", "running"],
  ["restart", "running"],
  ["powerOff", "stopped"],
  ["deallocate", "deallocated"],
];

/** Starting, restarting, stopping and deallocating a VM, and Azure Compute's own long-running operations. */
export const machinePowerRoutes: readonly Route[] = [
  ...powers.map(([operation, power]): Route => ({
    method: "POST",
    path: `${paths.group}/providers/${type}/{vm}/${operation}`,
    versions,
    action: `${type}/${operation}/action`,
    handle: (call) => change(call, power),
  })),
  {
    method: "GET",
    path: `${paths.subscription}/providers/Microsoft.Compute/locations/{location}/operations/{operation}`,
    versions: "issued",
    action: "Microsoft.Compute/locations/operations/read",
    handle: status,
  },
];

function change(call: Call, power: GuestRecord["power"]): Answer {
  const group = groupOf(call);
  const vm = call.estate.resources.get(vmId(group.subscriptionId, group.name, call.param("vm")));
  const guest = vm === undefined ? undefined : call.estate.guests.get(vm.id);
  if (vm === undefined || guest === undefined) {
    throw resourceNotFound(type, call.param("vm"), group.name);
  }
  call.estate.guests.set(vm.id, { ...guest, power });
  const place = placeOf(group.subscriptionId, vm.location);
  const operation = startOperation(call, place, { lasts });
  const url = `${place}/operations/${operation.name}`;
  return { status: 202, headers: pollHeaders(call, url, url) };
}

/** What operations of Azure Compute lie below: they belong to a region, not to a machine. */
function placeOf(subscriptionId: string, location: string): string {
  return `/subscriptions/${subscriptionId}/providers/Microsoft.Compute/locations/${location}`;
}

function status(call: Call): Answer {
  const operation = operationOf(call, placeOf(subscriptionOf(call).subscriptionId, call.param("location")));
  const startTime = isoTime(operation.startTime);
  return ok(
    isDone(operation, call.now)
      ? {
          startTime,
          endTime: isoTime(operation.startTime + operation.lasts),
          status: "Succeeded",
          name: operation.name,
        }
      : { startTime, status: "InProgress", name: operation.name },
    // Clients of Python wait half a minute where no answer tells them how long.
    { "retry-after": String(call.settings.retryAfterSeconds) },
  );
}
