/** The strings of all sources, sorted, as the text of l10n/bundle.l10n.json. */
export function collect(): Promise<string>;
/** Calls whose text cannot be read without running the code. */
export function unreadableCalls(text: string): string[];
/** The source with short names for `l10n.t` written out. */
export function withoutAlias(text: string): string;
