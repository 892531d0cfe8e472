/** What a recorded scenario takes for granted: its subscription, groups and machines, as an estate file of the sandbox. */

const machine =
  /\/subscriptions\/[^/"]+\/resourceGroups\/[^/"]+\/providers\/Microsoft\.Compute\/virtualMachines\/[^/"?]+/gi;

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
  for (const { liveRequest } of pairs) {
    for (const [id] of liveRequest.url.matchAll(/\/subscriptions\/[^/?]+\/resourceGroups\/[^/?]+/gi)) {
      groups.set(id.toLowerCase(), { id, type: "Microsoft.Resources/resourceGroups", location: region });
    }
  }
  return JSON.stringify({ resources: [...groups.values(), ...bodies.values()] });
}

/** The region that the scenario makes its vault in. */
function regionOf(pairs) {
  const made = pairs.find(
    ({ liveRequest }) => liveRequest.method === "PUT" && liveRequest.body?.location !== undefined,
  );
  return made?.liveRequest.body.location ?? "westeurope";
}
