import { describe, expect, test } from "vitest";
import { checkProfile } from "../../../../../src/limits/check/checkProfile";
import { findingsOf, known, vm } from "../../support/profiles";
import { briefly, parameter, shownFindings } from "../../support/templateFindings";
import { machine } from "../../support/templates";

const code = "vm-size-minimum";
const sized = (vmSize: string) => machine({ hardwareProfile: { vmSize } });

describe("a size with a single core", () => {
  test.each([
    ["Standard_B1s", "Standard_B2s"],
    ["Standard_B1ls", "Standard_B2s"],
    ["Standard_B1ms", "Standard_B2ms"],
    ["Standard_A0", "Standard_A2"],
    ["Basic_A1", "Basic_A2"],
    ["Standard_A1_v2", "Standard_A2_v2"],
    ["Standard_D1", "Standard_D2"],
    ["Standard_DS1_v2", "Standard_DS2_v2"],
    ["Standard_DC1s_v3", "Standard_DC2s_v3"],
    ["Standard_F1s", "Standard_F2s"],
    ["Standard_DS11-1_v2", "Standard_DS11_v2"],
    ["Standard_F2-1ams_v7", "Standard_F2ams_v7"],
  ])("%s is warned of, and %s offered instead", (size, wider) => {
    const [finding] = shownFindings(code, { resources: [sized(size)] });
    expect(finding).toMatchObject({ severity: "warning", certainty: "certain", at: `"${size}"` });
    expect(finding?.message).toContain(
      `'${size}' with a single core, but Azure Backup supports sizes with at least 2 cores`,
    );
    expect(finding?.fixes).toMatchObject([{ safe: false, steps: [{ kind: "replace", by: wider }] }]);
  });
});

test.each([
  "Standard_B2s",
  "Standard_D2_v3",
  "Standard_G1",
  "Standard_A11",
  "Standard_E4-2s_v5",
  "Standard_DS11_v2",
  "future",
])("accepts %s", (size) => {
  expect(briefly(code, { resources: [sized(size)] })).toEqual([]);
});

test("says quietly which allowed value of a parameter is too small, and nothing of a free text", () => {
  const open = (allowed?: readonly string[]) => ({
    parameters: { size: parameter(allowed) },
    resources: [sized("[parameters('size')]")],
  });
  expect(shownFindings(code, open(["Standard_B1s", "Standard_B2s"]))).toMatchObject([
    { certainty: "possible", severity: "information", decidedBy: ["size"], breakingValues: ["Standard_B1s"] },
  ]);
  expect(briefly(code, open(["Standard_B2s"]))).toEqual([]);
  expect(briefly(code, open(["Standard_A0", "Standard_A1"]))).toMatchObject([
    expect.stringContaining("certain warning"),
  ]);
  expect(briefly(code, open())).toEqual([]);
});

test("counts the cores where the settings ask for more than two", () => {
  const options = { limits: "current", lifted: "off", rules: { "vm-size-minimum": { value: 4 } } } as const;
  const messages = checkProfile(vm({ size: known("Standard_E4-2s_v5") }), options).map(({ message }) => message);
  expect(messages[0]).toContain("'Standard_E4-2s_v5' with 2 cores, but Azure Backup supports sizes with at least 4");
});

test("tells apart the machines of a template", () => {
  const other = machine({ hardwareProfile: { vmSize: "Standard_D4s_v5" } }, { name: "db" });
  expect(shownFindings(code, { resources: [sized("Standard_B1s"), other] }).map(({ message }) => message)).toEqual([
    expect.stringContaining("VM 'web'"),
  ]);
});

test("offers nothing to rewrite for a running VM, and was no subject in October 2015", () => {
  const live = vm({ source: "azure", size: known("Standard_B1s") });
  expect(findingsOf(code, live, "current")).toMatchObject([{ severity: "warning", fixes: [] }]);
  expect(briefly(code, { resources: [sized("Standard_B1s")] }, "2015-10")).toEqual([]);
});
