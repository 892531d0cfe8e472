import type { TemplateResource } from "../../../template/model";

const types: ReadonlySet<string> = new Set([
  "microsoft.compute/virtualmachines",
  "microsoft.compute/virtualmachinescalesets",
  "microsoft.classiccompute/virtualmachines",
]);

/** Whether a line is shown above a resource: machines and scale sets that the document itself declares, loops once. */
export function hasOwnLens({ type, existing, span, instance }: TemplateResource): boolean {
  return !existing && span.file === undefined && instance === 0 && types.has(type.toLowerCase());
}
