import { inspect } from "node:util";
import * as vscode from "vscode";

const secretPatterns: readonly RegExp[] = [
  /\bBearer\s+[\w.~+/=-]+/gi,
  // A JSON Web Token, wherever it stands.
  /\beyJ[\w-]{8,}\.[\w-]+(\.[\w-]*)?/g,
  /([?&](?:sig|code|token|access_token|client_secret)=)[^&\s"']+/gi,
  /("?(?:password|secret|access_?token|refresh_?token|account_?key|client_?secret)"?\s*[:=]\s*)("[^"]*"|[^\s,;}]+)/gi,
];

const guid = /\b([0-9a-f]{4})[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}\b/gi;
const mailAddress = /\b([\w.+-])[\w.+-]*@([\w-]+\.)+[\w-]+\b/g;

/** The text without anything that lets a reader act as the user: tokens, signatures, passwords. */
export function withoutSecrets(text: string): string {
  return secretPatterns.reduce(
    (rest, pattern) =>
      rest.replace(
        pattern,
        (_match, prefix: unknown) => `${typeof prefix === "string" && /[=:]\s*$/.test(prefix) ? prefix : ""}[secret]`,
      ),
    text,
  );
}

/** The text with GUIDs and mail addresses shortened: still recognisable to their owner, of no use to others. */
function withMaskedIds(text: string): string {
  return text.replace(guid, "$1…").replace(mailAddress, "$1…@…");
}

/** The part of VS Code's LogOutputChannel that is used. */
export interface LogSink {
  debug(message: string): void;
  info(message: string): void;
  warn(message: string): void;
  error(message: string): void;
  show(preserveFocus: boolean): void;
  dispose(): void;
}

/** The extension's output channel. Secrets are never written; ids are masked unless the reader asked for details. */
export class Log implements vscode.Disposable {
  readonly #channel: LogSink;

  public constructor(channel: LogSink) {
    this.#channel = channel;
  }

  public static create(): Log {
    return new Log(vscode.window.createOutputChannel("Azure VM Backup", { log: true }));
  }

  /** Details for someone who looks into a problem: ids in full. */
  public debug(message: string): void {
    this.#channel.debug(withoutSecrets(message));
  }

  public info(message: string): void {
    this.#channel.info(withMaskedIds(withoutSecrets(message)));
  }

  public warn(message: string): void {
    this.#channel.warn(withMaskedIds(withoutSecrets(message)));
  }

  /** Writes what failed, with the chain of causes; the stack goes to the debug level. */
  public error(what: string, error?: unknown): void {
    const text = error === undefined ? what : `${what}: ${chain(error)}`;
    this.#channel.error(withMaskedIds(withoutSecrets(text)));
    if (error instanceof Error && error.stack !== undefined) {
      this.debug(error.stack);
    }
  }

  public show(): void {
    this.#channel.show(true);
  }

  public dispose(): void {
    this.#channel.dispose();
  }
}

/** " (AuthorizationFailed, HTTP 403)": what support asks for first. Empty for errors that are not Azure's. */
function azureFacts(error: Error): string {
  const facts = [
    "code" in error && typeof error.code === "string" ? error.code : undefined,
    "status" in error && typeof error.status === "number" ? `HTTP ${error.status}` : undefined,
  ].filter((fact) => fact !== undefined);
  return facts.length === 0 ? "" : ` (${facts.join(", ")})`;
}

function chain(error: unknown): string {
  const parts: string[] = [];
  for (let current = error; current !== undefined && parts.length < 5;) {
    parts.push(
      current instanceof Error
        ? `${current.name}: ${current.message}${azureFacts(current)}`
        : typeof current === "string"
          ? current
          : inspect(current, { depth: 1 }),
    );
    current = current instanceof Error ? current.cause : undefined;
  }
  return parts.join(" ← ");
}
