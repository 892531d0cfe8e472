/** The versions of everything that is fetched on demand from the npm registry; nothing else names one. */

/** `code-server` carries a complete VS Code server and web workbench in `lib/vscode`; only that part is used. */
export const codeServerVersion = "4.139.1";

/** The version of VS Code inside that package. */
export const vsCodeVersion = "1.139.1";

/** VS Code's server runs on this Node, whatever Node runs the scripts. */
export const nodeVersion = "24.11.0";

/** Chromium for machines without a browser (Linux on x64). */
export const chromiumVersion = "147.0.0";
