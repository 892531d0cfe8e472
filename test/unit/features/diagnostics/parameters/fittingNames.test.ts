import { describe, expect, it } from "vitest";
import { fitByName } from "../../../../../src/features/diagnostics/parameters/fittingNames";

describe("parameter files that fit a template by name", () => {
  const folder = ["web.json", "web.eu.json", "db.jsonc", "web.parameters.json"];

  it.each([
    ["web.parameters.json", "named"],
    ["web.parameters.dev.json", "named"],
    ["WEB.dev.parameters.JSONC", "named"],
    ["parameters.json", "unnamed"],
    ["parameters.prod.json", "unnamed"],
    ["prod.parameters.json", "unnamed"],
  ])("%s is %s", (name, fit) => {
    expect(fitByName("web.json", name, folder)).toBe(fit);
  });

  it.each([
    "web.json",
    "package.json",
    "db.parameters.json",
    "web.eu.parameters.json",
    "web.parameters.txt",
    "myparameters.json",
  ])("%s is none of them", (name) => {
    expect(fitByName("web.json", name, folder)).toBeUndefined();
  });

  it("a parameter file has none of its own", () => {
    expect(fitByName("web.parameters.json", "parameters.json", folder)).toBeUndefined();
  });
});
