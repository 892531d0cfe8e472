import type { GuestRecord } from "../state/records";
import type { ImageName } from "./images";

/** One VM of the estate in a few words; what is left out is the usual thing. */
export interface MachineSeed {
  readonly name: string;
  readonly image: ImageName;
  /** Default Standard_D4s_v5. */
  readonly size?: string;
  readonly osDisk?: OsDiskSeed;
  readonly data?: readonly DataDiskSeed[];
  /** Default 1. */
  readonly nics?: number;
  readonly publicIp?: "Static" | "Dynamic";
  /** Name of a load balancer of the same resource group, in whose back end the VM stands. */
  readonly loadBalancer?: string;
  /** Default `open`; `noInternet` denies everything outbound, `noStorage` the Storage service tag. */
  readonly outbound?: "open" | "noInternet" | "noStorage";
  readonly security?: "TrustedLaunch";
  /** Name of the disk access, in the resource group of the VM, through whose private endpoints alone its disks are reached. */
  readonly diskAccess?: string;
  readonly zone?: string;
  /** False writes `provisionVMAgent: false`. */
  readonly agentProvisioned?: boolean;
  readonly guest?: Partial<Pick<GuestRecord, "power" | "agent" | "agentVersion" | "trouble" | "discovered">>;
  readonly tags?: Readonly<Record<string, string>>;
}

export interface OsDiskSeed {
  /** Default Premium_LRS. */
  readonly sku?: string;
  readonly sizeGB?: number;
  readonly unmanaged?: boolean;
  readonly writeAccelerator?: boolean;
  readonly ephemeral?: boolean;
}

export interface DataDiskSeed {
  /** Default StandardSSD_LRS. */
  readonly sku?: string;
  readonly sizeGB?: number;
  /** A disk of this name that several VMs share. */
  readonly sharedAs?: string;
}

/** So many equal data disks. */
export function disks(count: number, seed: DataDiskSeed = {}): readonly DataDiskSeed[] {
  return Array.from({ length: count }, () => seed);
}

/** The place where machines stand: one resource group in one region, with one virtual network. */
export interface SiteSeed {
  readonly subscriptionId: string;
  readonly group: string;
  readonly location: string;
  readonly access?: "reader";
  readonly machines: readonly MachineSeed[];
}
