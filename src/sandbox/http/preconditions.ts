import { ArmFault, badRequest } from "./armFault";
import type { Answer, Call, Conditions } from "./call";
import { isJsonObject, textAt } from "./json";

/** The conditions among the headers of a request, whose names are in lower case. */
export function conditionsIn(headers: Readonly<Record<string, string | readonly string[] | undefined>>): Conditions {
  const text = (name: string): string | undefined => {
    const value = headers[name];
    return typeof value === "string" ? value : value?.join(", ");
  };
  return { ifMatch: text("if-match"), ifNoneMatch: text("if-none-match") };
}

/**
 * Refuses with 412 a change of something else than the caller has seen: `If-Match` names the etags that it may have, `*`
 * any; `If-None-Match: *` lets nothing be there yet. The headers are those of "common-types" v5 and of "VirtualMachines",
 * 2024-07-01 (REST specifications); code and sentence are Azure's ("Found many ETag mismatch errors", cloud-provider-azure
 * #9728, 2025).
 * @param there what is there; its etag is undefined for a type that has none, which Azure does not compare
 */
export function checkPreconditions(call: Call, there: { readonly etag: string | undefined } | undefined): void {
  const { ifMatch, ifNoneMatch } = call.conditions;
  if (ifMatch !== undefined && !matches(ifMatch, there)) {
    throw new ArmFault(
      412,
      "PreconditionFailed",
      there === undefined
        ? `Etag provided in if-match header ${ifMatch} does not match: there is no such resource.`
        : `Etag provided in if-match header ${ifMatch} does not match etag ${there.etag ?? ""} of resource.`,
    );
  }
  if (ifNoneMatch === undefined) {
    return;
  }
  if (ifNoneMatch.trim() !== "*") {
    throw badRequest("InvalidParameter", "The value of the if-none-match header is not supported: it can only be *.");
  }
  if (there !== undefined) {
    throw new ArmFault(412, "PreconditionFailed", "The if-none-match header is *, but the resource exists already.");
  }
}

function matches(ifMatch: string, there: { readonly etag: string | undefined } | undefined): boolean {
  if (there === undefined) {
    return false;
  }
  const wanted = ifMatch.split(",").map((etag) => etag.trim());
  return there.etag === undefined || wanted.includes("*") || wanted.includes(there.etag);
}

/**
 * An answer with its body's etag as a header too, as ARM wants it ("common-types" v5, REST specification). Vaults and what
 * is in them do without, as recorded.
 */
export function withEtag(answer: Answer): Answer {
  const { body } = answer;
  const etag = isJsonObject(body) ? textAt(body, "etag") : undefined;
  const isOfVaults = /^Microsoft\.RecoveryServices\//iu.test(textAt(body, "type") ?? "");
  return etag === undefined || isOfVaults ? answer : { ...answer, headers: { etag, ...answer.headers } };
}
