import { randomUUID } from "node:crypto";
import { ArmFault } from "../../http/armFault";
import type { Inside } from "../../http/call";
import type { JsonObject } from "../../http/json";
import { accountNameFault } from "../../providers/resources/storage";
import { typeOfId } from "../../state/ids";
import type { DeploymentRecord } from "../../state/records";
import type { Plan, PlannedResource } from "./plannedResource";

/**
 * Asks the resource providers, before anything is made, whether they would refuse what a template wants. Only providers that
 * Azure is known to ask answer here: Storage looks at the names of accounts. Throws 400 `InvalidTemplateDeployment` with
 * everything that was found, nested as Azure does.
 *
 * Source: "ARM template deployment preflight validation" and "Resolve errors for storage account names" (Microsoft Learn,
 * June 2026).
 */
export function preflight(inside: Inside, record: DeploymentRecord, { resources }: Plan): void {
  const details = resources.filter(({ isLeftOut }) => !isLeftOut).flatMap((each) => refusalsOf(inside, each));
  if (details.length > 0) {
    throw new ArmFault(
      400,
      "InvalidTemplateDeployment",
      `The template deployment '${record.name}' is not valid according to the validation procedure. The tracking id is '${randomUUID()}'. See inner errors for details.`,
      {
        more: {
          details: [
            {
              code: "PreflightValidationCheckFailed",
              message: "Preflight validation failed. Please refer to the details for the specific errors.",
              details,
            },
          ],
        },
      },
    );
  }
}

function refusalsOf({ estate }: Inside, { id, type }: PlannedResource): readonly JsonObject[] {
  if (id === undefined || type.toLowerCase() !== "microsoft.storage/storageaccounts") {
    return [];
  }
  const target = typeOfId(id)?.name ?? "";
  const fault = accountNameFault(estate, id, target);
  return fault === undefined ? [] : [{ code: fault.code, target, message: fault.message }];
}
