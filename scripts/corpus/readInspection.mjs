/** Questions to what `inspect` prints. */

/** The machines and scale sets, each instance of a copy loop for itself. */
export function machinesIn(inspection) {
  return inspection.virtualMachines.flatMap((machine) =>
    (machine.perInstance ?? [{}]).map((own) => ({ ...machine, ...own, perInstance: undefined })),
  );
}

/** The interfaces that machines refer to or hold. */
export function interfacesOf(inspection) {
  return machinesIn(inspection).flatMap((machine) => machine.networkInterfaces.items);
}

/**
 * The interfaces that machines refer to and that were not found, although the template declares one of that very name
 * (unknown names count as the same when their expressions are).
 * @returns {string[]} their names
 */
export function lostInterfaces(inspection) {
  const declared = new Set(
    inspection.resources
      .filter(({ type }) => type.toLowerCase() === "microsoft.network/networkinterfaces")
      .flatMap((nic) => [nic, ...(nic.perInstance ?? [])])
      .filter(({ name }) => name !== undefined)
      .map(({ name }) => nameText(name)),
  );
  return interfacesOf(inspection)
    .filter((nic) => nic.declared === false)
    .map(({ id }) => lastSegment(id))
    .filter((name) => name !== undefined && declared.has(name));
}

/** A name as canonical text, in lower case. */
function nameText(name) {
  return (typeof name === "string" ? `'${name}'` : (name?.$unknown ?? JSON.stringify(name))).toLowerCase();
}

/** The name at the end of an id, as canonical text; undefined when the id is unknown as a whole. */
function lastSegment(id) {
  if (typeof id === "string") {
    return nameText(id.slice(id.lastIndexOf("/") + 1));
  }
  const [, rest] = /networkInterfaces\/(.*)\)$/i.exec(id?.$unknown ?? "") ?? [];
  if (rest === undefined) {
    return undefined;
  }
  const parts = rest.startsWith("', ") ? rest.slice(3) : `'${rest}`;
  return (/^('[^']*'|[^',]+\([^,]*\))$/.test(parts) ? parts : `concat(${parts})`).toLowerCase();
}

/** Every unknown fact of the machines: where it is, why, and its expression. */
export function unknownsIn(machines) {
  const found = [];
  const visit = (value, fact) => {
    if (value === null || typeof value !== "object") {
      return;
    }
    if (typeof value.$unknown === "string") {
      found.push({ fact, reason: value.reason, text: value.$unknown, problem: value.problem });
    } else if (Array.isArray(value)) {
      value.forEach((item) => visit(item, `${fact}[]`));
    } else {
      Object.entries(value).forEach(([name, member]) => visit(member, fact === "" ? name : `${fact}.${name}`));
    }
  };
  machines.forEach((machine) => visit(machine, ""));
  return found;
}
