import { expect, test } from "vitest";
import { enhancedPolicy, findingsIn, protectedBy, withAttachedDisk } from "../../support/outcomes";
import { decidedBy, disk, findingsOf, known, protection, severitiesOf, vm } from "../../support/profiles";

const code = "shared-disk";
const dataDisks = known([disk({ lun: known(3), shared: known(true) })]);

test("flags an attached shared disk by its LUN", () => {
  const [finding] = findingsOf(code, vm({ dataDisks }), "current");
  expect(finding?.severity).toBe("error");
  expect(finding?.message).toContain("Data disk 3 (LUN) of VM 'web' is shared");
});

test("only warns once an Enhanced policy leaves the disk out", () => {
  const link = protection({ excludedLuns: known([3]) });
  expect(severitiesOf(code, vm({ dataDisks, protection: [link] }), "current")).toEqual(["certain warning"]);
});

test("is an error still when a Standard policy leaves it out, or an Enhanced one leaves out another", () => {
  const standard = protection({ policyKind: known("Standard"), excludedLuns: known([3]) });
  const another = protection({ excludedLuns: known([1]) });
  expect(severitiesOf(code, vm({ dataDisks, protection: [standard] }), "current")).toEqual(["certain error"]);
  expect(severitiesOf(code, vm({ dataDisks, protection: [another] }), "current")).toEqual(["certain error"]);
});

test("says quietly that a parameter decides", () => {
  const open = vm({ dataDisks: known([disk({ shared: decidedBy("maxShares") })]) });
  expect(severitiesOf(code, open, "current")).toEqual(["possible information"]);
});

test("is silent under the October 2015 limits", () => {
  expect(severitiesOf(code, vm({ dataDisks }), "2015-10")).toEqual([]);
});

test("tells what protects the rest, and offers it where the template has the policy", () => {
  const machine = withAttachedDisk({ maxShares: 2 });
  const fixes = (resources: readonly unknown[]) =>
    findingsIn(code, { resources }).map((finding) => [finding.condition, finding.fixes.map(({ id }) => id)]);
  expect(fixes(machine)).toEqual([["Use an Enhanced policy that excludes LUN 0.", []]]);
  expect(fixes([...machine, ...protectedBy()])).toEqual([
    ["Use an Enhanced policy that excludes LUN 0.", ["enhanced-policy-without-disk"]],
  ]);
  expect(fixes([...machine, ...protectedBy({ policy: enhancedPolicy })])).toEqual([
    ["Exclude LUN 0 from the backup.", ["exclude-lun"]],
  ]);
});
