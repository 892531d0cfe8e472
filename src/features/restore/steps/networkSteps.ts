import * as vscode from "vscode";
import type { VirtualNetwork } from "../../../azure/restore/restoreModels";
import { OperationError } from "../../../host/errors/errors";
import type { Choice } from "../../../host/prompts/prompts";
import { pick } from "../../../host/prompts/prompts";
import { sameId } from "../../../host/resources/resourceId";
import type { Step } from "../../../host/prompts/steps";
import type { Draft } from "./draft";
import { targetSubscription } from "./placeSteps";
import type { FlowContext } from "../flowContext";
import { targetRegion } from "./regionSteps";

/** Subnets that Azure keeps for its own services. */
const reserved = [
  "GatewaySubnet",
  "AzureBastionSubnet",
  "AzureFirewallSubnet",
  "AzureFirewallManagementSubnet",
  "RouteServerSubnet",
];

/** Which virtual network the new VM is in. */
export function networkStep(context: FlowContext): Step<Draft> {
  return {
    ask: async (draft, step, former) => ({
      ...draft,
      network: await pick({
        title: context.title,
        startsAt: (network) => network?.id === former.network?.id,
        placeholder: vscode.l10n.t("Choose the virtual network of the new VM"),
        step,
        choices: async (signal) => {
          const subscription = targetSubscription(context, draft);
          const networks = await context.connection.listVirtualNetworks(subscription, { signal });
          if (networks.length === 0) {
            throw new OperationError(
              vscode.l10n.t(
                "The subscription {0} has no virtual network for the new VM; create one in {1} first.",
                subscription.name,
                targetRegion(draft),
              ),
            );
          }
          return networks.map((network) => networkChoice(network, targetRegion(draft)));
        },
      }),
    }),
  };
}

function networkChoice(network: VirtualNetwork, region: string): Choice<VirtualNetwork> {
  return {
    label: network.name,
    description: network.location,
    detail: network.resourceGroup,
    icon: new vscode.ThemeIcon("type-hierarchy"),
    unsuitable: networkProblem(network, region),
    value: network,
  };
}

function networkProblem(network: VirtualNetwork, region: string): string | undefined {
  if (!sameId(network.location, region)) {
    return vscode.l10n.t("It is in {0}; the new VM is made in {1}.", network.location, region);
  }
  return network.subnets.length === 0 ? vscode.l10n.t("It has no subnet.") : undefined;
}

/** Which subnet the new VM is in. */
export function subnetStep({ title }: FlowContext): Step<Draft> {
  return {
    ask: async (draft, step, former) => ({
      ...draft,
      subnetId: await pick({
        title,
        startsAt: (id) => id === former.subnetId,
        placeholder: vscode.l10n.t("Choose the subnet of the new VM in {0}", draft.network?.name ?? ""),
        step,
        choices: (draft.network?.subnets ?? []).map((subnet) => ({
          label: subnet.name,
          description: subnet.addresses,
          unsuitable: subnetProblem(subnet),
          value: subnet.id,
        })),
      }),
    }),
  };
}

function subnetProblem({ name, delegatedTo }: VirtualNetwork["subnets"][number]): string | undefined {
  if (delegatedTo !== undefined) {
    return vscode.l10n.t("It is delegated to {0}.", delegatedTo);
  }
  return reserved.some((one) => sameId(one, name))
    ? vscode.l10n.t("Azure keeps it for a service of its own.")
    : undefined;
}
