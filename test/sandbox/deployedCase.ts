import { connect, sandboxAccount } from "../../src/azure/azureClient";
import { valueAt } from "../../src/azure/http/jsonRead";
import type { VmSnapshot } from "../../src/azure/models";
import { startSandbox } from "../../src/sandbox/server";
import { asText } from "../../src/template/access";
import type { EvaluatedTemplate, TemplateResource } from "../../src/template/model";
import { evaluateTemplate } from "../../src/template/evaluateTemplate";
import { templateText } from "../unit/limits/support/templates";
import { objectAt } from "../unit/limits/parity/json";
import type { ParityCase } from "../unit/limits/parity/parityCase";

/** Where the cases are deployed to. */
export const place = {
  subscriptionId: "11111111-1111-1111-1111-111111111111",
  resourceGroup: "rg",
  location: "westeurope",
};

const otherSubscription = "22222222-2222-2222-2222-222222222222";

/** The groups that the cases deploy into, and nothing in them. */
const estate = {
  subscriptions: [place.subscriptionId, otherSubscription],
  resources: [
    `/subscriptions/${place.subscriptionId}/resourceGroups/rg`,
    `/subscriptions/${place.subscriptionId}/resourceGroups/other`,
    `/subscriptions/${place.subscriptionId}/resourceGroups/AzureBackupRG_westeurope_1`,
    `/subscriptions/${otherSubscription}/resourceGroups/rg`,
  ].map((id) => ({ id, location: place.location })),
};

/** Why a template cannot be deployed, as Azure's error has it. */
export class NotDeployed extends Error {
  public override readonly name = "NotDeployed";
}

/**
 * Deploys the template of a case into a sandbox of its own and takes the snapshot that the extension takes of its machine.
 * @throws NotDeployed with the code and the sentence of the first refusal
 */
export async function deployCase(each: ParityCase): Promise<VmSnapshot> {
  let now = Date.parse("2026-03-02T10:00:00Z");
  const sandbox = await startSandbox({ now: () => now, estate: JSON.stringify(estate), open: true });
  try {
    const send = async (method: string, body?: unknown): Promise<unknown> => {
      const path = `/subscriptions/${place.subscriptionId}/resourceGroups/rg/providers/Microsoft.Resources/deployments/case`;
      const response = await fetch(`${sandbox.url}${path}?api-version=2024-07-01`, {
        method,
        headers: { authorization: "Bearer any", "content-type": "application/json" },
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      });
      return response.json();
    };
    const refusal = await send("PUT", { properties: { mode: "Incremental", template: ordered(each) } });
    refuse(valueAt(refusal, "error"));
    now += 3_600_000;
    refuse(valueAt(await send("GET"), "properties", "error"));
    const connection = connect(sandboxAccount(sandbox), {
      log: () => undefined,
      now: () => now,
      sleep: (milliseconds) => {
        now += milliseconds;
        return Promise.resolve();
      },
    });
    const vm = evaluated(each).resources.find(({ type }) => type === "Microsoft.Compute/virtualMachines");
    return await connection.getVmSnapshot(asText(vm?.idValue) ?? "");
  } finally {
    await sandbox.close();
  }
}

function refuse(error: unknown): void {
  if (error === undefined) {
    return;
  }
  const innermost = innermostOf(error);
  throw new NotDeployed(`${String(valueAt(innermost, "code"))}: ${String(valueAt(innermost, "message"))}`);
}

function innermostOf(error: unknown): unknown {
  const [first] = Object.values(objectAt(error, "details"));
  const details = valueAt(error, "details");
  const inner: unknown = Array.isArray(details) ? details[0] : first;
  return inner === undefined ? error : innermostOf(inner);
}

/** The template of a case as the editor sees it. */
export function evaluated({ resources }: ParityCase): EvaluatedTemplate {
  return evaluateTemplate(templateText({ resources }), { deployment: place });
}

/** The template of a case with the order in which a deployment needs it: the cases leave it out, no rule looks at it. */
function ordered(each: ParityCase): unknown {
  const template: unknown = JSON.parse(templateText({ resources: each.resources }));
  const all = evaluated(each).resources.filter(({ via }) => via.length === 0);
  const resources = each.resources.map((declared, index) => {
    const own = all.filter(({ jsonPath }) => jsonPath === `$.resources[${index}]`);
    const needs = all.filter((other) => !own.includes(other) && own.some((one) => isNeeded(one, other)));
    const ids = needs.map(({ idValue }) => asText(idValue)).filter((id) => id !== undefined);
    return { ...declared, dependsOn: [...new Set(ids)] };
  });
  return { ...objectAt({ template }, "template"), resources };
}

/** Whether a resource is below another one, or names it. */
function isNeeded(one: TemplateResource, other: TemplateResource): boolean {
  const id = asText(other.idValue)?.toLowerCase() ?? "";
  const own = asText(one.idValue)?.toLowerCase() ?? "";
  return own.startsWith(`${id}/`) || named(one).some((text) => text === id || text.startsWith(`${id}/`));
}

/** The ids that the declaration of a resource names, lower case. */
function named(resource: TemplateResource): readonly string[] {
  const found: string[] = [];
  const visit = (value: TemplateResource["body"]): void => {
    const text = asText(value);
    if (text?.startsWith("/subscriptions/") === true) {
      found.push(text.toLowerCase());
    } else if (value.kind === "array") {
      value.items.forEach(visit);
    } else if (value.kind === "object") {
      [...value.members.values()].forEach(visit);
    }
  };
  visit(resource.body);
  return found;
}
