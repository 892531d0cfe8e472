/** Compares dotted versions part by part as numbers: "2.7.9" < "2.7.41491". Negative, zero or positive, like `sort` wants it. */
export function compareVersions(one: string, other: string): number {
  const parts = (version: string): readonly number[] =>
    version.split(".").map((part) => Number.parseInt(part, 10) || 0);
  const [left, right] = [parts(one), parts(other)];
  for (let index = 0; index < Math.max(left.length, right.length); index++) {
    const difference = (left[index] ?? 0) - (right[index] ?? 0);
    if (difference !== 0) {
      return difference;
    }
  }
  return 0;
}
