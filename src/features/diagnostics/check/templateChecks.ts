import { Buffer } from "node:buffer";
import type { CheckedDocument, CheckPorts, DocumentState } from "./templateCheck";

/** Azure Resource Manager refuses larger templates: 4 MB, see "Template limits" of its documentation. */
export const largestTemplateBytes = 4 * 1024 * 1024;

/** How much of an oversized document is looked at to tell whether it is a template at all. */
const headLength = 16 * 1024;

/**
 * Edits that come in one go are checked once; a pause for the typist would only be added to the 100 ms within which squiggles are to
 * follow, and what an edit left alone is kept, so that checking at once costs little.
 */
const shortestPause = 1;
const longestPause = 3000;

/** So many milliseconds of analysis after each keystroke hinder nobody, because it gives way to everything else. */
const affordable = 50;

interface Entry<D> {
  readonly document: D;
  state: DocumentState | undefined;
  timer: ReturnType<typeof setTimeout> | undefined;
  /** Counts the checks that were started, so that an overtaken one can tell. */
  turn: number;
  /** Milliseconds that the last analysis took: templates that take more than is affordable wait for the typist to pause. */
  lastTook: number;
}

/**
 * Keeps the checks of all open documents: at once when a document opens or changes, after a pause in typing where that is slow.
 * Only the newest version's result is ever published; a check that is overtaken, or whose document closes, is dropped.
 */
export class TemplateChecks<D extends CheckedDocument> {
  readonly #ports: CheckPorts<D>;
  readonly #entries = new Map<string, Entry<D>>();

  public constructor(ports: CheckPorts<D>) {
    this.#ports = ports;
  }

  /** Looks at a document that has just been opened, as soon as the current event is over. */
  public open(document: D): void {
    this.#schedule(this.#entryOf(document), 0);
  }

  /** Looks again at once; where the last look was slow, when typing pauses. */
  public change(document: D): void {
    const entry = this.#entryOf(document);
    this.#schedule(entry, Math.min(longestPause, Math.max(shortestPause, entry.lastTook - affordable)));
  }

  /** Forgets a document and takes its results away. */
  public close(document: D): void {
    const key = document.uri.toString();
    const entry = this.#entries.get(key);
    if (entry !== undefined) {
      this.#cancel(entry);
      this.#entries.delete(key);
      this.#ports.publish(entry.document, undefined);
    }
  }

  /** Checks without waiting; undefined when a newer check or closing overtook it. */
  public checkNow(document: D): Promise<DocumentState | undefined> {
    const entry = this.#entryOf(document);
    this.#cancel(entry);
    return this.#check(entry);
  }

  /** Checks again every known template that `concerns` names: settings or a parameter file have changed. */
  public recheck(concerns: (document: D) => boolean = () => true): void {
    for (const entry of this.#entries.values()) {
      if (entry.state?.kind !== "notTemplate" && concerns(entry.document)) {
        this.#schedule(entry, entry.timer === undefined ? 0 : shortestPause);
      }
    }
  }

  /** The newest published state; it may be of an older version than the document's. */
  public stateOf(document: CheckedDocument): DocumentState | undefined {
    return this.#entries.get(document.uri.toString())?.state;
  }

  public dispose(): void {
    for (const entry of this.#entries.values()) {
      this.#cancel(entry);
    }
    this.#entries.clear();
  }

  #entryOf(document: D): Entry<D> {
    const key = document.uri.toString();
    const known = this.#entries.get(key);
    if (known?.document === document) {
      return known;
    }
    // The same address with another document object: it was closed and opened again (or its language was changed).
    const entry: Entry<D> = { document, state: undefined, timer: undefined, turn: 0, lastTook: 0 };
    if (known !== undefined) {
      this.#cancel(known);
    }
    this.#entries.set(key, entry);
    return entry;
  }

  #cancel(entry: Entry<D>): void {
    entry.turn += 1;
    clearTimeout(entry.timer);
    entry.timer = undefined;
  }

  #schedule(entry: Entry<D>, pause: number): void {
    this.#cancel(entry);
    entry.timer = setTimeout(() => {
      entry.timer = undefined;
      void this.#check(entry);
    }, pause);
  }

  async #check(entry: Entry<D>): Promise<DocumentState | undefined> {
    const { document } = entry;
    const turn = (entry.turn += 1);
    const version = document.version;
    let state: DocumentState | undefined;
    try {
      state = await this.#stateOfVersion(entry, version, () => entry.turn !== turn || document.version !== version);
    } catch (error) {
      this.#ports.reportFailure(document, error);
      state = { kind: "failed", version };
    }
    if (state === undefined || entry.turn !== turn || document.isClosed) {
      return undefined;
    }
    entry.state = state;
    this.#ports.publish(document, state);
    return state;
  }

  async #stateOfVersion(
    entry: Entry<D>,
    version: number,
    overtaken: () => boolean,
  ): Promise<DocumentState | undefined> {
    const { document } = entry;
    const text = document.getText();
    const tooLarge = isLargerThan(text, largestTemplateBytes);
    if (!this.#ports.isTemplate(tooLarge ? text.slice(0, headLength) : text)) {
      return { kind: "notTemplate", version };
    }
    if (tooLarge) {
      return { kind: "tooLarge", version };
    }
    const parameterFile = await this.#ports.readParameterFile(document, text);
    if (overtaken()) {
      return undefined;
    }
    const settings = this.#ports.settingsFor(document);
    const start = this.#ports.now();
    const files = parameterFile === undefined ? [] : [parameterFile];
    const analysis = await this.#ports.analyse(document, text, files, settings, overtaken);
    if (analysis === undefined) {
      return undefined;
    }
    entry.lastTook = this.#ports.now() - start;
    return {
      ...analysis,
      kind: "checked",
      version,
      text,
      settings,
      parameterFile: parameterFile?.name,
      usedParameters: parameterFile,
    };
  }
}

function isLargerThan(text: string, bytes: number): boolean {
  // One UTF-16 unit is at most three bytes of UTF-8: most texts need not be measured.
  return text.length * 3 > bytes && Buffer.byteLength(text, "utf8") > bytes;
}
