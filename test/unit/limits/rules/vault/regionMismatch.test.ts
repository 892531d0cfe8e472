import { expect, test } from "vitest";
import { atRuntime, decidedBy, findingsOf, known, placeAt, protection, severitiesOf, vm } from "../../support/profiles";

const code = "region-mismatch";

test.each(["current", "2015-10"] as const)("flags a vault of another region under %s", (limits) => {
  const machine = vm({ protection: [protection({ vaultLocation: known("northeurope", placeAt(50)) })] });
  const [finding] = findingsOf(code, machine, limits);
  expect(finding).toMatchObject({ severity: "error", certainty: "certain", lifted: false });
  expect(finding?.message).toContain("VM 'web' is in westeurope, but its vault 'backups' is in northeurope");
  expect(finding?.place?.span.offset).toBe(50);
});

test("accepts a vault of the same region", () => {
  expect(findingsOf(code, vm({ protection: [protection()] }), "current")).toEqual([]);
});

test("says quietly that a parameter decides the vault's region", () => {
  const open = (allowed?: readonly string[]) =>
    vm({ protection: [protection({ vaultLocation: decidedBy("vaultLocation", allowed) })] });
  expect(severitiesOf(code, open(), "current")).toEqual(["possible information"]);
  expect(severitiesOf(code, open(["westeurope"]), "current")).toEqual([]);
});

test("says nothing when the same expression gives both regions, or nobody knows either", () => {
  const same = { ...decidedBy<string>("location"), text: "parameters('location')" };
  expect(
    findingsOf(code, vm({ location: same, protection: [protection({ vaultLocation: same })] }), "current"),
  ).toEqual([]);
  const unknown = vm({ location: atRuntime(), protection: [protection({ vaultLocation: atRuntime() })] });
  expect(findingsOf(code, unknown, "current")).toEqual([]);
});

test("is only possible where a condition of the protected item depends on a parameter", () => {
  const vaultLocation = known("northeurope");
  const deployed = decidedBy("protect", [true, false]);
  const machine = vm({ protection: [protection({ vaultLocation, deployed })] });
  const [finding] = findingsOf(code, machine, "current");
  expect(finding).toMatchObject({ certainty: "possible", severity: "information", decidedBy: ["protect"] });
  expect(finding?.message).toContain("Parameter 'protect' decides whether it is protected.");
  const certainToo = vm({ protection: [protection({ vaultLocation, deployed: known(true) })] });
  expect(severitiesOf(code, certainToo, "current")).toEqual(["certain error"]);
});

test("leaves certain what does not depend on a protected item with a condition", () => {
  const size = known("Standard_B1s");
  const machine = vm({ size, protection: [protection({ deployed: decidedBy("protect") })] });
  expect(severitiesOf("vm-size-minimum", machine, "current")).toEqual(["certain warning"]);
});
