import { createHttpHeaders, createPipelineRequest } from "@azure/core-rest-pipeline";
import type { HttpMethods, PipelineRequest, PipelineResponse } from "@azure/core-rest-pipeline";
import { describe, expect, it } from "vitest";
import type { AzureAccount, ClaimsChallenge } from "../../../../src/azure/accounts/account";
import { challengeIn } from "../../../../src/azure/accounts/challenge";
import { challengePolicy } from "../../../../src/azure/accounts/challengePolicy";
import { rememberingTokens } from "../../../../src/azure/accounts/tokenMemory";
import { runCall } from "../../../../src/azure/http/call";

const claims = '{"access_token":{"acrs":{"essential":true,"values":["p1"]}}}';
const header = `Bearer realm="", authorization_uri="https://login.example/common/oauth2/authorize", error="insufficient_claims", claims="${Buffer.from(claims).toString("base64")}"`;
const owner = { tenantId: "t1", identityId: undefined };

/** An Azure that lets only strong tokens in, behind the policy. */
class Gate {
  public readonly bearers: string[] = [];
  public readonly asked: ClaimsChallenge[] = [];
  public lets = "strong";
  public status = 401;
  /** Counts the demands where each is another one, as those that name a moment are. */
  public demands: number | undefined;
  readonly #policy;

  public constructor(stepUp: AzureAccount["stepUp"]) {
    const tokens = rememberingTokens(
      { getToken: () => Promise.resolve({ token: "weak", expiresOnTimestamp: 1e12 }) },
      () => 0,
      owner,
    );
    this.#policy = challengePolicy({
      owner,
      scope: "scope",
      tokens,
      stepUp:
        stepUp === undefined
          ? undefined
          : (challenge) => {
              this.asked.push(challenge);
              return stepUp(challenge);
            },
      log: () => undefined,
    });
  }

  public send(method: HttpMethods, path = "/subscriptions/1/vaults/v"): Promise<PipelineResponse> {
    const request = createPipelineRequest({ url: `https://arm.example${path}`, method });
    // The SDKs' policy above sets the token that it knows, the weak one, each time.
    request.headers.set("authorization", "Bearer weak");
    return this.#policy.sendRequest(request, (sent) => Promise.resolve(this.#answer(sent)));
  }

  #answer(request: PipelineRequest): PipelineResponse {
    const bearer = request.headers.get("authorization")?.replace("Bearer ", "") ?? "";
    this.bearers.push(bearer);
    const open = bearer === this.lets;
    return {
      request,
      status: open ? 200 : this.status,
      headers: createHttpHeaders(open ? {} : { "www-authenticate": this.#header() }),
    };
  }

  #header(): string {
    if (this.demands === undefined) {
      return header;
    }
    this.demands += 1;
    const since = `{"access_token":{"nbf":{"essential":true,"value":"${this.demands}"}}}`;
    return `Bearer error="insufficient_claims", claims="${Buffer.from(since).toString("base64")}"`;
  }
}

const strong = (): Promise<{ token: string; expiresOnTimestamp: number }> =>
  Promise.resolve({ token: "strong", expiresOnTimestamp: 1e12 });

describe("Azure's demand for a stronger token", () => {
  it.each([401, 403])("at a change (%i) asks the user once, and sends the request once more", async (status) => {
    const gate = new Gate(strong);
    gate.status = status;
    expect((await gate.send("PUT")).status).toBe(200);
    expect(gate.bearers).toEqual(["weak", "strong"]);
    expect(gate.asked).toEqual([{ ...owner, wwwAuthenticate: header, claims, scopes: ["scope"], mayAsk: true }]);
  });

  it("is met by the same token from then on, without another question", async () => {
    const gate = new Gate(strong);
    await gate.send("PUT");
    await gate.send("DELETE");
    expect(gate.bearers).toEqual(["weak", "strong", "strong"]);
    expect(gate.asked).toHaveLength(1);
  });

  it("is one question for all that meet it at the same time", async () => {
    let answer: (token: { token: string; expiresOnTimestamp: number }) => void = () => undefined;
    const gate = new Gate(() => new Promise((resolve) => (answer = resolve)));
    const all = Promise.all([gate.send("PUT"), gate.send("PUT"), gate.send("POST")]);
    await expect.poll(() => gate.asked.length).toBe(1);
    answer({ token: "strong", expiresOnTimestamp: 1e12 });
    expect((await all).map(({ status }) => status)).toEqual([200, 200, 200]);
    expect(gate.asked).toHaveLength(1);
  });

  it.each([
    ["GET", "/subscriptions"],
    ["POST", "/providers/Microsoft.ResourceGraph/resources"],
    ["POST", "/subscriptions/1/providers/Microsoft.RecoveryServices/locations/westeurope/backupStatus"],
    ["POST", "/subscriptions/1/providers/Microsoft.RecoveryServices/locations/westeurope/backupCrrJobs"],
    ["POST", "/subscriptions/1/providers/Microsoft.RecoveryServices/locations/westeurope/backupCrrJob"],
  ] as const)("never disturbs the user for %s %s", async (method, path) => {
    const gate = new Gate(() => Promise.resolve(undefined));
    await expect(gate.send(method, path)).rejects.toMatchObject({
      kind: "signIn",
      code: "InsufficientClaims",
      tenantId: "t1",
    });
    expect(gate.asked[0]?.mayAsk).toBe(false);
    expect(gate.bearers).toEqual(["weak"]);
  });

  it("that stays after the sign-in is an error, not a second question", async () => {
    const gate = new Gate(strong);
    gate.lets = "stronger still";
    await expect(gate.send("PUT")).rejects.toMatchObject({ code: "InsufficientClaims", tenantId: "t1" });
    expect(gate.bearers).toEqual(["weak", "strong"]);
    expect(gate.asked).toHaveLength(1);
  });

  it("that the user declines is a cancellation", async () => {
    const gate = new Gate(() => Promise.reject(Object.assign(new Error("Canceled"), { name: "Canceled" })));
    await expect(gate.send("PUT")).rejects.toMatchObject({ name: "AbortError" });
    expect(gate.bearers).toEqual(["weak"]);
  });

  it("lets a caller go that has given up, while the question stays for the others", async () => {
    let answer: (token: { token: string; expiresOnTimestamp: number }) => void = () => undefined;
    const gate = new Gate(() => new Promise((resolve) => (answer = resolve)));
    const cancel = new AbortController();
    const first = runCall({ signal: cancel.signal }, () => gate.send("PUT"));
    const second = gate.send("PUT");
    await expect.poll(() => gate.asked.length).toBe(1);
    cancel.abort();
    await expect(first).rejects.toMatchObject({ name: "AbortError" });
    answer({ token: "strong", expiresOnTimestamp: 1e12 });
    expect((await second).status).toBe(200);
  });

  it("is one question at a time, however much the demands differ", async () => {
    const answers: ((token: { token: string; expiresOnTimestamp: number }) => void)[] = [];
    const gate = new Gate(() => new Promise((resolve) => answers.push(resolve)));
    gate.demands = 0;
    const all = Promise.all([gate.send("PUT"), gate.send("PUT"), gate.send("DELETE")]);
    await expect.poll(() => gate.bearers.length).toBe(3);
    expect(gate.asked).toHaveLength(1);
    answers[0]?.({ token: "strong", expiresOnTimestamp: 1e12 });
    expect((await all).map(({ status }) => status)).toEqual([200, 200, 200]);
    expect(gate.asked).toHaveLength(1);
  });

  it("is asked again for a demand that the answer to another one does not meet", async () => {
    const answers: ((token: { token: string; expiresOnTimestamp: number }) => void)[] = [];
    const gate = new Gate(() => new Promise((resolve) => answers.push(resolve)));
    gate.demands = 0;
    gate.lets = "stronger still";
    const first = gate.send("PUT").catch((error: unknown) => error);
    const second = gate.send("PUT");
    const third = gate.send("PUT");
    await expect.poll(() => gate.bearers.length).toBe(3);
    answers[0]?.({ token: "strong", expiresOnTimestamp: 1e12 });
    await expect.poll(() => gate.asked.length).toBe(2);
    answers[1]?.({ token: "stronger still", expiresOnTimestamp: 1e12 });
    expect(await first).toMatchObject({ code: "InsufficientClaims" });
    expect([(await second).status, (await third).status]).toEqual([200, 200]);
    expect(gate.asked).toHaveLength(2);
  });

  it("that the user declines once is declined for all who wait", async () => {
    let decline: (error: Error) => void = () => undefined;
    const gate = new Gate(() => new Promise((_, reject) => (decline = reject)));
    gate.demands = 0;
    const all = [gate.send("PUT"), gate.send("PUT")].map((one) => one.catch((error: unknown) => error));
    await expect.poll(() => gate.bearers.length).toBe(2);
    decline(Object.assign(new Error("Canceled"), { name: "Canceled" }));
    expect(await Promise.all(all)).toMatchObject([{ name: "AbortError" }, { name: "AbortError" }]);
    expect(gate.asked).toHaveLength(1);
  });

  it("goes to the credential's own claims where the account has no other way", async () => {
    const seen: unknown[] = [];
    const tokens = rememberingTokens(
      {
        getToken: (_scopes, options) => {
          seen.push(options?.claims);
          return strong();
        },
      },
      () => 0,
    );
    const policy = challengePolicy({ owner, scope: "scope", tokens, stepUp: undefined, log: () => undefined });
    const request = createPipelineRequest({ url: "https://arm.example/x", method: "PUT" });
    request.headers.set("authorization", "Bearer weak");
    const answered = await policy.sendRequest(request, (sent) =>
      Promise.resolve(
        sent.headers.get("authorization") === "Bearer strong"
          ? { request: sent, status: 201, headers: createHttpHeaders() }
          : { request: sent, status: 401, headers: createHttpHeaders({ "www-authenticate": header }) },
      ),
    );
    expect(answered.status).toBe(201);
    expect(seen).toEqual([claims]);
  });
});

describe("a token that Azure calls invalid before its time", () => {
  function gate(tokensOfCredential: readonly string[]) {
    const left = [...tokensOfCredential];
    const bearers: string[] = [];
    const tokens = rememberingTokens(
      { getToken: () => Promise.resolve({ token: left.shift() ?? "none", expiresOnTimestamp: 1e12 }) },
      () => 0,
      owner,
    );
    const policy = challengePolicy({ owner, scope: "scope", tokens, stepUp: undefined, log: () => undefined });
    const send = async (): Promise<number> => {
      const request = createPipelineRequest({ url: "https://arm.example/x", method: "GET" });
      request.headers.set("authorization", `Bearer ${(await tokens.getToken("scope")).token}`);
      const response = await policy.sendRequest(request, (sent) => {
        const bearer = sent.headers.get("authorization")?.replace("Bearer ", "") ?? "";
        bearers.push(bearer);
        const good = bearer === "new";
        const headers = createHttpHeaders(good ? {} : { "www-authenticate": 'Bearer error="invalid_token"' });
        return Promise.resolve({ request: sent, status: good ? 200 : 401, headers });
      });
      return response.status;
    };
    return { send, bearers };
  }

  it("is replaced by another one, once", async () => {
    const { send, bearers } = gate(["old", "new"]);
    expect([await send(), await send()]).toEqual([200, 200]);
    expect(bearers).toEqual(["old", "new", "new"]);
  });

  it("stays refused where the credential has no other", async () => {
    const { send, bearers } = gate(["old", "old", "old"]);
    expect(await send()).toBe(401);
    expect(bearers).toEqual(["old"]);
  });

  it("stays refused where the other is refused too", async () => {
    const { send, bearers } = gate(["old", "older", "new"]);
    expect(await send()).toBe(401);
    expect(bearers).toEqual(["old", "older"]);
  });
});

describe("a claims challenge", () => {
  it("is read from the header, in either alphabet of base64", () => {
    const odd = '{"access_token":{"nbf":{"essential":true,"value":"??>>~~"}}}';
    for (const encoding of ["base64", "base64url"] as const) {
      const text = `Bearer error="insufficient_claims", claims="${Buffer.from(odd).toString(encoding)}"`;
      expect(challengeIn(text)?.claims).toBe(odd);
    }
  });

  it.each([
    undefined,
    "",
    'Bearer authorization_uri="https://login.example", error="invalid_token"',
    'Bearer error="insufficient_claims", claims="%%%"',
    `Basic claims="${Buffer.from(claims).toString("base64")}"`,
  ])("is not seen in %j", (text) => {
    expect(challengeIn(text)).toBeUndefined();
  });
});
