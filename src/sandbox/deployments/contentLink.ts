import { randomUUID } from "node:crypto";
import { badRequest, resourceNotFound } from "../http/armFault";
import type { ArmFault } from "../http/armFault";
import type { Inside } from "../http/call";
import { isJsonObject, objectAt, textAt } from "../http/json";
import type { Json, JsonObject } from "../http/json";
import { partsOf, typeOfId } from "../state/ids";

const specType = "microsoft.resources/templatespecs/versions";

/**
 * The template to which a deployment's `templateLink` leads: the version of a template spec of the estate. Nothing is loaded
 * from the network. Throws 404 for a spec that is not there, and 400 `InvalidContentLink` for every address, as Azure does when it
 * cannot load one.
 *
 * Source: "Azure Resource Manager template specs" (Microsoft Learn, June 2026).
 */
export function linkedTemplate({ estate }: Pick<Inside, "estate">, link: Json | undefined): JsonObject {
  const id = textAt(link, "id");
  if (id === undefined) {
    throw invalidLink(textAt(link, "uri") ?? textAt(link, "relativePath") ?? "");
  }
  const spec = estate.resources.get(id);
  const main = objectAt(spec, "properties")["mainTemplate"];
  if (spec?.type.toLowerCase() !== specType || !isJsonObject(main)) {
    const { type = "Microsoft.Resources/templateSpecs/versions", name = "" } = typeOfId(id) ?? {};
    throw resourceNotFound(type, name, partsOf(id)?.group ?? "");
  }
  return main;
}

/** The refusal of an address that cannot be loaded. */
export function invalidLink(uri: string): ArmFault {
  return isForeign(uri)
    ? badRequest(
        "InvalidContentLink",
        `Unable to download deployment content from '${withoutQuery(uri)}'. The tracking Id is '${randomUUID()}'. Please see https://aka.ms/arm-deploy for usage details.`,
      )
    : badRequest(
        "InvalidContentLink",
        `The provided content link '${withoutQuery(uri)}' is invalid or not supported. Content link must be an absolute URI not referencing local host or UNC path.`,
      );
}

function isForeign(uri: string): boolean {
  return URL.canParse(uri) && !/^(localhost|127\.[\d.]+|\[::1\]|)$/iu.test(new URL(uri).hostname);
}

/** A query may be a signature that opens a storage account. */
function withoutQuery(uri: string): string {
  return uri.split("?")[0] ?? "";
}
