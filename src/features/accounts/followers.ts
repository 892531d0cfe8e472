import type { Settings } from "../../host/settings";
import type { AccountSession } from "./accountSession";
import type { VscodeSource } from "./sources/vscodeSource";

/** A changed setting takes effect at once where nobody has to be asked; otherwise the view offers Sign In. */
export async function followSetting(session: AccountSession, settings: Settings): Promise<void> {
  const kind = settings.authentication();
  if (session.account?.kind === kind) {
    return;
  }
  if (kind === "vscode") {
    await session.signOut();
    return;
  }
  await session.signIn(kind);
}

/** The sandbox starts with another estate at once, where it is what is signed in to. */
export async function followSandboxEstate(session: AccountSession): Promise<void> {
  if (session.account?.kind === "sandbox") {
    await session.signIn("sandbox");
  }
}

/** Another cloud is another Azure: nothing of the one before may stay in sight. */
export async function followCloud(session: AccountSession): Promise<void> {
  const kind = session.account?.kind;
  if (kind === "vscode") {
    await session.signOut();
  } else if (kind === "azureCli" || kind === "default") {
    await session.signIn(kind);
  }
}

/**
 * Somebody has signed in or out in VS Code. Fired by our own calls too, and for every token that VS Code renews: so the
 * list of its accounts is asked for, which fires nothing, and tokens only of people who are new.
 */
export async function followPeople(session: AccountSession, source: VscodeSource, provider: string): Promise<void> {
  const { identity } = session;
  if (!provider.startsWith("microsoft") || identity?.kind !== "vscode" || session.state === "signingIn") {
    return;
  }
  const found = await source.review(identity);
  if (session.identity !== identity || found === "same") {
    return;
  }
  await (found === undefined ? session.signOut() : session.adopt(found));
}
