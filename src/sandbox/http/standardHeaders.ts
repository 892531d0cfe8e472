import { randomUUID } from "node:crypto";

/** Headers that every answer of Azure Resource Manager carries, beside what is left of the request budget. */
export function standardHeaders(clientRequestId: string | undefined, now: number): Record<string, string> {
  const correlation = randomUUID();
  const stamp = new Date(now).toISOString().replace(/[-:]|\.\d+/gu, "");
  return {
    "cache-control": "no-cache",
    pragma: "no-cache",
    expires: "-1",
    "strict-transport-security": "max-age=31536000; includeSubDomains",
    "x-content-type-options": "nosniff",
    "x-ms-request-id": randomUUID(),
    "x-ms-correlation-request-id": correlation,
    "x-ms-routing-request-id": `SANDBOX:${stamp}:${correlation}`,
    ...(clientRequestId === undefined ? {} : { "x-ms-client-request-id": clientRequestId }),
  };
}
