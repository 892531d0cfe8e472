import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { identityIn, identityText, idValue, placeIdentity } from "../../../src/template/resources/identity";
import { array, known, text, unknown } from "../../../src/template/values/make";

const part = fc.oneof(
  fc.constantFrom("VM", "a/b", "/", "", "Ext'1", "x"),
  fc.constantFrom(
    unknown("parameters('Name')", "noDefault"),
    unknown("resourceGroup().id/X", "runtime", { type: "string" }),
    unknown("copyIndex('L')", "runtime", { identity: "copyindex(3)" }),
    unknown("big", "unsupported", { integer: 2n ** 60n }),
  ),
);
const name = fc.oneof(
  fc.array(part, { maxLength: 4 }).map((parts) => text(parts)),
  fc.constantFrom(known(7), known(true), known(null), array([known("a/b")]), unknown("x/y", "error")),
);

describe("the identity of a resource", () => {
  it("is that of its id, whatever its name and type are made of", () => {
    const type = fc.constantFrom("Microsoft.Compute/virtualMachines", "A.B/C/D", "A.B/c//d/", "A.B", "", "A.B/c/d/e");
    fc.assert(
      fc.property(name, type, name, (place, ofType, own) => {
        expect(identityIn(placeIdentity(place), ofType, own)).toBe(identityText(idValue(place, ofType, own)));
      }),
      { numRuns: 1000 },
    );
  });
});
