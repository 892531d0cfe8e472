import type { InstanceViewStatus, VirtualMachineInstanceView } from "@azure/arm-compute";
import type { Arm } from "../http/armPipeline";
import { parseResourceId } from "../ids";
import type { VmHealth } from "../models";

/** GET virtualMachines/NAME/instanceView. Needs `Microsoft.Compute/virtualMachines/instanceView/read`. */
export async function getVmHealth(arm: Arm, id: string): Promise<VmHealth> {
  const { subscriptionId, resourceGroup, name } = parseResourceId(id);
  return healthFrom(await arm.compute(subscriptionId).virtualMachines.instanceView(resourceGroup, name));
}

/** What the instance view says of power, agent and the backup extension. */
export function healthFrom(view: VirtualMachineInstanceView): VmHealth {
  const power = view.statuses
    ?.map((status) => /^PowerState\/(.+)$/i.exec(status.code ?? "")?.[1])
    .find((state) => state !== undefined);
  return {
    power,
    agent: agentOf(view.vmAgent, power),
    backupExtension: extensionOf(view),
    osName: view.osName,
    osVersion: view.osVersion,
  };
}

/**
 * Ready, not ready, or missing. Only a running VM has an agent that reports: for others it is unknown. One that does
 * not report has the version "Unknown"; of one that was never there Azure says nothing at all.
 */
function agentOf(agent: VirtualMachineInstanceView["vmAgent"], power: string | undefined): VmHealth["agent"] {
  const status = worst(agent?.statuses);
  const version = agent?.vmAgentVersion === "Unknown" ? undefined : agent?.vmAgentVersion;
  const about = { version, message: status?.message };
  if (status?.displayStatus === "Ready" || /^ProvisioningState\/succeeded$/i.test(status?.code ?? "")) {
    return { status: "ready", ...about };
  }
  if (power !== "running") {
    return { status: "unknown", ...about };
  }
  return { status: agent === undefined ? "missing" : "notReady", ...about };
}

/** VMSnapshot (Windows) or VMSnapshotLinux of Microsoft.Azure.RecoveryServices; Azure installs it with the first backup. */
function extensionOf(view: VirtualMachineInstanceView): VmHealth["backupExtension"] {
  const extension = view.extensions?.find((one) => isBackup(one.type) || isBackup(one.name));
  if (extension !== undefined) {
    const status = worst(extension.statuses);
    return {
      name: extension.name ?? "VMSnapshot",
      version: extension.typeHandlerVersion,
      status: status?.displayStatus,
      message: status?.message,
    };
  }
  // Right after the installation only the agent knows its handler.
  const handler = view.vmAgent?.extensionHandlers?.find((one) => isBackup(one.type));
  return handler === undefined
    ? undefined
    : {
        name: handler.type?.split(".").at(-1) ?? "VMSnapshot",
        version: handler.typeHandlerVersion,
        status: handler.status?.displayStatus,
        message: handler.status?.message,
      };
}

function isBackup(text: string | undefined): boolean {
  return /(^|\.)VMSnapshot(Linux)?$/i.test(text ?? "");
}

/** The status that needs attention, or the first. */
function worst(statuses: readonly InstanceViewStatus[] | undefined): InstanceViewStatus | undefined {
  return (
    statuses?.find((status) => status.level === "Error") ??
    statuses?.find((status) => status.level === "Warning") ??
    statuses?.[0]
  );
}
