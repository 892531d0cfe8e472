/**
 * Stands in for VS Code's Microsoft sign-in, where a test cannot log in to Microsoft: knows some people, and gives tokens of
 * the sandbox for them. AZURE_VM_BACKUP_TEST_PEOPLE: { "sandbox": URL, "token": TEXT, "people": [{ "id", "label", "tenantId" }] }.
 */
const vscode = require("vscode");

const providerId = "microsoft-sovereign-cloud";
const { sandbox, token, people } = JSON.parse(process.env.AZURE_VM_BACKUP_TEST_PEOPLE ?? "{}");

exports.activate = (context) => {
  const changed = new vscode.EventEmitter();
  /** Tokens of a second factor, by person and tenant; as with Microsoft's, a new session is a new sign-in after a restart. */
  const stronger = new Map();

  const signedIn = () => people.filter(({ id }) => context.globalState.get("signedIn", []).includes(id));
  const remember = (ids) => context.globalState.update("signedIn", ids);
  const tenantOf = (scopes = []) =>
    scopes.flatMap((scope) => (scope.startsWith("VSCODE_TENANT:") ? [scope.slice("VSCODE_TENANT:".length)] : []))[0];
  const keyOf = (person, scopes) => `${person.id} ${tenantOf(scopes) ?? person.tenantId}`;
  const sessionOf = (person, scopes) => ({
    id: `${person.id} ${(scopes ?? []).join(" ")}`,
    account: { id: person.id, label: person.label },
    scopes: scopes ?? [],
    accessToken: stronger.get(keyOf(person, scopes)) ?? `${token}.${tenantOf(scopes) ?? person.tenantId}`,
  });
  const whom = (account) => signedIn().filter(({ id }) => account === undefined || account.id === id);

  const provider = {
    onDidChangeSessions: changed.event,
    getSessions: async (scopes, options) => whom(options?.account).map((person) => sessionOf(person, scopes)),
    createSession: async (scopes, options) => {
      const labels = people.map(({ label }) => label);
      const label = options?.account?.label ?? (await vscode.window.showQuickPick(labels, { title: "Who are you?" }));
      const person = people.find((one) => one.label === label);
      if (person === undefined) {
        throw new Error("User did not consent to login.");
      }
      await remember([...new Set([...signedIn().map(({ id }) => id), person.id])]);
      const session = sessionOf(person, scopes);
      changed.fire({ added: [session], removed: [], changed: [] });
      return session;
    },
    removeSession: async (sessionId) => {
      const [id] = sessionId.split(" ");
      const gone = signedIn().filter((person) => person.id === id);
      await remember(signedIn().flatMap((person) => (person.id === id ? [] : [person.id])));
      changed.fire({ added: [], removed: gone.map((person) => sessionOf(person)), changed: [] });
    },
    getSessionsFromChallenges: async ({ fallbackScopes }, options) =>
      whom(options?.account).flatMap((person) =>
        stronger.has(keyOf(person, fallbackScopes)) ? [sessionOf(person, fallbackScopes)] : [],
      ),
    createSessionFromChallenges: async ({ challenges, fallbackScopes }, options) => {
      const [person] = whom(options?.account);
      const answer = await vscode.window.showInformationMessage(
        `${person?.label}: second factor?`,
        { modal: true },
        "Approve",
      );
      if (person === undefined || answer !== "Approve") {
        throw new Error("User did not consent to login.");
      }
      const claims = Buffer.from(challenges[0]?.params?.claims ?? "", "base64").toString();
      stronger.set(keyOf(person, fallbackScopes), await loggedIn(tenantOf(fallbackScopes) ?? person.tenantId, claims));
      const session = sessionOf(person, fallbackScopes);
      changed.fire({ added: [], removed: [], changed: [session] });
      return session;
    },
  };
  context.subscriptions.push(
    vscode.authentication.registerAuthenticationProvider(providerId, "Microsoft Sovereign Cloud", provider, {
      supportsMultipleAccounts: true,
      supportsChallenges: true,
    }),
  );
};

/** A token that carries the second factor, as the sandbox's own sign-in page gives it. */
async function loggedIn(tenantId, claims) {
  const response = await fetch(`${sandbox}/${tenantId}/oauth2/v2.0/token`, {
    method: "POST",
    body: new URLSearchParams({ grant_type: "refresh_token", refresh_token: token, claims }),
  });
  const body = await response.json();
  if (!response.ok) {
    throw new Error(body.error_description);
  }
  return body.access_token;
}
