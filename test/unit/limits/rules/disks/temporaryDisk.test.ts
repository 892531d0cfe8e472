import { expect, test } from "vitest";
import { outcomesIn } from "../../support/outcomes";
import { machine } from "../../support/templates";

const code = "temporary-disk";
const sized = (vmSize: string, parameters = {}) => ({
  parameters,
  resources: [machine({ hardwareProfile: { vmSize } })],
});

test.each(["Standard_D4ds_v5", "standard_e8-2ads_v5", "Standard_DC2ads_v5", "Standard_NV36adms_A10_v5"])(
  "informs that the temporary disk of %s is not backed up, then and now",
  (size) => {
    expect(outcomesIn(code, sized(size))).toEqual(["certain information"]);
    expect(outcomesIn(code, sized(size), "2015-10")).toEqual(["certain information"]);
  },
);

test.each(["Standard_D4s_v5", "Standard_DS2_v2", "Standard_D2_v3", "Standard_B2ms", "Standard_ND96asr_v4", "odd"])(
  "does not guess about %s",
  (size) => {
    expect(outcomesIn(code, sized(size))).toEqual([]);
  },
);

test("judges a parameter by what it allows", () => {
  const open = (allowedValues: readonly string[]) =>
    sized("[parameters('size')]", { size: { type: "string", allowedValues } });
  expect(outcomesIn(code, open(["Standard_D2ds_v5", "Standard_D4ds_v5"]))).toEqual(["certain information"]);
  expect(outcomesIn(code, open(["Standard_D2ds_v5", "Standard_D4s_v5"]))).toEqual([]);
});
