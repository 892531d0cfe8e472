import type { RefusedFile, TemplateFiles } from "../../../template/model";
import { joinedPath } from "../../../template/resources/joinedPath";

/** What is known of a linked file: its text, why it is not read, or undefined when there is none. */
export type LinkedAnswer = string | RefusedFile | undefined;

/**
 * The files that one template links, as they were at one moment. The analysis cannot wait for a file; it is told that there
 * is none, and what it asked for is noted, so that the files can be read and the template analysed again.
 */
export class LinkedSnapshot implements TemplateFiles {
  /** By path relative to the template's folder. */
  readonly answers: ReadonlyMap<string, LinkedAnswer>;
  readonly #asked = new Set<string>();

  public constructor(answers: ReadonlyMap<string, LinkedAnswer> = new Map()) {
    this.answers = answers;
  }

  public readonly read = (relativePath: string, from: string): LinkedAnswer => {
    const file = joinedPath(from, relativePath);
    this.#asked.add(file);
    return this.answers.get(file);
  };

  /** The files that were asked for before anybody looked for them. */
  public get missing(): readonly string[] {
    return [...this.#asked].filter((file) => !this.answers.has(file));
  }

  /** The files that the analysis needs, there or not; all of them as long as no analysis came so far as to ask. */
  public get inUse(): readonly string[] {
    return this.#asked.size > 0 ? [...this.#asked] : [...this.answers.keys()];
  }

  /** Every file that it holds or was asked for. */
  public get files(): readonly string[] {
    return [...new Set([...this.answers.keys(), ...this.#asked])];
  }

  /** The text of a linked file; empty when it was not read. */
  public textOf(file: string): string {
    const answer = this.answers.get(file);
    return typeof answer === "string" ? answer : "";
  }
}
