import { guidOf, isoTime } from "../http/formats";
import type { JsonObject } from "../http/json";
import type { Estate } from "../state/estate";
import { groupId } from "../state/ids";
import type { GuestRecord } from "../state/records";
import { images } from "./images";
import type { MachineSeed, SiteSeed } from "./machineSeed";
import { addMachineDisks } from "./buildDisks";
import { addMachineNetwork } from "./buildNetwork";

/** Adds a VM with its disks, network interfaces, guest and extensions. */
export function addMachine(estate: Estate, site: SiteSeed, seed: MachineSeed, made: number): void {
  const id = `${groupId(site.subscriptionId, site.group)}/providers/Microsoft.Compute/virtualMachines/${seed.name}`;
  const image = images[seed.image];
  const storageProfile = {
    ...(seed.osDisk?.unmanaged === true
      ? {}
      : { imageReference: { publisher: image.publisher, offer: image.offer, sku: image.sku, version: "latest" } }),
    ...addMachineDisks(estate, site, seed, id, made),
  };
  const nics = addMachineNetwork(estate, site, seed, id);
  estate.resources.set(id, {
    name: seed.name,
    id,
    type: "Microsoft.Compute/virtualMachines",
    location: site.location,
    tags: seed.tags ?? {},
    ...(seed.zone === undefined ? {} : { zones: [seed.zone] }),
    properties: {
      hardwareProfile: { vmSize: seed.size ?? "Standard_D4s_v5" },
      provisioningState: "Succeeded",
      vmId: guidOf(id),
      ...(seed.security === undefined
        ? {}
        : {
            securityProfile: {
              securityType: seed.security,
              uefiSettings: { secureBootEnabled: true, vTpmEnabled: true },
            },
          }),
      storageProfile,
      osProfile: osProfile(seed),
      networkProfile: { networkInterfaces: nics },
      timeCreated: isoTime(made),
    },
  });
  estate.guests.set(id, guestOf(seed));
}

/** What runs inside a VM. */
export function guestOf(seed: MachineSeed): GuestRecord {
  const { os, osName, osVersion } = images[seed.image];
  return {
    power: "running",
    agent: "ready",
    agentVersion: os === "Windows" ? "2.7.41491.1179" : "2.12.0.2",
    osName,
    osVersion,
    trouble: undefined,
    discovered: true,
    ...seed.guest,
  };
}

/** The OS profile of a VM's body. */
export function osProfile(seed: MachineSeed): JsonObject {
  const agent = seed.agentProvisioned ?? true;
  const common = {
    computerName: seed.name.slice(0, 15),
    adminUsername: "larkadmin",
    secrets: [],
    allowExtensionOperations: agent,
  };
  return images[seed.image].os === "Windows"
    ? {
        ...common,
        windowsConfiguration: {
          provisionVMAgent: agent,
          enableAutomaticUpdates: true,
          patchSettings: { patchMode: "AutomaticByOS", assessmentMode: "ImageDefault" },
        },
      }
    : {
        ...common,
        linuxConfiguration: {
          disablePasswordAuthentication: true,
          provisionVMAgent: agent,
          patchSettings: { patchMode: "ImageDefault", assessmentMode: "ImageDefault" },
        },
      };
}
