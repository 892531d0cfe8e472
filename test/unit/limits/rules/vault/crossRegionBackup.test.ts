import { expect, test } from "vitest";
import { atRuntime, findingsOf, known, protection, severitiesOf, vm } from "../../support/profiles";

const code = "cross-region-backup";
const vault = (location: string) => ({ name: `backups-${location}`, location: known(location) });

test("warns when the template has vaults, but none in the region of the VM", () => {
  const [finding] = findingsOf(code, vm({ vaults: [vault("northeurope")] }), "current");
  expect(finding?.severity).toBe("warning");
  expect(finding?.message).toContain("No vault of this template is in westeurope");
});

test("speaks of the subscription for a running VM", () => {
  const [finding] = findingsOf(code, vm({ source: "azure", vaults: [vault("northeurope")] }), "current");
  expect(finding?.message).toContain("No vault of the subscription");
});

test("is content with one vault in the region, or one whose region is not known", () => {
  expect(severitiesOf(code, vm({ vaults: [vault("northeurope"), vault("westeurope")] }), "2015-10")).toEqual([]);
  const unknown = { name: "other", location: atRuntime() };
  expect(severitiesOf(code, vm({ vaults: [vault("northeurope"), unknown] }), "2015-10")).toEqual([]);
});

test("leaves a VM that is bound to a vault to region-mismatch, so that nothing is said twice", () => {
  const bound = vm({
    vaults: [vault("northeurope")],
    protection: [protection({ vaultLocation: known("northeurope") })],
  });
  expect(severitiesOf(code, bound, "current")).toEqual([]);
  expect(severitiesOf("region-mismatch", bound, "current")).toEqual(["certain error"]);
});

test("says nothing without any vault", () => {
  expect(severitiesOf(code, vm(), "current")).toEqual([]);
});
