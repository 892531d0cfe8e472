/** Requests of one command at the same time: more would only make Azure throttle. */
const requestsAtOnce = 4;

/**
 * Like `Promise.all` over a mapping, with few under way at the same time; keeps the order.
 * @param atOnce how many; as many as suit Azure when left out
 * @throws the first failure; what is under way then goes on, the rest is not begun
 */
export async function mapBounded<T, R>(
  items: readonly T[],
  work: (item: T) => Promise<R>,
  atOnce = requestsAtOnce,
): Promise<readonly R[]> {
  const results: R[][] = items.map(() => []);
  const waiting = items.entries();
  let failed = false;
  const worker = async (): Promise<void> => {
    for (const [index, item] of waiting) {
      if (failed) {
        return;
      }
      try {
        results[index] = [await work(item)];
      } catch (error) {
        failed = true;
        throw error;
      }
    }
  };
  await Promise.all(Array.from({ length: Math.min(atOnce, items.length) }, worker));
  return results.flatMap((one) => one);
}
