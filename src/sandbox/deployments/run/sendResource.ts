import { regions } from "../../estate/regions";
import { versionsOf } from "../../http/apiVersions";
import { ArmFault } from "../../http/armFault";
import type { Answer, Inside } from "../../http/call";
import { isoTime } from "../../http/formats";
import { textAt } from "../../http/json";
import type { JsonObject } from "../../http/json";
import { mayAct } from "../../login/rights";
import { partsOf, subscriptionOfId, typeOfId } from "../../state/ids";
import { putAnyResource } from "./putAnyResource";

/** The day on which Azure Resource Manager was presented (Build, 3 April 2014): no api-version of it is older. */
const firstVersion = "2014-04-01";

/** A resource that a deployment puts. */
export interface Sending {
  readonly id: string;
  readonly body: JsonObject;
  /** Undefined when the template leaves it to Azure. */
  readonly apiVersion: string | undefined;
  /** Texts that are not kept: the values of secure parameters. */
  readonly secrets: ReadonlySet<string>;
  /** Milliseconds since 1970. */
  readonly now: number;
}

/** Puts a resource as a client would who has the rights of whoever started the deployment. A refusal is an answer as well. */
export function sendResource(inside: Inside, { id, body, apiVersion, secrets, now }: Sending): Answer {
  const refusal = refusedRight(inside, id) ?? unknownVersion(id, body, apiVersion, now);
  if (refusal !== undefined) {
    return { status: refusal.status, body: refusal.body };
  }
  const request = { method: "PUT", target: encodeURI(id), apiVersion: apiVersion ?? "2024-04-01", body, now };
  const answer = inside.ask(request);
  return answer.status === 501 ? anyway(() => putAnyResource(inside.estate, id, body, secrets)) : answer;
}

function refusedRight({ estate }: Inside, id: string): ArmFault | undefined {
  const place = { subscriptionId: subscriptionOfId(id), group: partsOf(id)?.group ?? "" };
  const action = `${typeOfId(id)?.type ?? ""}/write`;
  return mayAct(estate, undefined, place, action)
    ? undefined
    : new ArmFault(
        403,
        "AuthorizationFailed",
        `The client does not have authorization to perform action '${action}' over scope '${id}' or the scope is invalid. If access was recently granted, please refresh your credentials.`,
      );
}

/**
 * A version that no provider can have, because its day has not come or is before all of them. Whether another day has seen a
 * version of a type is not known here, so it is accepted.
 */
function unknownVersion(
  id: string,
  body: JsonObject,
  apiVersion: string | undefined,
  now: number,
): ArmFault | undefined {
  const day = apiVersion?.slice(0, firstVersion.length) ?? firstVersion;
  if (day >= firstVersion && day <= isoTime(now).slice(0, firstVersion.length)) {
    return undefined;
  }
  const { type } = typeOfId(id) ?? { type: "" };
  const location = textAt(body, "location")?.replaceAll(" ", "").toLowerCase() ?? "";
  return new ArmFault(
    400,
    "NoRegisteredProviderFound",
    `No registered resource provider found for location '${location}' and API version '${apiVersion ?? ""}' for type '${type.split("/").slice(1).join("/")}'. The supported api-versions are '${versionsOf(type).join(", ")}'. The supported locations are '${regions.map(({ name }) => name).join(", ")}'.`,
  );
}

function anyway(make: () => Answer): Answer {
  try {
    return make();
  } catch (error) {
    if (error instanceof ArmFault) {
      return { status: error.status, body: error.body };
    }
    throw error;
  }
}
