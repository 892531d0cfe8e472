import { beforeEach, expect, it } from "vitest";
import { localNumber } from "../../../src/host/localNumber";
import { resetFakeVscode } from "../support/fakeVscode";

beforeEach(resetFakeVscode);

it("writes a count as the user's language does", () => {
  expect(localNumber(100_500)).toBe("100,500");
  expect(localNumber(42)).toBe("42");
});
