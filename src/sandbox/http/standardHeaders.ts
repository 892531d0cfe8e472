import { randomUUID } from "node:crypto";

/** Headers that every answer of Azure Resource Manager carries. */
export function standardHeaders(
  method: string,
  clientRequestId: string | undefined,
  served: number,
  now: number,
): Record<string, string> {
  const correlation = randomUUID();
  const stamp = new Date(now).toISOString().replace(/[-:]|\.\d+/gu, "");
  const budget = Math.max(0, 11_999 - served);
  return {
    "cache-control": "no-cache",
    pragma: "no-cache",
    expires: "-1",
    "strict-transport-security": "max-age=31536000; includeSubDomains",
    "x-content-type-options": "nosniff",
    "x-ms-request-id": randomUUID(),
    "x-ms-correlation-request-id": correlation,
    "x-ms-routing-request-id": `SANDBOX:${stamp}:${correlation}`,
    ...(method === "GET" || method === "HEAD"
      ? { "x-ms-ratelimit-remaining-subscription-reads": String(budget) }
      : { "x-ms-ratelimit-remaining-subscription-writes": String(Math.max(0, 1199 - served)) }),
    ...(clientRequestId === undefined ? {} : { "x-ms-client-request-id": clientRequestId }),
  };
}
