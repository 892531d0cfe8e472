import type { SandboxFault } from "../../../src/sandbox/sandbox";

/** A way to go wrong. */
export interface FaultKind {
  readonly name: string;
  /** `once` hits one request, `always` it and all that are sent in its place. */
  readonly lasts: "once" | "always";
  readonly answer: SandboxFault["answer"];
  /** What a user may be told: nothing at all when waiting or trying again mends it, or an error of one of these kinds. */
  readonly ends: readonly ("done" | "throttled" | "server" | "network" | "forbidden" | "signIn")[];
}

function status(code: number, name: string, headers?: Readonly<Record<string, string>>): SandboxFault["answer"] {
  return {
    kind: "status",
    status: code,
    code: name,
    message: `Azure says ${name}.`,
    ...(headers === undefined ? {} : { headers }),
  };
}

const tooMany = { "retry-after": "5" };

/** The faults of the matrix. */
export const faultKinds: readonly FaultKind[] = [
  { name: "429 with Retry-After", lasts: "once", answer: status(429, "TooManyRequests", tooMany), ends: ["done"] },
  { name: "429 without Retry-After", lasts: "once", answer: status(429, "TooManyRequests"), ends: ["done"] },
  {
    name: "429 for good",
    lasts: "always",
    answer: status(429, "TooManyRequests", tooMany),
    ends: ["throttled", "done"],
  },
  { name: "500", lasts: "once", answer: status(500, "InternalServerError"), ends: ["done", "server"] },
  { name: "503", lasts: "once", answer: status(503, "ServiceUnavailable"), ends: ["done", "server"] },
  { name: "500 for good", lasts: "always", answer: status(500, "InternalServerError"), ends: ["server", "done"] },
  { name: "a reset before Azure accepted", lasts: "once", answer: { kind: "reset", when: "before" }, ends: ["done"] },
  {
    name: "a reset after Azure accepted",
    lasts: "once",
    answer: { kind: "reset", when: "afterAccepted" },
    ends: ["done"],
  },
  { name: "resets for good", lasts: "always", answer: { kind: "reset", when: "before" }, ends: ["network", "done"] },
  { name: "a slow answer", lasts: "once", answer: { kind: "slow", milliseconds: 20 }, ends: ["done"] },
  { name: "an expired token", lasts: "once", answer: { kind: "tokenExpired" }, ends: ["done", "signIn"] },
  { name: "403", lasts: "always", answer: status(403, "AuthorizationFailed"), ends: ["forbidden", "done"] },
];
