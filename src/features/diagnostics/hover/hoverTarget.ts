import type { JsonNode } from "../../../template/json/node";
import { parseJson } from "../../../template/json/parseJson";
import type { TextSpan } from "../../../template/value";

/** What of a virtual machine a reader points at. */
export type VmPart = "machine" | "dataDisks" | "osDisk" | "image" | "network" | "agent";

/** A part of a virtual machine's declaration, and the stretch of text that stands for it. */
export interface HoverTarget {
  readonly part: VmPart;
  readonly span: TextSpan;
}

/** Paths inside the resource, in lower case; the first that fits wins. */
const parts: readonly { readonly path: readonly string[]; readonly part: VmPart }[] = [
  { path: ["type"], part: "machine" },
  { path: ["name"], part: "machine" },
  { path: ["location"], part: "machine" },
  { path: ["properties", "storageprofile", "datadisks"], part: "dataDisks" },
  { path: ["properties", "storageprofile", "copy"], part: "dataDisks" },
  { path: ["properties", "storageprofile", "osdisk"], part: "osDisk" },
  { path: ["properties", "storageprofile", "imagereference"], part: "image" },
  { path: ["properties", "networkprofile"], part: "network" },
  { path: ["properties", "osprofile", "windowsconfiguration", "provisionvmagent"], part: "agent" },
  { path: ["properties", "osprofile", "linuxconfiguration", "provisionvmagent"], part: "agent" },
];

/** Properties whose whole value would be too much to answer for: only their name, or what stands directly at them, answers. */
const propertyDepth = 2;

/**
 * What stands at an offset inside a virtual machine's resource, or undefined where there is nothing to say.
 * @param resource the resource's own object in the text
 */
export function hoverTargetAt(text: string, resource: TextSpan, offset: number): HoverTarget | undefined {
  if (offset < resource.offset || offset >= resource.offset + resource.length) {
    return undefined;
  }
  // Only the resource is parsed, not the whole template: a hover answers at once in large files too.
  const { root } = parseJson(text.slice(resource.offset, resource.offset + resource.length));
  const leaf = leafAt(root, offset - resource.offset, []);
  const found = parts.find(({ path }) => leaf !== undefined && path.every((step, index) => leaf.path[index] === step));
  if (leaf === undefined || found === undefined || leaf.path.length > found.path.length + propertyDepth) {
    return undefined;
  }
  return { part: found.part, span: { offset: resource.offset + leaf.start, length: leaf.end - leaf.start } };
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
