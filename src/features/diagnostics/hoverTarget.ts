import { findNodeAtOffset, getNodePath, parseTree } from "jsonc-parser";
import type { Node } from "jsonc-parser";
import type { TextSpan } from "../../template/value";

/** What of a virtual machine a reader points at. */
export type VmPart = "machine" | "dataDisks" | "osDisk" | "image" | "network" | "agent";

/** A part of a virtual machine's declaration, and the stretch of text that stands for it. */
export interface HoverTarget {
  readonly part: VmPart;
  readonly span: TextSpan;
}

/** Paths inside the resource, in lower case; the first that fits wins. `*` stands for any one step. */
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
  const root = parseTree(text.slice(resource.offset, resource.offset + resource.length), [], {
    allowTrailingComma: true,
  });
  const node = root === undefined ? undefined : findNodeAtOffset(root, offset - resource.offset);
  if (node === undefined || node.type === "object" || node.type === "array") {
    return undefined;
  }
  const path = getNodePath(node).map((step) => String(step).toLowerCase());
  const found = parts.find((candidate) => candidate.path.every((step, index) => path[index] === step));
  if (found === undefined || path.length > found.path.length + propertyDepth) {
    return undefined;
  }
  return { part: found.part, span: spanOf(node, resource.offset) };
}

function spanOf(node: Node, base: number): TextSpan {
  return { offset: base + node.offset, length: node.length };
}
