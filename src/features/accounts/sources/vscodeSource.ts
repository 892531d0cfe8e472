import type { AccountSource, FoundAccount, RememberedAccount } from "./accountSource";
import type { CloudChoice } from "./cloudSetting";
import { VscodeAccount } from "./vscodeAccount";
import { peopleOf, prompt, scopesOf, usable } from "./vscodeSignIn";
import type { Person } from "./vscodeSignIn";

/**
 * VS Code's own Microsoft sign-in, for the cloud that VS Code is set to. All people whose sessions this extension may
 * use are one account together: each sees tenants of their own.
 */
export class VscodeSource implements AccountSource {
  public readonly kind = "vscode";
  readonly #choice: () => CloudChoice;
  readonly #now: () => number;
  /** People who have been looked at: those who gave no session are not asked again at each event of VS Code. */
  readonly #seen = new Set<string>();

  /** @param choice asked anew for each account; an account keeps the cloud that it was opened in */
  public constructor(choice: () => CloudChoice, now: () => number = Date.now) {
    this.#choice = choice;
    this.#now = now;
  }

  public async signIn(another: boolean): Promise<FoundAccount> {
    const choice = this.#choice();
    const { account } = await prompt(choice, scopesOf(choice), {
      createIfNone: true,
      ...(another ? { clearSessionPreference: true } : {}),
    });
    const known = await peopleOf(choice);
    const others = known.filter((person) => person.id !== account.id);
    return this.#found(choice, [account, ...(await usable(choice, others))], known);
  }

  /** Asks VS Code for its accounts only, not for tokens: what is remembered can be shown before any of them is renewed. */
  public async restore(remembered: RememberedAccount): Promise<FoundAccount | undefined> {
    const choice = this.#choice();
    const known = await peopleOf(choice);
    const people = amongOf(remembered, known);
    return people.length === 0 ? undefined : this.#found(choice, people, known);
  }

  /**
   * What has become of an account after somebody signed in or out in VS Code: the same, another composition of people,
   * or undefined when nobody of it is left. Newcomers are asked for a session silently, and once.
   */
  public async review(remembered: RememberedAccount): Promise<FoundAccount | "same" | undefined> {
    const choice = this.#choice();
    const known = await peopleOf(choice);
    const staying = amongOf(remembered, known);
    const newcomers = known.filter(({ id }) => !this.#seen.has(id) && !staying.some((person) => person.id === id));
    const joining = newcomers.length === 0 ? [] : await usable(choice, newcomers);
    if (staying.length === 0) {
      return undefined;
    }
    const leaving = idsOf(remembered).length > staying.length;
    return joining.length > 0 || leaving ? this.#found(choice, [...staying, ...joining], known) : this.#same(known);
  }

  public close(): Promise<void> {
    return Promise.resolve();
  }

  #same(known: readonly Person[]): "same" {
    known.forEach(({ id }) => this.#seen.add(id));
    return "same";
  }

  #found(choice: CloudChoice, people: readonly Person[], known: readonly Person[]): FoundAccount {
    [...known, ...people].forEach(({ id }) => this.#seen.add(id));
    const opened = new VscodeAccount(choice, people, this.#now);
    const [first, ...others] = people;
    return {
      id: first?.id ?? "",
      ...(others.length === 0 ? {} : { others: others.map(({ id }) => id) }),
      account: opened.account,
      signInToTenant: (place) => opened.signInToTenant(place),
    };
  }
}

function idsOf({ id, others }: RememberedAccount): readonly string[] {
  return [id, ...(others ?? [])];
}

function amongOf(remembered: RememberedAccount, known: readonly Person[]): readonly Person[] {
  return idsOf(remembered).flatMap((id) => known.find((person) => person.id === id) ?? []);
}
