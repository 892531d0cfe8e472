/** What the page of a panel is made of. */
export interface WebviewPage {
  /** Fresh for each page; the only scripts and styles that run carry it. */
  readonly nonce: string;
  /** BCP 47, for screen readers. */
  readonly language: string;
  readonly title: string;
  readonly script: string;
  readonly styles: readonly string[];
  /** Translations for `@vscode/l10n` in the page; undefined in English. */
  readonly l10nBundle: unknown;
  /** What the page starts from; it keeps it with `setState`, so that a reload restores the panel. */
  readonly state: unknown;
}

/**
 * The page of a panel. The script finds its data in two JSON elements: `#l10n` (translations, `null` in English)
 * and `#state`, and draws everything below `#root`.
 */
export function webviewHtml(page: WebviewPage): string {
  const nonce = attribute(page.nonce);
  const policy = [
    "default-src 'none'",
    `script-src 'nonce-${page.nonce}'`,
    `style-src 'nonce-${page.nonce}'`,
    "base-uri 'none'",
    "form-action 'none'",
  ].join("; ");
  const styles = page.styles.map((href) => `<link rel="stylesheet" nonce="${nonce}" href="${attribute(href)}">`);
  return `<!DOCTYPE html>
<html lang="${attribute(page.language)}">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${attribute(policy)}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${attribute(page.title)}</title>
${styles.join("\n")}
</head>
<body>
<main id="root"></main>
<script type="application/json" id="l10n" nonce="${nonce}">${json(page.l10nBundle ?? null)}</script>
<script type="application/json" id="state" nonce="${nonce}">${json(page.state)}</script>
<script nonce="${nonce}" src="${attribute(page.script)}"></script>
</body>
</html>
`;
}

function attribute(text: string): string {
  return text.replaceAll("&", "&amp;").replaceAll('"', "&quot;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");
}

/** JSON that cannot end the script element it stands in. */
function json(value: unknown): string {
  return JSON.stringify(value).replaceAll("<", "\\u003c");
}
