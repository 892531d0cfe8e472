import * as l10n from "@vscode/l10n";
import type { Arm } from "../http/armPipeline";
import { isAzureError, isForbidden, isMissing } from "../http/azureError";
import { mapBounded } from "../http/bounded";
import { parseResourceId } from "../ids";
import { listAt, parsedJson, textAt } from "../http/jsonRead";
import type { VmSnapshot } from "../models";
import { relatedIds, subnetIds } from "../relatedIds";

const networkVersion = "2024-01-01";
/** Version of what belongs to Recovery Services. */
export const vaultVersion = "2024-04-01";
/** GETs under way at the same time. */
const atOnce = 6;

/** How resources of a type are asked for, and what a sentence calls one. */
interface Kind {
  readonly apiVersion: string;
  readonly title: (name: string) => string;
}

const kinds: Readonly<Record<string, Kind>> = {
  "microsoft.network/networkinterfaces": {
    apiVersion: networkVersion,
    title: (name) => l10n.t("the network interface '{0}'", name),
  },
  "microsoft.network/publicipaddresses": {
    apiVersion: networkVersion,
    title: (name) => l10n.t("the public IP address '{0}'", name),
  },
  "microsoft.network/virtualnetworks": {
    apiVersion: networkVersion,
    title: (name) => l10n.t("the virtual network '{0}'", name),
  },
  "microsoft.network/networksecuritygroups": {
    apiVersion: networkVersion,
    title: (name) => l10n.t("the network security group '{0}'", name),
  },
  "microsoft.recoveryservices/vaults": {
    apiVersion: vaultVersion,
    title: (name) => l10n.t("the vault '{0}'", name),
  },
  "microsoft.recoveryservices/vaults/backuppolicies": {
    apiVersion: vaultVersion,
    title: (name) => l10n.t("the policy '{0}'", name),
  },
};

/** What is below a vault: the protected item and the vault's settings. */
const ofVault: Kind = { apiVersion: vaultVersion, title: () => l10n.t("the settings of the vault") };

/** Reads resources as Azure's own JSON, each once, however many others refer to it. */
export class SnapshotReader {
  readonly #arm: Arm;
  readonly #pending = new Map<string, Promise<unknown>>();
  readonly #resources = new Map<string, unknown>();
  readonly #unreadable = new Map<string, string>();

  public constructor(arm: Arm) {
    this.#arm = arm;
  }

  public get resources(): VmSnapshot["resources"] {
    return [...this.#resources.values()];
  }

  public get unreadable(): VmSnapshot["unreadable"] {
    return [...this.#unreadable].map(([id, reason]) => ({ id, reason }));
  }

  /** GET of a VM with its instance view. @throws AzureError also when it may not be read or is gone */
  public async readMachine(id: string): Promise<unknown> {
    const { subscriptionId, resourceGroup, name } = parseResourceId(id);
    const { virtualMachines } = this.#arm.compute(subscriptionId);
    const vm = await rawJson((onResponse) =>
      virtualMachines.get(resourceGroup, name, { expand: "instanceView", onResponse }),
    );
    this.#resources.set(id.toLowerCase(), vm);
    return vm;
  }

  /** Reads what a resource depends on, what that depends on, and so on. */
  public async readAround(resource: unknown): Promise<void> {
    const subnets = new Set<string>();
    let wave = relatedIds(resource, subnets);
    while (wave.length > 0) {
      const found = await this.readAll(wave);
      found.flatMap(subnetIds).forEach((id) => subnets.add(id));
      wave = [...new Set(found.flatMap((each) => relatedIds(each, subnets)))];
    }
  }

  /** Reads several resources; those that cannot be read are left out. */
  public async readAll(ids: readonly string[]): Promise<readonly unknown[]> {
    const found = await mapBounded(ids, atOnce, (id) => this.read(id));
    return found.filter((resource) => resource !== undefined);
  }

  /** The JSON of a resource; undefined when it may not be read or is gone. */
  public read(id: string): Promise<unknown> {
    const key = id.toLowerCase();
    const pending = this.#pending.get(key) ?? this.#get(id, key);
    this.#pending.set(key, pending);
    return pending;
  }

  /**
   * Reads a list, all of its pages. Empty when Azure refuses it (the subscription may not know that service at all): then
   * nothing is known to be there.
   * @param path such as `/subscriptions/S/providers/Microsoft.RecoveryServices/vaults`
   */
  public async readList(path: string, apiVersion: string): Promise<void> {
    const subscriptionId = /^\/subscriptions\/([^/]+)/i.exec(path)?.[1] ?? "";
    try {
      let page = await this.#send(subscriptionId, path, apiVersion);
      for (;;) {
        for (const resource of listAt(page, "value")) {
          this.#keep(textAt(resource, "id"), resource);
        }
        const next = textAt(page, "nextLink");
        if (next === undefined) {
          return;
        }
        page = await this.#send(subscriptionId, next, undefined);
      }
    } catch (error) {
      if (!isRefused(error)) {
        throw error;
      }
    }
  }

  #keep(id: string | undefined, resource: unknown): void {
    if (id !== undefined) {
      this.#resources.set(id.toLowerCase(), resource);
      this.#pending.set(id.toLowerCase(), Promise.resolve(resource));
    }
  }

  async #get(id: string, key: string): Promise<unknown> {
    const { subscriptionId, provider, names, name } = parseResourceId(id);
    const type = [provider, ...Object.keys(names)].join("/").toLowerCase();
    try {
      const resource = await (type === "microsoft.compute/disks"
        ? this.#getDisk(id)
        : this.#send(subscriptionId, id, (kinds[type] ?? ofVault).apiVersion));
      this.#resources.set(key, resource);
      return resource;
    } catch (error) {
      const reason = reasonOf(error, titleOf(type, name));
      if (reason === undefined) {
        throw error;
      }
      this.#unreadable.set(key, reason);
      return undefined;
    }
  }

  #getDisk(id: string): Promise<unknown> {
    const { subscriptionId, resourceGroup, name } = parseResourceId(id);
    const { disks } = this.#arm.compute(subscriptionId);
    return rawJson((onResponse) => disks.get(resourceGroup, name, { onResponse }));
  }

  async #send(subscriptionId: string, path: string, apiVersion: string | undefined): Promise<unknown> {
    const address = apiVersion === undefined ? { path } : { path, apiVersion };
    return (await this.#arm.send(subscriptionId, { method: "GET", ...address })).body;
  }
}

function titleOf(type: string, name: string): string {
  return type === "microsoft.compute/disks" ? l10n.t("the disk '{0}'", name) : (kinds[type] ?? ofVault).title(name);
}

/** True for an answer that says no, not for an Azure that is out of reach or busy. */
function isRefused(error: unknown): boolean {
  return isAzureError(error) && ["forbidden", "notFound", "conflict", "invalid"].includes(error.kind);
}

function reasonOf(error: unknown, what: string): string | undefined {
  if (isForbidden(error)) {
    return l10n.t("no permission to read {0}", what);
  }
  return isMissing(error) ? l10n.t("{0} was not found", what) : undefined;
}

type OnResponse = (raw: { readonly bodyAsText?: string | null }) => void;

/** What Azure sent, before the SDK renamed and flattened it. */
async function rawJson(call: (onResponse: OnResponse) => Promise<unknown>): Promise<unknown> {
  let text: string | null | undefined;
  await call((raw) => (text = raw.bodyAsText));
  return parsedJson(text);
}
