import { expect, test } from "vitest";
import { briefly, shownFindings } from "../../support/templateFindings";
import { machine } from "../../support/templates";

const code = "tags-limit";
const tagged = (count: number) => {
  const tags = Object.fromEntries(Array.from({ length: count }, (_, at) => [`tag${at}`, "x"]));
  return { resources: [machine({}, { tags })] };
};

test("tells of more than 50 tags", () => {
  const [finding] = shownFindings(code, tagged(51));
  expect(finding).toMatchObject({ severity: "information", certainty: "certain" });
  expect(finding?.message).toBe("VM 'web' has 51 tags, but Azure Backup restores at most 50.");
});

test("accepts 50 tags, none, and tags that nobody can count", () => {
  expect(briefly(code, tagged(50))).toEqual([]);
  expect(briefly(code, { resources: [machine()] })).toEqual([]);
  const parameters = { tags: { type: "object" } };
  expect(briefly(code, { parameters, resources: [machine({}, { tags: "[parameters('tags')]" })] })).toEqual([]);
});

test("was no subject in October 2015", () => {
  expect(briefly(code, tagged(51), "2015-10")).toEqual([]);
});
