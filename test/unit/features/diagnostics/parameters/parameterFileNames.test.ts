import { describe, expect, it } from "vitest";
import {
  parameterFileNames,
  parametersAgree,
} from "../../../../../src/features/diagnostics/parameters/parameterFileNames";

const names = (template: string): readonly string[] => parameterFileNames(template).map((candidate) => candidate.name);

describe("the parameter file of a template", () => {
  it("is looked for beside the template, its namesake first", () => {
    expect(names("azuredeploy.json")).toEqual([
      "azuredeploy.parameters.json",
      "azuredeploy.parameters.jsonc",
      "parameters.json",
    ]);
  });

  it("keeps dots that belong to the template's name", () => {
    expect(names("web.prod.jsonc")[0]).toBe("web.prod.parameters.json");
  });

  it("is not looked for beside a parameter file", () => {
    expect(names("azuredeploy.parameters.json")).toEqual([]);
    expect(names("parameters.json")).toEqual([]);
  });

  it("trusts a namesake, but not a bare parameters.json", () => {
    expect(parameterFileNames("a.json").map((candidate) => candidate.named)).toEqual([true, true, false]);
  });

  it("agrees with a template that declares all its parameters, in any casing", () => {
    expect(parametersAgree(`{"parameters":{"Count":{}, "b":{}}}`, `{"parameters":{"count":{"value":3}}}`)).toBe(true);
  });

  it("does not agree with a template that lacks one of its parameters", () => {
    expect(parametersAgree(`{"parameters":{"b":{}}}`, `{"parameters":{"count":{"value":3}}}`)).toBe(false);
  });

  it("agrees even where a template is broken after its parameters", () => {
    expect(parametersAgree(`{"parameters":{"a":{}}, "resources":[{`, `{"parameters":{"a":{"value":1}}}`)).toBe(true);
  });
});
