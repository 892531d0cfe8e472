import type { Finding } from "../../../limits/finding";
import type { TemplateResource } from "../../../template/model";

/** Whether a place is in a resource of the document itself. */
export function isWithin(place: Finding["place"], { span }: TemplateResource): boolean {
  return (
    place !== undefined &&
    place.span.file === undefined &&
    place.span.offset >= span.offset &&
    place.span.offset < span.offset + span.length
  );
}
