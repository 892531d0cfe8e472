import { randomBytes } from "node:crypto";
import { createServer } from "node:http";
import type { RequestListener } from "node:http";
import { createServer as createTlsServer } from "node:https";
import { downloadOverHttp } from "./deployments/links/download";
import { Downloads } from "./deployments/links/downloads";
import { readEstateFile } from "./estate/estateFile";
import { fleetEstate, fleetOrigins } from "./estate/fleet/fleetEstate";
import { freshEstate } from "./estate/freshEstate";
import { FaultQueue } from "./http/faultQueue";
import { Router } from "./http/router";
import { RequestBudget } from "./http/requestBudget";
import { serve } from "./http/serve";
import type { Running } from "./http/serve";
import { TenantDemands } from "./login/demands";
import { TokenOffice } from "./login/tokens";
import { routes } from "./routes";
import type { Sandbox, SandboxOptions } from "./sandbox";
import { ChangeReporter } from "./state/saved/changeReporter";
import { Clock } from "./state/clock";
import type { Estate } from "./state/estate";
import { readState, writeState } from "./state/saved/savedState";
import { readSnapshot, takeSnapshot } from "./state/saved/snapshot";

type Server = ReturnType<typeof createServer> | ReturnType<typeof createTlsServer>;

/**
 * Starts a small Azure on 127.0.0.1, on a port and with a token of its own. A snapshot that cannot be read
 * (broken, or written by another version) is ignored: the estate then starts afresh.
 * Throws when the port is taken, and an `EstateFileError` for an estate file that cannot be understood.
 */
export async function startSandbox(options: SandboxOptions = {}): Promise<Sandbox> {
  const saved = options.state === undefined ? undefined : readState(options.state);
  const clock = new Clock(options.now ?? Date.now, saved?.ahead);
  const estate = estateOf(options, saved?.snapshot ?? options.snapshot, clock.now());
  // The port is part of what is served, so the first comes before the second.
  const behind: { running?: RunningSandbox } = {};
  const listener: RequestListener = (request, response) => {
    if (behind.running !== undefined) {
      void serve(behind.running, request, response);
    }
  };
  const server = options.tls === undefined ? createServer(listener) : createTlsServer({ ...options.tls }, listener);
  const port = await listen(server, options.port ?? 0);
  const started = new RunningSandbox(options, clock, estate, port);
  behind.running = started;
  return {
    url: `${options.tls === undefined ? "http" : "https"}://127.0.0.1:${port}`,
    publicOrigin: started.azure.settings.publicOrigin,
    token: started.azure.door.token,
    subscriptionId: estate.subscriptions.all[0]?.subscriptionId,
    injectFault: (fault) => {
      started.faults.add(fault);
    },
    demand: (tenantId, demand) => {
      started.azure.door.demands.set(tenantId, demand);
    },
    requests: started.requests,
    close: async () => {
      // Where time runs faster, it has gone on since the last change.
      if (started.clock.rate !== 1) {
        started.keepClock();
      }
      started.flush();
      started.azure.downloads.close();
      await close(server);
    },
  };
}

/** What requests find behind the socket; the estate can be exchanged while it runs. */
class RunningSandbox implements Running {
  public azure: Running["azure"];
  public readonly clock: Clock;
  public readonly faults = new FaultQueue();
  public readonly requests: string[] = [];
  public readonly budget = new RequestBudget();
  readonly #report: ((snapshot: string) => void) | undefined;
  #reporter: ChangeReporter | undefined;

  public constructor(options: SandboxOptions, clock: Clock, estate: Estate, port: number) {
    const secure = options.tls !== undefined;
    const address = secure ? `https://localhost:${port}` : `http://127.0.0.1:${port}`;
    const publicOrigin = options.publicOrigin ?? (secure ? address : "https://arm.sandbox.invalid");
    const token = randomBytes(24).toString("base64url");
    this.clock = clock;
    this.azure = {
      router: new Router(routes),
      estate,
      settings: {
        publicOrigin,
        address,
        speed: options.speed ?? 1,
        retryAfterSeconds: options.retryAfterSeconds ?? 1,
        graphQuota: options.graphQuota,
      },
      downloads: new Downloads(options.download ?? downloadOverHttp),
      door: {
        token,
        office: new TokenOffice(randomBytes(32).toString("base64url"), clock.real),
        open: options.open ?? false,
        demands: new TenantDemands(),
        authority: secure ? `${publicOrigin}/adfs` : "https://login.sandbox.invalid/organizations",
      },
      now: () => clock.now(),
    };
    const { onChange, onState } = options;
    this.#report =
      onChange === undefined && onState === undefined
        ? undefined
        : (snapshot) => {
            onChange?.(snapshot);
            onState?.(writeState({ snapshot, ahead: clock.ahead }));
          };
    this.#watch(estate);
  }

  public saveState(): string {
    return writeState({ snapshot: takeSnapshot(this.azure.estate), ahead: this.clock.ahead });
  }

  public keepClock(): void {
    this.#reporter?.note();
  }

  public loadState(text: string): boolean {
    const state = readState(text);
    const estate = state === undefined ? undefined : readSnapshot(state.snapshot, fleetOrigins);
    if (state === undefined || estate === undefined) {
      return false;
    }
    this.flush();
    this.azure = { ...this.azure, estate };
    // Time does not go back: what the saved state calls the future has perhaps begun.
    this.clock.advance(state.ahead - this.clock.ahead);
    this.#watch(estate);
    this.#report?.(state.snapshot);
    return true;
  }

  /** Reports a change that still waits. */
  public flush(): void {
    this.#reporter?.flush();
  }

  #watch(estate: Estate): void {
    this.#reporter = this.#report === undefined ? undefined : new ChangeReporter(estate, this.#report);
  }
}

function estateOf(options: SandboxOptions, snapshot: string | undefined, now: number): Estate {
  const restored = snapshot === undefined ? undefined : readSnapshot(snapshot, fleetOrigins);
  if (restored !== undefined) {
    return restored;
  }
  switch (options.estate) {
    case undefined:
      return freshEstate(now);
    case "fleet":
      return fleetEstate(now);
    default:
      return readEstateFile(options.estate, now);
  }
}

/** Whether a text is a state that this version of the sandbox can go on with. */
export function isState(text: string): boolean {
  const state = readState(text);
  return state !== undefined && readSnapshot(state.snapshot, fleetOrigins) !== undefined;
}

function listen(server: Server, port: number): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once("error", reject);
    server.listen(port, "127.0.0.1", () => {
      const address = server.address();
      if (address === null || typeof address === "string") {
        reject(new Error("The sandbox did not get a port on 127.0.0.1."));
        return;
      }
      resolve(address.port);
    });
  });
}

function close(server: Server): Promise<void> {
  return new Promise((resolve) => {
    server.close(() => {
      resolve();
    });
    server.closeAllConnections();
  });
}
