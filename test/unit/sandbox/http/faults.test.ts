import { describe, expect, it } from "vitest";
import { devVault, itemPath, pick, rows, startForTest } from "../sandboxFixture";

const item = itemPath(devVault, "rg-dev-weu", "dev-sql-01");

describe("injected faults", () => {
  it("throttle the next request with Retry-After, and only that one", async () => {
    const client = await startForTest();
    client.sandbox.injectFault({
      path: "/backupjobs",
      answer: {
        kind: "status",
        status: 429,
        code: "ResourceRequestsThrottled",
        message: "Please try again after '7' seconds.",
        headers: { "Retry-After": "7" },
      },
    });
    const throttled = await client.get(`${devVault}/backupJobs`);
    expect(throttled.status).toBe(429);
    expect(throttled.headers.get("retry-after")).toBe("7");
    expect(pick(throttled.body, "error", "code")).toBe("ResourceRequestsThrottled");
    expect(throttled.headers.has("x-sandbox-fault")).toBe(true);
    const own = await client.get(`${devVault}/backupJobs`);
    expect(own.status).toBe(200);
    expect(own.headers.has("x-sandbox-fault")).toBe(false);
  });

  it("hit as many requests as they say, of their method only", async () => {
    const client = await startForTest();
    const answer = { kind: "status", status: 503, code: "ServiceUnavailable", message: "Busy." } as const;
    client.sandbox.injectFault({ method: "GET", path: "rsv-dev-weu", times: 2, answer });
    expect((await client.send("DELETE", devVault)).status).toBe(400);
    expect((await client.get(devVault)).status).toBe(503);
    expect((await client.get(devVault)).status).toBe(503);
    expect((await client.get(devVault)).status).toBe(200);
  });

  it("match a path in its plain spelling", async () => {
    const client = await startForTest();
    const answer = { kind: "status", status: 500, code: "InternalServerError", message: "Sorry." } as const;
    client.sandbox.injectFault({ path: "VM;iaasvmcontainerv2", answer });
    expect((await client.get(item.replaceAll(";", "%3B"))).status).toBe(500);
  });

  it("break the connection before anything happened", async () => {
    const client = await startForTest();
    client.sandbox.injectFault({ method: "POST", path: "/backup", answer: { kind: "reset", when: "before" } });
    const jobs = rows(await client.get(`${devVault}/backupJobs`)).length;
    await expect(client.post(`${item}/backup`, {})).rejects.toThrow();
    expect(rows(await client.get(`${devVault}/backupJobs`))).toHaveLength(jobs);
  });

  it("break the connection after the request was accepted: the job runs though nobody heard of it", async () => {
    const client = await startForTest();
    client.sandbox.injectFault({ method: "POST", path: "/backup", answer: { kind: "reset", when: "afterAccepted" } });
    const jobs = rows(await client.get(`${devVault}/backupJobs`)).length;
    await expect(client.post(`${item}/backup`, {})).rejects.toThrow();
    expect(rows(await client.get(`${devVault}/backupJobs`))).toHaveLength(jobs + 1);
  });

  it("delay an answer without changing it", async () => {
    const client = await startForTest();
    client.sandbox.injectFault({ path: "rsv-dev-weu", answer: { kind: "slow", milliseconds: 20 } });
    expect((await client.get(devVault)).status).toBe(200);
  });

  it("can be injected over HTTP with the token", async () => {
    const client = await startForTest();
    const fault = { path: "rsv-dev-weu", answer: { kind: "status", status: 403, code: "Forbidden", message: "No." } };
    expect((await client.post("/sandbox/faults", fault)).status).toBe(204);
    expect((await client.get(devVault)).status).toBe(403);
    expect((await client.post("/sandbox/faults", { path: "x", answer: { kind: "explode" } })).status).toBe(400);
    const stranger = await fetch(`${client.sandbox.url}/sandbox/faults`, { method: "POST", body: "{}" });
    expect(stranger.status).toBe(401);
  });
});

describe("the record of requests", () => {
  it("has method and path of each, without query and without its own questions", async () => {
    const client = await startForTest();
    await client.get(devVault);
    const reply = await client.get("/sandbox/requests");
    expect(reply.body).toEqual([`GET ${devVault}`]);
    expect(client.sandbox.requests).toEqual([`GET ${devVault}`]);
  });
});
