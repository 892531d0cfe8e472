import { expect, it } from "vitest";
import { routes } from "../../../src/sandbox/routes";
import { startForTest } from "./sandboxFixture";

it("has each route once, whatever its parameters are called", () => {
  const keys = routes.map(({ method, path }) => `${method} ${path.replace(/\{[^}]+\}/gu, "{}").toLowerCase()}`);
  expect(keys.filter((key, index) => keys.indexOf(key) !== index)).toEqual([]);
});

it("puts literal segments before the names that would swallow them", () => {
  const listed = routes.map(({ method, path }) => ({ method, segments: path.split("/") }));
  const swallowed = listed.filter(({ method, segments }, index) =>
    listed
      .slice(0, index)
      .some(
        (earlier) =>
          earlier.method === method &&
          earlier.segments.length === segments.length &&
          earlier.segments.every(
            (segment, at) => segment.startsWith("{") || segment.toLowerCase() === segments[at]?.toLowerCase(),
          ),
      ),
  );
  expect(swallowed.map(({ method, segments }) => `${method} ${segments.join("/")}`)).toEqual([]);
});

it("names the right that each route takes", () => {
  for (const { action } of routes) {
    expect(action).toMatch(/^(?:\*|Microsoft\.[A-Za-z/]+)\/(?:read|write|delete|action)$/u);
  }
});

it("reads doubled slashes as one, at the beginning too", async () => {
  const client = await startForTest();
  expect((await client.get("//subscriptions?api-version=2022-12-01")).status).toBe(200);
  expect((await client.get("/subscriptions//?api-version=2022-12-01")).status).toBe(200);
});
