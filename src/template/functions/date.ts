import * as l10n from "@vscode/l10n";
import type { Value } from "../value";
import { known } from "../values/make";
import { integerOf, textOf } from "./arguments";
import { formatDate } from "./dateFormat";
import { ExpressionError, strict } from "./templateFunction";
import type { TemplateFunction } from "./templateFunction";
import { unsupportedCall } from "./unsupported";

const extended =
  /^(\d{4})-(\d{2})-(\d{2})(?:[T ](\d{2}):(\d{2})(?::(\d{2})(?:\.(\d{1,7}))?)?\s*(Z|[+-]\d{2}:?\d{2})?)?$/i;
const compact = /^(\d{4})(\d{2})(\d{2})T(\d{2})(\d{2})(\d{2})()(Z)$/i;

/** Milliseconds since 1970. @throws ExpressionError when the text is no ISO 8601 date and time */
function instantOf(text: string): number {
  const match = extended.exec(text.trim()) ?? compact.exec(text.trim());
  const [, year, month, day, hour = "0", minute = "0", second = "0", fraction = "", zone = "Z"] = match ?? [];
  const date = Date.UTC(
    Number(year),
    Number(month) - 1,
    Number(day),
    Number(hour),
    Number(minute),
    Number(second),
    Number(fraction.slice(0, 3).padEnd(3, "0")),
  );
  const check = new Date(date);
  if (match === null || check.getUTCMonth() !== Number(month) - 1 || check.getUTCHours() !== Number(hour)) {
    throw new ExpressionError(l10n.t("'{0}' is not a date and time such as 2024-05-31T12:00:00Z.", text));
  }
  return date - offsetOf(zone);
}

function offsetOf(zone: string): number {
  const [, sign, hours, minutes] = /^([+-])(\d{2}):?(\d{2})$/.exec(zone) ?? [];
  return sign === undefined ? 0 : (sign === "-" ? -1 : 1) * (Number(hours) * 60 + Number(minutes)) * 60_000;
}

const duration = /^(-?)P(?:(\d+)Y)?(?:(\d+)M)?(?:(\d+)W)?(?:(\d+)D)?(?:T(?:(\d+)H)?(?:(\d+)M)?(?:(\d+(?:\.\d+)?)S)?)?$/;

interface Duration {
  readonly years: number;
  readonly months: number;
  readonly milliseconds: number;
}

/** @throws ExpressionError when the text is no ISO 8601 duration */
function durationOf(text: string): Duration {
  const match = duration.exec(text.trim());
  if (match === null || !/\d/.test(text)) {
    throw new ExpressionError(l10n.t("'{0}' is not a duration such as P1Y2M10DT2H30M.", text));
  }
  const sign = match[1] === "-" ? -1 : 1;
  const part = (at: number): number => sign * Number(match[at] ?? 0);
  const days = part(4) * 7 + part(5);
  const milliseconds = ((days * 24 + part(6)) * 60 + part(7)) * 60_000 + part(8) * 1000;
  return { years: part(2), months: part(3), milliseconds };
}

/** Moves by calendar months; a day that the month does not have becomes its last one. */
function byCalendar(instant: number, months: number): number {
  const date = new Date(instant);
  const day = date.getUTCDate();
  date.setUTCDate(1);
  date.setUTCMonth(date.getUTCMonth() + months);
  const last = new Date(Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + 1, 0)).getUTCDate();
  date.setUTCDate(Math.min(day, last));
  return date.getTime();
}

/**
 * The sum of a date and a duration. Microsoft's page about the Bicep function (October 2023) counts a month as 30 days, later
 * versions of the engine count calendar months: where the two differ, the result is not known.
 */
function sum(instant: number, { years, months, milliseconds }: Duration): number | undefined {
  const calendar = byCalendar(instant, years * 12 + months) + milliseconds;
  const fixed = instant + (years * 365 + months * 30) * 86_400_000 + milliseconds;
  return calendar === fixed && !Number.isNaN(new Date(calendar).getTime()) ? calendar : undefined;
}

const isoFormat = "yyyy-MM-ddTHH:mm:ssZ";

function dateTimeAdd(args: readonly Value[]): Value | undefined {
  const [base, span, format] = args;
  const from = textOf("dateTimeAdd", base);
  const by = textOf("dateTimeAdd", span);
  const pattern = format === undefined ? isoFormat : textOf("dateTimeAdd", format);
  if (from === undefined || by === undefined || pattern === undefined) {
    return undefined;
  }
  const result = sum(instantOf(from), durationOf(by));
  // Without a format the documentation shows what comes of dates with dashes and whole seconds, and of no others.
  const isDocumented = format !== undefined || /^\d{4}-\d{2}-\d{2}[T ]\d{2}:\d{2}:\d{2}Z$/.test(from);
  const text = result === undefined || !isDocumented ? undefined : formatDate(new Date(result), pattern);
  return text === undefined ? unsupportedCall("dateTimeAdd", args, "string") : known(text);
}

function dateTimeFromEpoch([seconds]: readonly Value[]): Value | undefined {
  const whole = integerOf("dateTimeFromEpoch", seconds);
  if (whole === undefined) {
    return undefined;
  }
  const date = new Date(whole * 1000);
  const text = Number.isNaN(date.getTime()) ? undefined : formatDate(date, isoFormat);
  if (text === undefined) {
    throw new ExpressionError(l10n.t("{0} seconds after 1970 are not a date.", whole));
  }
  return known(text);
}

function dateTimeToEpoch([date]: readonly Value[]): Value | undefined {
  const text = textOf("dateTimeToEpoch", date);
  return text === undefined ? undefined : known(Math.floor(instantOf(text) / 1000));
}

/** `dateTimeAdd`, `dateTimeFromEpoch`, `dateTimeToEpoch`; `utcNow` is known only to the deployment. */
export const dateFunctions: readonly TemplateFunction[] = [
  strict("dateTimeAdd", [2, 3], dateTimeAdd, { returns: "string" }),
  strict("dateTimeFromEpoch", 1, dateTimeFromEpoch, { returns: "string" }),
  strict("dateTimeToEpoch", 1, dateTimeToEpoch, { returns: "int" }),
];
