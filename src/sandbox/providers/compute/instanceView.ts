import { isoTime } from "../../http/formats";
import { listAt, objectAt, textAt } from "../../http/json";
import type { Json, JsonObject } from "../../http/json";
import type { Estate } from "../../state/estate";
import type { GuestRecord, ResourceRecord } from "../../state/records";

const extensionType = "Microsoft.Compute/virtualMachines/extensions";

/** What Azure knows of a running VM: power, agent, extensions, disks. The shape is the one recorded from Azure. */
export function instanceViewOf(estate: Estate, vm: ResourceRecord, now: number): JsonObject {
  const { id } = vm;
  const guest = estate.guests.get(id);
  if (guest === undefined) {
    return { statuses: [] };
  }
  // A lasting moment instead of `now`: the same question twice gets the same answer.
  const time = isoTime(now - (now % 60_000));
  const running = guest.power === "running";
  return {
    ...(running && guest.agent === "ready"
      ? {
          computerName: textAt(vm, "properties", "osProfile", "computerName") ?? vm.name,
          ...(guest.osName === "" ? {} : { osName: guest.osName, osVersion: guest.osVersion }),
        }
      : {}),
    ...(running && guest.agent !== "missing" ? { vmAgent: agentOf(guest, time, extensionsOf(estate, id)) } : {}),
    ...(guest.maintenance === undefined ? {} : { maintenanceRedeployStatus: guest.maintenance }),
    disks: diskStatuses(vm, time),
    ...(running && guest.agent === "ready" ? { extensions: extensionsOf(estate, id).map(extensionView) } : {}),
    ...(textAt(vm, "properties", "securityProfile", "securityType") === "TrustedLaunch" ||
    textAt(vm, "properties", "hardwareProfile", "vmSize")?.includes("_v5") === true
      ? { hyperVGeneration: "V2" }
      : { hyperVGeneration: "V1" }),
    statuses: [
      { code: "ProvisioningState/succeeded", level: "Info", displayStatus: "Provisioning succeeded", time },
      { code: `PowerState/${guest.power}`, level: "Info", displayStatus: `VM ${guest.power}` },
    ],
  };
}

function extensionsOf(estate: Estate, id: string): readonly ResourceRecord[] {
  return estate.resourcesOf(extensionType, `${id}/extensions/`);
}

function agentOf(guest: GuestRecord, time: string, extensions: readonly JsonObject[]): JsonObject {
  if (guest.agent === "notReady" || guest.agent === "starting") {
    return {
      vmAgentVersion: "Unknown",
      statuses: [
        {
          code: "ProvisioningState/Unavailable",
          level: "Warning",
          displayStatus: "Not Ready",
          message: "VM status blob is found but not yet populated.",
          time,
        },
      ],
    };
  }
  return {
    vmAgentVersion: guest.agentVersion,
    statuses: [
      {
        code: "ProvisioningState/succeeded",
        level: "Info",
        displayStatus: "Ready",
        message: "GuestAgent is running and processing the extensions.",
        time,
      },
    ],
    extensionHandlers: extensions.map((body) => ({
      type: handlerType(body),
      typeHandlerVersion: textAt(body, "properties", "typeHandlerVersion"),
      status: { code: "ProvisioningState/succeeded", level: "Info", displayStatus: "Ready" },
    })),
  };
}

function handlerType(body: JsonObject): string {
  return `${textAt(body, "properties", "publisher") ?? ""}.${textAt(body, "properties", "type") ?? ""}`;
}

function extensionView(body: ResourceRecord): JsonObject {
  const state = textAt(body, "properties", "provisioningState") ?? "Succeeded";
  return {
    name: body.name,
    type: handlerType(body),
    typeHandlerVersion: textAt(body, "properties", "typeHandlerVersion"),
    statuses: [
      {
        code: `ProvisioningState/${state.toLowerCase()}`,
        level: state === "Succeeded" ? "Info" : "Error",
        displayStatus: `Provisioning ${state.toLowerCase()}`,
        message: state === "Succeeded" ? "Plugin enabled" : "The extension did not report in time.",
      },
    ],
  };
}

function diskStatuses(vm: JsonObject, time: string): readonly Json[] {
  const storage = objectAt(vm, "properties", "storageProfile");
  return [storage["osDisk"], ...listAt(storage, "dataDisks")].map((disk) => ({
    name: textAt(disk, "name"),
    statuses: [{ code: "ProvisioningState/succeeded", level: "Info", displayStatus: "Provisioning succeeded", time }],
  }));
}
