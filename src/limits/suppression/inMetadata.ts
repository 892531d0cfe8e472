import { asText } from "../../template/access";
import type { EvaluatedTemplate, TemplateResource } from "../../template/model";
import type { Value } from "../../template/value";
import { placeOf } from "../reading/facts";
import { itemsOf, member } from "../reading/reading";
import { metadataName, type Suppression, type SuppressionScope } from "./suppression";

/**
 * The suppressions in the `metadata` of a template and of its resources:
 * `"metadata": { "azureVmBackup": { "suppress": ["data-disk-count", { "rule": "multiple-nics", "reason": "…" }] } }`.
 * @param text the template; without the word in it, no resource is looked at
 */
export function suppressionsInMetadata(template: EvaluatedTemplate, text: string): readonly Suppression[] {
  if (!text.includes(metadataName)) {
    return [];
  }
  return [
    ...listed(template.metadata, () => ({ kind: "template" })),
    ...template.resources
      .filter(({ instance, span }) => instance === 0 && span.file === undefined)
      .flatMap((resource) => listed(member(resource.body, "metadata"), () => scopeOf(resource, template))),
  ];
}

/** A resource with all instances of its copy loop. */
function scopeOf({ jsonPath, span }: TemplateResource, { resources }: EvaluatedTemplate): SuppressionScope {
  const instances = resources.filter((each) => each.jsonPath === jsonPath);
  return { kind: "resource", ids: new Set(instances.map(({ id }) => id)), span };
}

function listed(metadata: Value | undefined, scopeOfThese: () => SuppressionScope): readonly Suppression[] {
  const items = itemsOf(member(metadata, metadataName, "suppress")) ?? [];
  const scope = items.length === 0 ? undefined : scopeOfThese();
  return items.flatMap((item) => {
    const rule = item.kind === "object" ? member(item, "rule") : item;
    const place = placeOf(rule) ?? placeOf(item);
    if (scope === undefined || place === undefined) {
      return [];
    }
    const code = asText(rule) ?? "";
    return [{ code, reason: asText(member(item, "reason")), form: "metadata", written: place.span, scope }];
  });
}
