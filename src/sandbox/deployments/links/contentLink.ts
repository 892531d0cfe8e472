import { randomUUID } from "node:crypto";
import { badRequest, resourceNotFound } from "../../http/armFault";
import type { ArmFault } from "../../http/armFault";
import type { Inside } from "../../http/call";
import { isJsonObject, listAt, objectAt, textAt } from "../../http/json";
import type { JsonObject } from "../../http/json";
import { partsOf, typeOfId } from "../../state/ids";
import { isWeb } from "./download";

const specType = "microsoft.resources/templatespecs/versions";

/**
 * A template of a version of a template spec of the estate: the main one, or the linked one of a path. Throws 404 for a spec
 * that is not there, 400 `InvalidContentLink` for a path that it does not have.
 *
 * Source: "Azure Resource Manager template specs" (Microsoft Learn, June 2026).
 * @param path empty for the main template
 */
export function specTemplate({ estate }: Pick<Inside, "estate">, id: string, path: string): JsonObject {
  const spec = estate.resources.get(id);
  const properties = objectAt(spec, "properties");
  const main = properties["mainTemplate"];
  if (spec?.type.toLowerCase() !== specType || !isJsonObject(main)) {
    const { type = "Microsoft.Resources/templateSpecs/versions", name = "" } = typeOfId(id) ?? {};
    throw resourceNotFound(type, name, partsOf(id)?.group ?? "");
  }
  if (path === "") {
    return main;
  }
  // Before api-version 2021-05-01 they were called artifacts.
  const linked = [...listAt(properties, "linkedTemplates"), ...listAt(properties, "artifacts")];
  const found = linked.find((each) => textAt(each, "path")?.replace(/^\.\//u, "") === path);
  if (found === undefined) {
    throw invalidLink(path);
  }
  return objectAt(found, "template");
}

/**
 * The refusal of an address from which nothing can be loaded; the sentences as users have reported them
 * (Azure/azure-quickstart-templates#7171, Azure/azure-api-management-devops-resource-kit#358). Other than Azure, the sandbox
 * takes addresses of this machine.
 */
export function invalidLink(uri: string): ArmFault {
  return URL.canParse(uri) && isWeb(new URL(uri))
    ? badRequest(
        "InvalidContentLink",
        `Unable to download deployment content from '${withoutQuery(uri)}'. The tracking Id is '${randomUUID()}'. Please see https://aka.ms/arm-deploy for usage details.`,
      )
    : badRequest(
        "InvalidContentLink",
        `The provided content link '${withoutQuery(uri)}' is invalid or not supported. Content link must be an absolute URI not referencing local host or UNC path.`,
      );
}

/** A query may be a signature that opens a storage account. */
function withoutQuery(uri: string): string {
  return uri.split("?")[0] ?? "";
}
