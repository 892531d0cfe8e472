import type { JsonNode } from "../../../template/json/node";
import { parseJson } from "../../../template/json/parseJson";
import type { TextSpan } from "../../../template/value";

/** The resources that a hover tells about. */
export type ResourceKind = "machine" | "scaleSet" | "disk" | "vault" | "policy" | "item";

/** What of a virtual machine a reader points at. */
export type VmPart = "machine" | "size" | "dataDisks" | "osDisk" | "image" | "network" | "agent";

/** A part of a resource's declaration, and the stretch of text that stands for it. Only machines have parts that differ. */
export interface HoverTarget {
  readonly part: VmPart | "whole";
  readonly span: TextSpan;
  /** Where the reader points. */
  readonly offset: number;
}

const kinds: Readonly<Record<string, ResourceKind>> = {
  "microsoft.compute/virtualmachines": "machine",
  "microsoft.compute/virtualmachinescalesets": "scaleSet",
  "microsoft.compute/disks": "disk",
  "microsoft.recoveryservices/vaults": "vault",
  "microsoft.recoveryservices/vaults/backuppolicies": "policy",
  "microsoft.recoveryservices/vaults/backupfabrics/protectioncontainers/protecteditems": "item",
};

/** What a resource of a type is to a hover; undefined for types that it does not know. */
export function kindOfType(type: string): ResourceKind | undefined {
  return kinds[type.toLowerCase()];
}

interface PartPath {
  /** Inside the resource, in lower case. */
  readonly path: readonly string[];
  readonly part: HoverTarget["part"];
  /** How far below the path a property still answers: whole trees would be too much to answer for. */
  readonly depth: number;
}

const whole = (depth: number, ...path: readonly string[]): PartPath => ({ path, part: "whole", depth });
const vmPart = (part: VmPart, depth: number, ...path: readonly string[]): PartPath => ({ path, part, depth });
const everything: readonly PartPath[] = [
  whole(0, "type"),
  whole(0, "name"),
  whole(0, "location"),
  whole(6, "properties"),
];

/** The first that fits wins. */
const parts: Readonly<Record<ResourceKind, readonly PartPath[]>> = {
  machine: [
    vmPart("machine", 0, "type"),
    vmPart("machine", 0, "name"),
    vmPart("machine", 0, "location"),
    vmPart("size", 1, "properties", "hardwareprofile"),
    // dataDisks[2].managedDisk.storageAccountType; in a copy loop, copy[0].input.managedDisk.storageAccountType
    vmPart("dataDisks", 3, "properties", "storageprofile", "datadisks"),
    vmPart("dataDisks", 4, "properties", "storageprofile", "copy"),
    vmPart("osDisk", 2, "properties", "storageprofile", "osdisk"),
    vmPart("image", 2, "properties", "storageprofile", "imagereference"),
    vmPart("network", 2, "properties", "networkprofile"),
    vmPart("agent", 2, "properties", "osprofile", "windowsconfiguration", "provisionvmagent"),
    vmPart("agent", 2, "properties", "osprofile", "linuxconfiguration", "provisionvmagent"),
  ],
  scaleSet: [whole(0, "type"), whole(0, "name"), whole(0, "location"), whole(0, "properties", "orchestrationmode")],
  disk: [
    whole(0, "type"),
    whole(0, "name"),
    whole(1, "sku"),
    whole(0, "properties", "disksizegb"),
    whole(0, "properties", "maxshares"),
  ],
  vault: everything,
  policy: everything,
  item: everything,
};

/**
 * What stands at an offset inside a resource, or undefined where there is nothing to say.
 * @param resource the resource's own object in the text
 */
export function hoverTargetAt(
  text: string,
  resource: TextSpan,
  kind: ResourceKind,
  offset: number,
): HoverTarget | undefined {
  if (offset < resource.offset || offset >= resource.offset + resource.length) {
    return undefined;
  }
  // Only the resource is parsed, not the whole template: a hover answers at once in large files too.
  const { root } = parseJson(text.slice(resource.offset, resource.offset + resource.length));
  const leaf = leafAt(root, offset - resource.offset, []);
  const found = parts[kind].find(
    ({ path }) => leaf !== undefined && path.every((step, index) => leaf.path[index] === step),
  );
  if (leaf === undefined || found === undefined || leaf.path.length > found.path.length + found.depth) {
    return undefined;
  }
  const span = { offset: resource.offset + leaf.start, length: leaf.end - leaf.start };
  return { part: found.part, span, offset };
}

/** A name or a scalar of the text, with the path that leads to it, in lower case. */
interface Leaf {
  readonly path: readonly string[];
  readonly start: number;
  readonly end: number;
}

function leafAt(node: JsonNode | undefined, offset: number, path: readonly string[]): Leaf | undefined {
  if (node === undefined || offset < node.offset || offset >= node.end) {
    return undefined;
  }
  switch (node.kind) {
    case "object": {
      for (const { key, keyNode, value } of node.members) {
        const inner = [...path, key.toLowerCase()];
        if (offset >= keyNode.offset && offset < keyNode.end) {
          return { path: inner, start: keyNode.offset, end: keyNode.end };
        }
        const leaf = leafAt(value, offset, inner);
        if (leaf !== undefined) {
          return leaf;
        }
      }
      return undefined;
    }
    case "array": {
      const index = node.items.findIndex((item) => offset >= item.offset && offset < item.end);
      return leafAt(node.items[index], offset, [...path, String(index)]);
    }
    case "string":
    case "literal":
      return { path, start: node.offset, end: node.end };
  }
}
