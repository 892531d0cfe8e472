import { describe, expect, it } from "vitest";
import { pick, production, startForTest } from "../sandboxFixture";

const group = `${production}/resourceGroups/rg-new`;

describe("the sandbox's control addresses", () => {
  it("step the clock and make it run faster", async () => {
    const client = await startForTest();
    const stepped = await client.post("/sandbox/clock", { advanceSeconds: 86_400 });
    expect(pick(stepped.body, "now")).toBe("2026-10-15T12:00:00.000Z");
    await client.post("/sandbox/clock", { rate: 60 });
    client.wait(1000);
    expect(pick((await client.get("/sandbox/clock")).body, "now")).toBe("2026-10-15T12:01:00.000Z");
  });

  it("do not let time go back", async () => {
    const client = await startForTest();
    expect((await client.post("/sandbox/clock", { advanceSeconds: -1 })).status).toBe(400);
    expect((await client.post("/sandbox/clock", { rate: 0 })).status).toBe(400);
    expect((await client.post("/sandbox/clock", {})).status).toBe(400);
  });

  it("do not let time leave the years that can be written", async () => {
    const client = await startForTest();
    expect((await client.post("/sandbox/clock", { advanceSeconds: 1e13 })).status).toBe(400);
    await client.post("/sandbox/clock", { rate: 1_000_000 });
    client.wait(8000 * 365 * 86_400_000);
    expect(pick((await client.get("/sandbox/clock")).body, "now")).toBe("9999-01-01T00:00:00.000Z");
    expect((await client.get("/subscriptions?api-version=2022-12-01")).status).toBe(200);
  });

  it("refuse a fault that could not happen", async () => {
    const client = await startForTest();
    const status = { kind: "status", code: "C", message: "M" };
    for (const fault of [
      { path: "/", answer: { ...status, status: 99 } },
      { path: "/", answer: { ...status, status: 429.5 } },
      { path: "/", times: 0, answer: { ...status, status: 429 } },
      { path: "/", answer: { ...status, status: 429, headers: { "retry after": "5" } } },
      { path: "/", answer: { ...status, status: 429, headers: { "retry-after": "5\r\nx: y" } } },
      { path: "/", answer: { kind: "slow", milliseconds: -1 } },
      { path: "/", answer: { kind: "slow", milliseconds: 1e12 } },
    ]) {
      expect(pick((await client.post("/sandbox/faults", fault)).body, "error", "code")).toBe("InvalidFault");
    }
  });

  it("inject an expired token for one operation", async () => {
    const client = await startForTest();
    await client.post("/sandbox/faults", { method: "GET", path: "/tenants", answer: { kind: "tokenExpired" } });
    const refused = await client.get("/tenants?api-version=2022-12-01");
    expect([refused.status, pick(refused.body, "error", "code")]).toEqual([401, "ExpiredAuthenticationToken"]);
    expect((await client.get("/tenants?api-version=2022-12-01")).status).toBe(200);
  });

  it("list the faults that wait, and clear them", async () => {
    const client = await startForTest();
    await client.post("/sandbox/faults", {
      path: "/tenants",
      times: 3,
      answer: { kind: "reset", when: "before" },
    });
    await client.get("/tenants?api-version=2022-12-01").catch(() => undefined);
    expect(pick((await client.get("/sandbox/faults")).body, 0, "times")).toBe(2);
    expect((await client.send("DELETE", "/sandbox/faults")).status).toBe(204);
    expect((await client.get("/tenants?api-version=2022-12-01")).status).toBe(200);
  });

  it("hand out the state, and put it into another sandbox with its clock", async () => {
    const first = await startForTest();
    await first.put(`${group}?api-version=2021-04-01`, { location: "westeurope" });
    await first.post("/sandbox/clock", { advanceSeconds: 3600 });
    const state = (await first.get("/sandbox/state")).body;
    const second = await startForTest();
    expect((await second.get(`${group}?api-version=2021-04-01`)).status).toBe(404);
    expect((await second.send("PUT", "/sandbox/state", state)).status).toBe(204);
    expect((await second.get(`${group}?api-version=2021-04-01`)).status).toBe(200);
    expect(pick((await second.get("/sandbox/clock")).body, "aheadSeconds")).toBe(3600);
  });

  it("keep what is there when a state cannot be read", async () => {
    const client = await startForTest();
    const refused = await client.send("PUT", "/sandbox/state", { ahead: 0, estate: { format: "old" } });
    expect([refused.status, pick(refused.body, "error", "code")]).toEqual([400, "InvalidState"]);
    expect((await client.get("/subscriptions?api-version=2022-12-01")).status).toBe(200);
  });

  it("report changes after a state was put in place, and another sandbox goes on there", async () => {
    const saved: string[] = [];
    const client = await startForTest({ onState: (state) => saved.push(state) });
    await client.send("PUT", "/sandbox/state", (await client.get("/sandbox/state")).body);
    await client.post("/sandbox/clock", { advanceSeconds: 60 });
    await client.put(`${group}?api-version=2021-04-01`, { location: "westeurope" });
    await client.sandbox.close();
    const next = await startForTest({ state: saved.at(-1) ?? "" });
    expect((await next.get(`${group}?api-version=2021-04-01`)).status).toBe(200);
    expect(pick((await next.get("/sandbox/clock")).body, "aheadSeconds")).toBe(60);
  });
});
