import type { Arm } from "./armPipeline";
import { listAt, textAt } from "./jsonRead";

/** All pages of a list that no SDK client has, or has in an older version: GET, then each `nextLink`. */
export async function listAll(
  arm: Arm,
  subscriptionId: string,
  request: { readonly path: string; readonly apiVersion: string },
): Promise<readonly unknown[]> {
  const found: unknown[] = [];
  let answer = await arm.send(subscriptionId, { method: "GET", ...request });
  for (;;) {
    found.push(...listAt(answer.body, "value"));
    const next = textAt(answer.body, "nextLink");
    if (next === undefined) {
      return found;
    }
    answer = await arm.send(subscriptionId, { method: "GET", path: next });
  }
}
