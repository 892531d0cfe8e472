import { isJsonObject, parseJson } from "../../http/json";

/** A snapshot together with the clock: what `--state` and `GET /sandbox/state` write. */
export interface SavedState {
  readonly snapshot: string;
  /** Milliseconds that the sandbox's time was ahead of the real one. */
  readonly ahead: number;
}

/** A saved state as JSON text. */
export function writeState({ snapshot, ahead }: SavedState): string {
  return `{"ahead":${JSON.stringify(ahead)},"estate":${snapshot}}`;
}

/** A state from the text of `writeState`; undefined for any other text. Whether the snapshot fits is for its reader to say. */
export function readState(text: string): SavedState | undefined {
  try {
    const parsed = parseJson(text);
    const ahead = isJsonObject(parsed) ? parsed["ahead"] : undefined;
    return isJsonObject(parsed) && typeof ahead === "number" && isJsonObject(parsed["estate"])
      ? { ahead, snapshot: JSON.stringify(parsed["estate"]) }
      : undefined;
  } catch {
    return undefined;
  }
}
