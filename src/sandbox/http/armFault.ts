import type { JsonObject } from "./json";

/** A refusal in Azure Resource Manager's own envelope; handlers throw it, the dispatcher writes it. */
export class ArmFault extends Error {
  public override readonly name = "ArmFault";
  public readonly status: number;
  public readonly code: string;
  public readonly headers: Readonly<Record<string, string>>;
  /** More properties of the error object: `target`, `details`. */
  public readonly more: JsonObject;

  public constructor(
    status: number,
    code: string,
    message: string,
    extra: { readonly headers?: Readonly<Record<string, string>>; readonly more?: JsonObject } = {},
  ) {
    super(message);
    this.status = status;
    this.code = code;
    this.headers = extra.headers ?? {};
    this.more = extra.more ?? {};
  }

  public get body(): JsonObject {
    return { error: { code: this.code, message: this.message, ...this.more } };
  }
}

const fromGateway = { headers: { "x-ms-failure-cause": "gateway" } };

/** 404 for a resource that does not exist; `type` as in `Microsoft.RecoveryServices/vaults`. */
export function resourceNotFound(type: string, name: string, group: string): ArmFault {
  return new ArmFault(
    404,
    "ResourceNotFound",
    `The Resource '${type}/${name}' under resource group '${group}' was not found. For more details please go to https://aka.ms/ARMResourceNotFoundFix`,
    fromGateway,
  );
}

/** 404 for a resource group that does not exist. */
export function groupNotFound(name: string): ArmFault {
  return new ArmFault(404, "ResourceGroupNotFound", `Resource group '${name}' could not be found.`, fromGateway);
}

/** 404 for a subscription that this account does not see. */
export function subscriptionNotFound(id: string): ArmFault {
  return new ArmFault(404, "SubscriptionNotFound", `The subscription '${id}' could not be found.`, fromGateway);
}

/** 403 for a person who may not do this here. */
export function notAuthorized(person: { name: string; objectId: string }, action: string, scope: string): ArmFault {
  return new ArmFault(
    403,
    "AuthorizationFailed",
    `The client '${person.name}' with object id '${person.objectId}' does not have authorization to perform action '${action}' over scope '${scope}' or the scope is invalid. If access was recently granted, please refresh your credentials.`,
    fromGateway,
  );
}

/** 400 for a request whose properties cannot be right. */
export function badRequest(code: string, message: string, target?: string): ArmFault {
  return new ArmFault(400, code, message, target === undefined ? {} : { more: { target } });
}

/** 501: Azure may know this, the sandbox does not, and says so instead of pretending. */
export function notEmulated(method: string, path: string): ArmFault {
  return new ArmFault(501, "SandboxNotEmulated", `The sandbox does not emulate ${method} ${path}.`);
}
