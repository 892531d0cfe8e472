import * as l10n from "@vscode/l10n";
import { AzureError } from "../http/azureError";
import { currentSignal } from "../http/call";
import { textAt } from "../http/jsonRead";
import { networkCode, networkError } from "../http/translateError";
import type { MountScript } from "./restoreModels";

/**
 * Where the password stands in `scriptNameSuffix`: 33 characters from the last underscore on, 15 characters long.
 * "Restore Azure VMs using REST API" (Microsoft Learn, 2021): it is taken out of the name before the file is written.
 */
const passwordOffset = 33;
const passwordLength = 15;
/** What the Linux script has in place of the password when it is to ask for it, as Azure PowerShell writes it. */
const asksForPassword = "UserInput012345";

/**
 * The script of an answer. The file is without the password, so that it may lie about; the password is for the user alone.
 * Windows scripts come as the address of a program, which is fetched here.
 */
export async function mountScriptFrom(script: unknown): Promise<MountScript> {
  const osType = textAt(script, "osType") ?? "";
  const extension = textAt(script, "scriptExtension") ?? "";
  const { suffix, password } = withoutPassword(textAt(script, "scriptNameSuffix") ?? "mount-recovery-point");
  const fileName = `${safeName(suffix)}${extension}`;
  const url = textAt(script, "url");
  if (url !== undefined) {
    return { fileName, osType, content: await download(url), password };
  }
  const text = Buffer.from(textAt(script, "scriptContent") ?? "", "base64").toString("utf8");
  const inText = /TargetPassword="([^"]{15})[^"]*"/.exec(text)?.[1];
  const content = text.replace(/TargetPassword="[^"]*"/g, `TargetPassword="${asksForPassword}"`);
  return {
    fileName,
    osType,
    content: Buffer.from(content, "utf8"),
    password: inText === undefined || inText === asksForPassword ? password : inText,
  };
}

/** A name that is too short has no password in it. */
function withoutPassword(suffix: string): { readonly suffix: string; readonly password: string | undefined } {
  const start = suffix.lastIndexOf("_") + passwordOffset;
  const end = start + passwordLength;
  return suffix.length < end
    ? { suffix, password: undefined }
    : { suffix: suffix.slice(0, start) + suffix.slice(end), password: suffix.slice(start, end) };
}

/** The name comes from outside: it must not lead out of the folder that the user chooses. */
function safeName(name: string): string {
  return name.replaceAll(/[^\w.@#-]/g, "_");
}

/** The address names no secret, but it is Azure's to give: only connections that nobody overhears, and no tokens along. */
async function download(url: string): Promise<Uint8Array> {
  const { protocol, host, hostname } = new URL(url);
  if (protocol !== "https:" && hostname !== "127.0.0.1") {
    throw new AzureError(l10n.t("Azure offers the script at an address that is not secure; it was not fetched."), {
      kind: "unexpected",
      begun: true,
    });
  }
  try {
    const answer = await fetch(url, { signal: currentSignal() ?? null });
    if (!answer.ok) {
      throw new AzureError(l10n.t("The script could not be fetched from {0} (status {1}).", host, answer.status), {
        kind: "server",
        status: answer.status,
        host,
        begun: true,
      });
    }
    return new Uint8Array(await answer.arrayBuffer());
  } catch (error) {
    const code = networkCode(error);
    throw code === undefined ? error : networkError(code, host, error);
  }
}
