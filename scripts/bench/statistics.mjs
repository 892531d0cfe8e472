/**
 * The value below which a share of the numbers lies, by linear interpolation; `quantile(xs, 0.5)` is the median.
 * @param {readonly number[]} numbers
 * @param {number} share 0 to 1
 */
export function quantile(numbers, share) {
  if (numbers.length === 0) {
    return Number.NaN;
  }
  const sorted = [...numbers].sort((one, other) => one - other);
  const position = (sorted.length - 1) * share;
  const below = Math.floor(position);
  const above = Math.min(below + 1, sorted.length - 1);
  return sorted[below] + (sorted[above] - sorted[below]) * (position - below);
}

/** The middle one of some numbers. */
export function median(numbers) {
  return quantile(numbers, 0.5);
}

/** Rows as aligned text; the first column to the left, the others to the right. */
export function table(rows) {
  const widths = rows[0].map((_, column) => Math.max(...rows.map((row) => String(row[column]).length)));
  return rows
    .map((row) =>
      row
        .map((cell, column) => (column === 0 ? String(cell).padEnd(widths[0]) : String(cell).padStart(widths[column])))
        .join("  ")
        .trimEnd(),
    )
    .join("\n");
}
