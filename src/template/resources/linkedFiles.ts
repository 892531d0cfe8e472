import { JsonReader } from "../json/jsonReader";
import type { JsonFault, JsonNode } from "../json/node";
import type { TemplateFiles } from "../model";

/** Another file that the template links to. Its nodes say in their spans which file they stand in. */
export interface LinkedFile {
  /** Its path, relative to the folder of the template itself. */
  readonly file: string;
  readonly text: string;
  readonly root: JsonNode | undefined;
  readonly faults: readonly JsonFault[];
}

/** More files than this are not read for one template. */
const mostFiles = 200;

/** Reads linked files through the port, each of them once. */
export class LinkedFiles {
  readonly #port: TemplateFiles | undefined;
  readonly #files = new Map<string, LinkedFile | undefined>();
  /** Those that turned out to be templates. */
  readonly templates = new Set<LinkedFile>();

  constructor(port: TemplateFiles | undefined) {
    this.#port = port;
  }

  /** Whether there is any way to read files at all. */
  get isAvailable(): boolean {
    return this.#port !== undefined;
  }

  /**
   * The file with this path as seen from the file `from` (empty for the template itself).
   * Undefined when the port does not know it, and for the file itself.
   */
  read(relativePath: string, from: string): LinkedFile | undefined {
    const file = joinedPath(from, relativePath);
    if (this.#port === undefined || file === from) {
      return undefined;
    }
    if (!this.#files.has(file) && this.#files.size < mostFiles) {
      const text = this.#port.read(relativePath, from);
      this.#files.set(file, text === undefined ? undefined : parsed(file, text));
    }
    return this.#files.get(file);
  }
}

function parsed(file: string, text: string): LinkedFile {
  const reader = new JsonReader(text, { start: 0, file });
  reader.read();
  const { root, faults } = reader.document;
  return { file, text, root, faults };
}

/** `nested/vm.json` and `../shared/nic.json` make `shared/nic.json`. */
export function joinedPath(from: string, relativePath: string): string {
  const steps = from.split("/").slice(0, -1);
  for (const step of relativePath.replaceAll("\\", "/").split("/")) {
    const last = steps.at(-1);
    if (step === ".." && last !== undefined && last !== "..") {
      steps.pop();
    } else if (step !== "." && step !== "") {
      steps.push(step);
    }
  }
  return steps.join("/");
}
