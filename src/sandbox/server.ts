import { randomBytes } from "node:crypto";
import { createServer } from "node:http";
import type { Server } from "node:http";
import { freshEstate } from "./estate/freshEstate";
import type { Azure } from "./http/dispatch";
import { FaultQueue } from "./http/faultQueue";
import { Router } from "./http/router";
import { serve } from "./http/serve";
import { routes } from "./routes";
import type { Sandbox, SandboxOptions } from "./sandbox";
import { ChangeReporter } from "./state/changeReporter";
import { readSnapshot } from "./state/snapshot";

/**
 * Starts a small Azure on 127.0.0.1, on a port and with a token of its own. A snapshot that cannot be read
 * (broken, or written by another version) is ignored: the estate then starts afresh.
 */
export async function startSandbox(options: SandboxOptions = {}): Promise<Sandbox> {
  const now = options.now ?? Date.now;
  const restored = options.snapshot === undefined ? undefined : readSnapshot(options.snapshot);
  const azure: Azure = {
    router: new Router(routes),
    estate: restored ?? freshEstate(now()),
    settings: {
      publicOrigin: options.publicOrigin ?? "https://arm.sandbox.invalid",
      speed: options.speed ?? 1,
      retryAfterSeconds: options.retryAfterSeconds ?? 1,
    },
    token: randomBytes(24).toString("base64url"),
    now,
  };
  const faults = new FaultQueue();
  const requests: string[] = [];
  const reporter = options.onChange === undefined ? undefined : new ChangeReporter(azure.estate, options.onChange);
  const server = createServer((request, response) => {
    void serve({ azure, faults, requests }, request, response);
  });
  const port = await listen(server);
  return {
    url: `http://127.0.0.1:${port}`,
    publicOrigin: azure.settings.publicOrigin,
    token: azure.token,
    injectFault: (fault) => {
      faults.add(fault);
    },
    requests,
    close: async () => {
      reporter?.flush();
      await close(server);
    },
  };
}

function listen(server: Server): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once("error", reject);
    server.listen(0, "127.0.0.1", () => {
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
