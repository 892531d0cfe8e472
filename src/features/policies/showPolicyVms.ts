import * as vscode from "vscode";
import type { BackupPolicy, ProtectedItem } from "../../azure/models";
import { OperationError } from "../../host/errors/errors";
import type { Choice } from "../../host/prompts/prompts";
import { pick } from "../../host/prompts/prompts";
import type { FlowPlace } from "../../host/prompts/steps";
import { onlyStep } from "../../host/prompts/steps";
import { namesText } from "../../wording/countText";
import { protectionText } from "../../wording/protectionText";
import type { PolicyQuestion } from "./chosenPolicy";
import { withPolicy } from "./chosenPolicy";
import { areFew, carryOutAgain, leftBehind } from "./policyFollowers";
import type { PolicyServices } from "./services";

/** A VM, or what can be done for all of them. */
type Line = ProtectedItem | "carryOutAgain" | "ask";

/** @param asked each VM was asked whether it follows the policy */
function lines(items: readonly ProtectedItem[], asked: boolean): readonly Choice<Line>[] {
  const t = vscode.l10n.t;
  const behind = leftBehind(items);
  const first: readonly Choice<Line>[] = asked
    ? []
    : [{ label: t("Find those that did not follow its last change"), icon: icon("search"), value: "ask" }];
  const again: readonly Choice<Line>[] =
    behind.length === 0
      ? []
      : [
          {
            label: t("Carry the policy out again"),
            detail: t(
              "For those that did not follow its last change: {0}.",
              namesText(behind.map(({ vmName }) => vmName)),
            ),
            icon: icon("sync"),
            value: "carryOutAgain",
          },
        ];
  const vms = [...behind, ...items.filter((item) => !behind.includes(item))].map((item) => ({
    label: item.vmName,
    description: [
      protectionText(item.state).word,
      behind.includes(item) ? t("did not follow the policy's last change") : undefined,
    ]
      .filter((part) => part !== undefined)
      .join(" · "),
    icon: behind.includes(item) ? icon("warning") : undefined,
    value: item,
  }));
  return [...first, ...again, ...vms];
}

function icon(name: string): vscode.ThemeIcon {
  return new vscode.ThemeIcon(name);
}

async function showVms(policy: BackupPolicy, asked: boolean, from: FlowPlace, services: PolicyServices): Promise<void> {
  const { id, name } = policy;
  const connection = await services.session.connection();
  const chosen = await pick<Line>({
    title: vscode.l10n.t("VMs of the policy {0}", name),
    placeholder: vscode.l10n.t("Choose a VM to give it another policy"),
    step: onlyStep(from),
    choices: async (signal) => {
      const items = await (asked
        ? connection.checkPolicyItems(id, { signal })
        : connection.listPolicyItems(id, { signal }));
      if (items.length === 0) {
        throw new OperationError(vscode.l10n.t("The policy {0} protects nothing.", name));
      }
      return lines(items, asked);
    },
  });
  switch (chosen) {
    case "ask":
      await showVms(policy, true, from, services);
      break;
    case "carryOutAgain":
      await carryOutAgain(policy, services);
      break;
    default:
      await services.execute("azureVmBackup.changePolicy", { resourceId: chosen.id });
  }
}

/**
 * The command *Show VMs of Policy*: a searchable list of what a policy protects, those first that did not follow its last
 * change; choosing a VM gives it another policy.
 * @param argument a node of a policy or of a vault, `{ resourceId }`, or nothing
 * @throws OperationError when it protects nothing; AzureError, CancellationError
 */
export async function showPolicyVms(argument: unknown, services: PolicyServices): Promise<void> {
  const question: PolicyQuestion = {
    title: vscode.l10n.t("Show VMs of Policy"),
    problem: () => undefined,
    refusal: (_policy, reason) => new OperationError(reason),
  };
  await withPolicy(services.session, argument, question, (policy, from) =>
    showVms(policy, areFew(policy), from, services),
  );
}
