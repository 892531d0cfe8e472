import { expect, test } from "vitest";
import { known, protection, severitiesOf, vm } from "../../support/profiles";

const code = "region-support";

test("warns of closed clouds under the October 2015 limits", () => {
  expect(severitiesOf(code, vm({ location: known("usgovvirginia") }), "2015-10")).toEqual(["certain warning"]);
  expect(severitiesOf(code, vm({ location: known("westeurope") }), "2015-10")).toEqual([]);
});

test("today mentions only an Enhanced policy in a cloud for which it is not promised", () => {
  const at = (region: string) => vm({ location: known(region), protection: [protection()] });
  expect(severitiesOf(code, at("chinanorth3"), "current")).toEqual(["certain information"]);
  expect(severitiesOf(code, at("usgovvirginia"), "current")).toEqual([]);
  expect(severitiesOf(code, vm({ location: known("chinanorth3") }), "current")).toEqual([]);
});

test("takes today's German regions for the public regions that they are", () => {
  expect(severitiesOf(code, vm({ location: known("germanywestcentral") }), "2015-10")).toEqual([]);
});
