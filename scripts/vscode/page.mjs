/** Runs the in-host suite in the web VS Code: a headless browser opens the workbench, which starts the extension host. */
import { launchBrowser } from "./browser.mjs";

/**
 * @param {string} url from `workbenchUrl`, naming an extension and a suite
 * @param {{ log: (message: string) => void, onConsole: (line: string) => void, timeoutSeconds: number }} options
 * @returns {Promise<number | undefined>} the suite's exit code; undefined when it did not end in time
 */
export async function runSuiteInPage(url, { log, onConsole, timeoutSeconds }) {
  const browser = await launchBrowser(log);
  try {
    const page = await browser.newPage({ viewport: { width: 1400, height: 900 } });
    const ended = new Promise((resolve) => {
      page.exposeFunction("codeAutomationExit", (code) => resolve(code)).catch(() => resolve(undefined));
      page.on("crash", () => resolve(undefined));
    });
    await page.exposeFunction("codeAutomationLog", (type, args) =>
      onConsole(`[${type}] ${args.map(asText).join(" ")}`),
    );
    page.on("console", (message) => onConsole(`[page ${message.type()}] ${message.text()}`));
    page.on("pageerror", (error) => onConsole(`[page error] ${error.message}`));
    await page.goto(url, { waitUntil: "domcontentloaded" });
    let timer;
    const late = new Promise((resolve) => {
      timer = setTimeout(() => resolve(undefined), timeoutSeconds * 1000);
    });
    const code = await Promise.race([ended, late]);
    clearTimeout(timer);
    return code;
  } finally {
    await browser.close();
  }
}

function asText(value) {
  return typeof value === "string" ? value : JSON.stringify(value);
}
