/** Gets what lies at an address, as text. Rejects when it cannot be had. */
export type Download = (address: string, signal: AbortSignal) => Promise<string>;

/** Templates and files of parameters: 4 MB, "Template limits" of the documentation (Microsoft Learn, June 2026). */
const mostBytes = 4 * 1024 * 1024;
const mostRedirections = 5;
/** The sandbox's own patience: the documentation names none. */
const mostMilliseconds = 15_000;

/**
 * Gets what lies at an http or https address, without any credentials of its own. Rejects for other protocols, any status but
 * 200, more than 4 MB, more than five redirections, and when it takes longer than 15 seconds.
 */
export async function downloadOverHttp(address: string, signal: AbortSignal): Promise<string> {
  const patience = AbortSignal.any([signal, AbortSignal.timeout(mostMilliseconds)]);
  let here = new URL(address);
  for (let redirections = 0; redirections <= mostRedirections; redirections++) {
    if (!isWeb(here)) {
      break;
    }
    const response = await fetch(here, { signal: patience, redirect: "manual" });
    const next = response.headers.get("location");
    if (response.status === 200) {
      return textOf(response);
    }
    await response.body?.cancel();
    if (response.status < 300 || response.status >= 400 || next === null) {
      break;
    }
    here = new URL(next, here);
  }
  throw new Error("There is nothing at the address.");
}

/** Whether an address is one that a template can be fetched from. */
export function isWeb({ protocol }: URL): boolean {
  return protocol === "http:" || protocol === "https:";
}

async function textOf(response: Response): Promise<string> {
  const body: ReadableStream<Uint8Array> | null = response.body;
  const reader = body?.getReader();
  const chunks: Uint8Array[] = [];
  let size = 0;
  for (let part = await reader?.read(); part?.value !== undefined; part = await reader?.read()) {
    chunks.push(part.value);
    size += part.value.length;
    if (size > mostBytes) {
      await reader?.cancel();
      throw new Error("What lies at the address is too large.");
    }
  }
  return new TextDecoder().decode(Buffer.concat(chunks));
}
