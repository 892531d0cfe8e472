import { expect, it } from "vitest";
import type { Route } from "../../../src/sandbox/http/router";
import { routes } from "../../../src/sandbox/routes";
import { pick, readOnly, startForTest } from "./sandboxFixture";

/** What a Backup Reader may ask by POST: questions, which change nothing. */
const questions = [
  "Microsoft.RecoveryServices/locations/backupStatus/action",
  "Microsoft.RecoveryServices/locations/backupPreValidateProtection/action",
  "Microsoft.RecoveryServices/locations/checkNameAvailability/action",
];

const values: Readonly<Record<string, string>> = {
  subscription: readOnly.split("/").at(-1) ?? "",
  group: "rg-fleet-gwc",
  vault: "rsv-bramwick-gwc",
  location: "germanywestcentral",
};

function pathOf({ path }: Route): string {
  return path.replace(/\{([^}]+)\}/gu, (_, name: string) => values[name] ?? "some");
}

function isChange({ method, action }: Route): boolean {
  return !(method === "GET" || method === "HEAD" || action.endsWith("/read") || questions.includes(action));
}

/** For a machine that is busy with other things: some hundred requests, one after the other. */
const patience = 60_000;

function versionOf({ versions }: Route): string {
  return versions === "issued" ? "2024-04-01" : (versions.at(-1) ?? "");
}

function nameOf({ method, path }: Route): string {
  return `${method} ${path}`;
}

it("only reads where the method only reads, and names a change where it changes", () => {
  const strange = routes.filter(({ method, action }) => {
    const reads = action.endsWith("/read");
    return method === "GET" || method === "HEAD" ? !reads : method !== "POST" && reads;
  });
  expect(strange.map(nameOf)).toEqual([]);
});

it(
  "refuses every change of somebody who may only read with 403, and names the right that is missing",
  async () => {
    const client = await startForTest();
    // Above subscriptions, the person of the sandbox may deploy.
    const changes = routes.filter((route) => isChange(route) && route.path.startsWith("/subscriptions/"));
    // What time has done to the estate meanwhile is done at the first request, whoever asks.
    await client.get("/subscriptions?api-version=2022-12-01");
    const before = (await client.get("/sandbox/state")).body;
    const wrong: string[] = [];
    for (const route of changes) {
      const reply = await client.send(route.method, `${pathOf(route)}?api-version=${versionOf(route)}`, {});
      const message = String(pick(reply.body, "error", "message"));
      const isRefused = reply.status === 403 && pick(reply.body, "error", "code") === "AuthorizationFailed";
      if (!isRefused || !message.includes(`perform action '${route.action}' over scope`)) {
        wrong.push(`${nameOf(route)}: ${reply.status} ${JSON.stringify(reply.body)}`);
      }
    }
    expect(wrong).toEqual([]);
    expect(changes.length).toBeGreaterThan(50);
    expect((await client.get("/sandbox/state")).body).toEqual(before);
  },
  patience,
);

it(
  "asks for an api-version, and lists the known ones when it is another, on every route that is not issued",
  async () => {
    const client = await startForTest();
    const wrong: string[] = [];
    // The answer to a HEAD has no body that could say it.
    for (const route of routes.filter(({ versions, method }) => versions !== "issued" && method !== "HEAD")) {
      const missing = await client.send(route.method, `${pathOf(route)}?api-version=`);
      const unknown = await client.send(route.method, `${pathOf(route)}?api-version=1999-12-31`);
      const codes = [missing, unknown].map(({ status, body }) => `${status} ${String(pick(body, "error", "code"))}`);
      const message = String(pick(unknown.body, "error", "message"));
      if (
        codes.join() !== "400 MissingApiVersionParameter,400 InvalidApiVersionParameter" ||
        !message.startsWith("The api-version '1999-12-31' is invalid. The supported versions are '") ||
        !message.includes(versionOf(route))
      ) {
        wrong.push(`${nameOf(route)}: ${codes.join()} ${message}`);
      }
    }
    expect(wrong).toEqual([]);
  },
  patience,
);
