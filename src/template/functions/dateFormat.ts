/** The standard formats of .NET that are fixed patterns; `d` as the invariant culture writes it. */
const standardFormats: Readonly<Record<string, string>> = {
  d: "MM/dd/yyyy",
  s: "yyyy-MM-ddTHH:mm:ss",
  u: "yyyy-MM-dd HH:mm:ssZ",
  o: "yyyy-MM-ddTHH:mm:ss.fffffffZ",
  O: "yyyy-MM-ddTHH:mm:ss.fffffffZ",
  r: "ddd, dd MMM yyyy HH:mm:ss 'GMT'",
  R: "ddd, dd MMM yyyy HH:mm:ss 'GMT'",
};

/** As the invariant culture names them. */
export const months = [
  "January",
  "February",
  "March",
  "April",
  "May",
  "June",
  "July",
  "August",
  "September",
  "October",
  "November",
  "December",
] as const;
/** As the invariant culture names them, in the order of `Date.getUTCDay`. */
export const weekdays = ["Sunday", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday"] as const;

function padded(value: number, width: number): string {
  return String(value).padStart(width, "0");
}

const fields: Readonly<Record<string, (date: Date) => string>> = {
  yyyy: (date) => padded(date.getUTCFullYear(), 4),
  yy: (date) => padded(date.getUTCFullYear() % 100, 2),
  MMMM: (date) => months[date.getUTCMonth()] ?? "",
  MMM: (date) => (months[date.getUTCMonth()] ?? "").slice(0, 3),
  MM: (date) => padded(date.getUTCMonth() + 1, 2),
  M: (date) => String(date.getUTCMonth() + 1),
  dddd: (date) => weekdays[date.getUTCDay()] ?? "",
  ddd: (date) => (weekdays[date.getUTCDay()] ?? "").slice(0, 3),
  dd: (date) => padded(date.getUTCDate(), 2),
  d: (date) => String(date.getUTCDate()),
  HH: (date) => padded(date.getUTCHours(), 2),
  H: (date) => String(date.getUTCHours()),
  hh: (date) => padded(date.getUTCHours() % 12 || 12, 2),
  h: (date) => String(date.getUTCHours() % 12 || 12),
  mm: (date) => padded(date.getUTCMinutes(), 2),
  m: (date) => String(date.getUTCMinutes()),
  ss: (date) => padded(date.getUTCSeconds(), 2),
  s: (date) => String(date.getUTCSeconds()),
  tt: (date) => (date.getUTCHours() < 12 ? "AM" : "PM"),
};

/** A date as a .NET format writes it, in UTC and the invariant culture; undefined for formats that are not known here. */
export function formatDate(date: Date, format: string): string | undefined {
  const pattern = format.length === 1 ? standardFormats[format] : format;
  if (pattern === undefined) {
    return undefined;
  }
  let result = "";
  for (const match of pattern.matchAll(/'([^']*)'|"([^"]*)"|\\(.)|([A-Za-z])\4*|[^A-Za-z]/g)) {
    const [whole, single, double, escaped, letter] = match;
    const literal = single ?? double ?? escaped;
    const field = letter === undefined ? (literal ?? whole) : fieldText(date, whole);
    if (field === undefined) {
      return undefined;
    }
    result += field;
  }
  return result;
}

function fieldText(date: Date, field: string): string | undefined {
  if (field === "T" || field === "Z") {
    return field;
  }
  if (/^f{1,7}$/.test(field)) {
    return `${padded(date.getUTCMilliseconds(), 3)}0000`.slice(0, field.length);
  }
  return fields[field]?.(date);
}
