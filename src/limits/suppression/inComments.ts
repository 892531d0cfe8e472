import { commentWord, type Suppression, type SuppressionScope } from "./suppression";

const nextLine = "-next-line";

/**
 * The suppressions in the comments of a template: `// azure-vm-backup-disable-next-line data-disk-count -- reason` for the next
 * line, `/* azure-vm-backup-disable data-disk-count *\/` for the whole template; several codes are parted by commas. A text
 * without the word costs no more than the search for it.
 */
export function suppressionsInComments(text: string): readonly Suppression[] {
  const found: Suppression[] = [];
  for (let at = text.indexOf(commentWord); at >= 0; at = text.indexOf(commentWord, at + commentWord.length)) {
    const opening = commentOpening(text, at);
    if (opening !== undefined) {
      found.push(...directiveAt(text, at, opening));
    }
  }
  return found;
}

/** How the comment begins whose first word is at an offset; undefined when it is in a string, or further on in a comment. */
function commentOpening(text: string, at: number): "//" | "/*" | undefined {
  const lineStart = text.lastIndexOf("\n", at) + 1;
  const before = text.slice(lineStart, at).trimEnd();
  const opening = before.endsWith("//") ? "//" : before.endsWith("/*") ? "/*" : undefined;
  const quotes = before.match(/(?<!\\)(?:\\\\)*"/g)?.length ?? 0;
  return quotes % 2 === 0 ? opening : undefined;
}

function directiveAt(text: string, at: number, opening: "//" | "/*"): readonly Suppression[] {
  const closing = text.indexOf(opening === "//" ? "\n" : "*/", at);
  const end = closing < 0 ? text.length : closing;
  const after = at + commentWord.length;
  const isNextLine = text.startsWith(nextLine, after);
  const from = isNextLine ? after + nextLine.length : after;
  const content = text.slice(from, end);
  if (content !== "" && !/^\s/.test(content)) {
    return [];
  }
  const dashes = content.search(/\s--\s/);
  const codes = dashes < 0 ? content : content.slice(0, dashes);
  const reason = dashes < 0 ? "" : content.slice(dashes + 3).trim();
  const scope: SuppressionScope = isNextLine ? { kind: "text", span: lineAfter(text, end) } : { kind: "template" };
  const head = { offset: at, length: from - at };
  const written = [...codes.matchAll(/[^\s,]+/g)].map(({ 0: code, index }) => ({
    code,
    written: { offset: from + index, length: code.length },
  }));
  return (written.length === 0 ? [{ code: "", written: head }] : written).map((each) => ({
    ...each,
    reason: reason === "" ? undefined : reason,
    form: "comment",
    scope,
  }));
}

/** The next line on which there is more than a comment. */
function lineAfter(text: string, offset: number): { readonly offset: number; readonly length: number } {
  const lines = /[^\n]*\n?/gy;
  const start = text.indexOf("\n", offset);
  lines.lastIndex = start < 0 ? text.length : start + 1;
  for (;;) {
    const line = lines.exec(text);
    if (line === null || line[0] === "") {
      return { offset: text.length, length: 0 };
    }
    if (!/^\s*($|\/\/|\/\*.*\*\/\s*$)/.test(line[0])) {
      return { offset: line.index, length: line[0].length };
    }
  }
}
