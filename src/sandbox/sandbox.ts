/** The door of the sandbox: a small Azure on loopback. Bundled on its own (`dist/sandbox.js`), loaded only when used. */

import type { Download } from "./deployments/links/download";

/** How a sandbox is started. */
export interface SandboxOptions {
  /** Port on 127.0.0.1. Default 0: any free one. */
  readonly port?: number;
  /** Serves HTTPS with this key and certificate (PEM); without, plain HTTP. */
  readonly tls?: { readonly key: string; readonly cert: string };
  /** Accepts any bearer token, with the rights of an owner. Default false. */
  readonly open?: boolean;
  /**
   * The https address that clients believe in; every absolute URL in an answer starts with it.
   * Default `https://localhost:PORT` with `tls`, else `https://arm.sandbox.invalid`.
   */
  readonly publicOrigin?: string;
  /** A snapshot taken earlier: the estate goes on where it was, running jobs included. */
  readonly snapshot?: string;
  /** A text that `onState` was given: a snapshot with the clock that belongs to it. */
  readonly state?: string;
  /** Called like `onChange`, with the clock too. */
  readonly onState?: (state: string) => void;
  /**
   * The estate to start with when there is no snapshot: JSON as `readEstateFile` describes it, `fleet` for 100,000 VMs in
   * 40 subscriptions, or the usual one.
   */
  readonly estate?: string;
  /** Called (at most about once a second) after the estate changed, with a snapshot to keep. */
  readonly onChange?: (snapshot: string) => void;
  /** Milliseconds since 1970; tests step it. Default `Date.now`. */
  readonly now?: () => number;
  /** How many times faster than the default (a backup of about 20 s) jobs run. */
  readonly speed?: number;
  /** Retry-After of polled operations, seconds. Default 1. */
  readonly retryAfterSeconds?: number;
  /**
   * How templates are fetched that deployments link by address: http and https, as `downloadOverHttp` does it, unless
   * something else is given.
   */
  readonly download?: Download;
  /** Queries of Resource Graph in five seconds before it answers 429; Azure allows 15. Default: any number. */
  readonly graphQuota?: number;
}

/** A sandbox that runs. */
export interface Sandbox {
  /** http://127.0.0.1:PORT, or https with `tls`. */
  readonly url: string;
  readonly publicOrigin: string;
  /** The bearer token that this start accepts; random for each start. */
  readonly token: string;
  /** The first subscription of the estate, for commands that need one; undefined where there is none. */
  readonly subscriptionId: string | undefined;
  /** Faults for the next matching requests; also reachable as POST /sandbox/faults with the token. */
  readonly injectFault: (fault: SandboxFault) => void;
  /** What a tenant demands from now on; also reachable as POST /sandbox/tenants with the token. */
  readonly demand: (tenantId: string, demand: SandboxDemand) => void;
  /** Requests so far, as `METHOD path` without query: for tests that count questions. */
  readonly requests: readonly string[];
  readonly close: () => Promise<void>;
}

/** What a tenant demands of those who come in. */
export interface SandboxDemand {
  /** Which requests get a claims challenge unless a second factor was given; default none. */
  readonly secondFactor?: "never" | "changes" | "always";
  /** Entra's code (50076, 53003 …) with which all tokens of the tenant are refused; default none. */
  readonly refusesWith?: number;
}

/** A fault that waits for the requests that it is for. */
export interface SandboxFault {
  readonly method?: string;
  /** Text that the path contains, without case. */
  readonly path: string;
  /** How many requests it hits; default 1. */
  readonly times?: number;
  readonly answer:
    | {
        readonly kind: "status";
        readonly status: number;
        readonly code: string;
        readonly message: string;
        readonly headers?: Readonly<Record<string, string>>;
      }
    | { readonly kind: "reset"; readonly when: "before" | "afterAccepted" }
    | { readonly kind: "slow"; readonly milliseconds: number }
    | { readonly kind: "tokenExpired" };
}
