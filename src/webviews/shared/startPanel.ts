import * as l10n from "@vscode/l10n";
import type { WebviewApi } from "./channel";
import { isRecord } from "./guards";

/** What the page of a panel starts with. */
export interface PanelStart {
  readonly api: WebviewApi;
  readonly root: HTMLElement;
  /** What the panel kept with `setState`, or else what the extension opened it with. */
  readonly state: unknown;
}

function embeddedJson(id: string): unknown {
  const text = document.getElementById(id)?.textContent;
  return text === undefined || text === "" ? undefined : JSON.parse(text);
}

/** Sets up the translations and finds the state and the root element; call once, before anything is drawn. */
export function startPanel(api: WebviewApi): PanelStart {
  const bundle = embeddedJson("l10n");
  if (isRecord(bundle)) {
    l10n.config({ contents: JSON.stringify(bundle) });
  }
  const root = document.getElementById("root");
  if (root === null) {
    throw new Error("The page has no element #root.");
  }
  return { api, root, state: api.getState() ?? embeddedJson("state") };
}
