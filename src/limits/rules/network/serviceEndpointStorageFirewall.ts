import * as l10n from "@vscode/l10n";
import { noteOnFirstNic } from "../../parts/nicNotes";
import type { MachineRule, RuleExample } from "../../rule";

/**
 * A subnet that reaches storage by a service endpoint. That is supported; but who has one often closes his storage accounts to
 * all other networks, and a restore stages its disks in an account that allows them all.
 */
export const serviceEndpointStorageFirewall: MachineRule = {
  code: "service-endpoint-storage-firewall",
  kind: "template",
  about: "machine",
  oncePerTemplate: true,
  title: () => l10n.t("Storage service endpoint and storage firewall"),
  text: () => ({
    what: l10n.t("Finds subnets of the virtual machine with a service endpoint for Azure Storage."),
    why: l10n.t(
      "Service endpoints are supported. A storage account that a restore stages its disks in should allow all networks, though, which accounts behind service endpoints often do not.",
    ),
    fix: l10n.t("Open the firewall of the staging storage account while a restore runs."),
  }),
  check: (context) =>
    noteOnFirstNic(
      context,
      (nic) => nic.storageEndpoint,
      () =>
        l10n.t(
          "{0} reaches storage by a service endpoint, which {1} supports; a storage account that stages a restore should allow all networks.",
          context.subject,
          context.service,
        ),
    ),
};

export const serviceEndpointStorageFirewallExample: RuleExample = {
  bad: `"subnets": [
  {
    "name": "vms",
    "properties": {
      "addressPrefix": "10.0.0.0/24",
      "serviceEndpoints": [{ "service": "Microsoft.Storage" }]
    }
  }
]`,
  good: `"subnets": [
  {
    "name": "vms",
    "properties": { "addressPrefix": "10.0.0.0/24" }
  }
]`,
};
