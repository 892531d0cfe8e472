import * as vscode from "vscode";
import type { FoundResource } from "../../../azure/inventory/inventory";
import { errorText } from "../../../host/errors/azureErrorText";
import { isCancellation } from "../../../host/errors/errors";
import { unreadNotes } from "../../../host/fleet/unread";
import type { AzureSession } from "../../../host/session";

/** Milliseconds without typing before Azure is asked. */
const pause = 300;
/** Letters that a search needs: fewer would find everything. */
const fewest = 2;

interface Item extends vscode.QuickPickItem {
  readonly found?: FoundResource;
}

/**
 * Lets the user type a part of a name and choose among the VMs and vaults that Azure finds. Each letter gives up the
 * search before.
 * @throws vscode.CancellationError when they press Escape
 */
export function findResource(session: AzureSession): Promise<FoundResource> {
  return new Promise((resolve, reject) => {
    const box = vscode.window.createQuickPick<Item>();
    let search = new AbortController();
    let timer: ReturnType<typeof setTimeout> | undefined;
    const finish = (end: () => void): void => {
      clearTimeout(timer);
      search.abort();
      end();
      box.dispose();
    };
    box.title = vscode.l10n.t("Find VM or Vault");
    box.placeholder = vscode.l10n.t("A part of the name");
    // Azure has chosen: the box must not choose again among what it found.
    box.matchOnDescription = true;
    box.onDidChangeValue((value) => {
      clearTimeout(timer);
      search.abort();
      search = new AbortController();
      const text = value.trim();
      box.busy = text.length >= fewest;
      if (!box.busy) {
        box.items = [];
        return;
      }
      // What was said about the name before does not hold for this one.
      box.items = box.items.filter(({ found }) => found !== undefined);
      const { signal } = search;
      timer = setTimeout(() => {
        void searchFor(session, text, signal).then((items) => {
          if (!signal.aborted) {
            box.items = items;
            box.busy = false;
          }
        });
      }, pause);
    });
    box.onDidAccept(() => {
      const [chosen] = box.selectedItems;
      const found = chosen?.found;
      if (found !== undefined) {
        finish(() => resolve(found));
      }
    });
    box.onDidHide(() => finish(() => reject(new vscode.CancellationError())));
    box.show();
  });
}

async function searchFor(session: AzureSession, text: string, signal: AbortSignal): Promise<readonly Item[]> {
  try {
    const connection = await session.connection();
    const { resources, more, failures } = await connection.findResources(session.subscriptions, text, { signal });
    return [
      ...resources.map((found) => itemOf(session, found)),
      ...(resources.length === 0 && failures.length === 0
        ? [note(vscode.l10n.t("No VM or vault with '{0}' in its name was found.", text))]
        : []),
      ...(more ? [note(vscode.l10n.t("There are more: type more of the name."))] : []),
      ...failures.map(({ error }) => note(errorText(error).message)),
      ...unreadNotes(session, connection.inventory(), ["vaults", "machines"]).map(note),
    ];
  } catch (error) {
    return isCancellation(error) ? [] : [note(errorText(error).message)];
  }
}

function itemOf(session: AzureSession, found: FoundResource): Item {
  const subscription = session.subscriptions.find((one) => one.subscriptionId === found.subscriptionId);
  return {
    label: found.name,
    description: [subscription?.name ?? found.subscriptionId, found.resourceGroup, found.location].join(" · "),
    iconPath: new vscode.ThemeIcon(found.kind === "vault" ? "archive" : "vm"),
    found,
  };
}

/** A line that cannot be chosen. */
function note(label: string): Item {
  return { label, alwaysShow: true };
}
