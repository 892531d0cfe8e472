/** What a recorded scenario takes for granted: its groups, machines, identities and guards, as an estate file of the sandbox. */

const machine =
  /\/subscriptions\/[^/"]+\/resourceGroups\/[^/"]+\/providers\/Microsoft\.Compute\/virtualMachines\/[^/"?]+/gi;

/** What vaults are given and others have made. */
const named =
  /\/subscriptions\/[^/"]+\/resourceGroups\/[^/"]+\/providers\/(Microsoft\.ManagedIdentity\/userAssignedIdentities|Microsoft\.DataProtection\/resourceGuards)\/[^/"?]+/gi;

/** @returns {string} JSON for the sandbox's option `estate` */
export function estateOf(pairs) {
  const region = regionOf(pairs);
  const bodies = new Map();
  for (const { liveRequest, liveResponse } of pairs) {
    const body = liveResponse.body;
    if (body?.type === "Microsoft.Compute/virtualMachines" && typeof body.id === "string") {
      const known = bodies.get(body.id.toLowerCase());
      // The answer with the instance view says more: keep it.
      bodies.set(body.id.toLowerCase(), known?.properties?.instanceView === undefined ? body : known);
    }
    for (const [id] of `${liveRequest.url} ${JSON.stringify(liveRequest.body ?? "")}`.matchAll(machine)) {
      if (!bodies.has(id.toLowerCase())) {
        bodies.set(id.toLowerCase(), { id, location: region });
      }
    }
  }
  const groups = new Map();
  const others = new Map();
  for (const { liveRequest } of pairs) {
    const text = `${liveRequest.url} ${JSON.stringify(liveRequest.body ?? "")}`;
    for (const [id] of text.matchAll(/\/subscriptions\/[^/?"]+\/resourceGroups\/[^/?"]+/gi)) {
      groups.set(id.toLowerCase(), { id, type: "Microsoft.Resources/resourceGroups", location: region });
    }
    for (const [id] of text.matchAll(named)) {
      others.set(id.toLowerCase(), { id, location: region });
    }
  }
  return JSON.stringify({ resources: [...groups.values(), ...others.values(), ...bodies.values()] });
}

/** The region that the scenario makes its vault in. */
function regionOf(pairs) {
  const made = pairs.find(
    ({ liveRequest }) => liveRequest.method === "PUT" && liveRequest.body?.location !== undefined,
  );
  return made?.liveRequest.body.location ?? "westeurope";
}
