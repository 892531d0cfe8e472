import { isoTime } from "../http/formats";
import { parseJson, textOf } from "../http/json";
import type { Json } from "../http/json";

type Scalar = (args: readonly Json[], now: number) => Json;

/** The scalar functions of the subset, by name in lower case. Times are ISO text. */
export const functions: Readonly<Record<string, Scalar>> = {
  tolower: ([value]) => textOf(value).toLowerCase(),
  toupper: ([value]) => textOf(value).toUpperCase(),
  tostring: ([value]) => textOf(value),
  toint: ([value]) => numberOf(value),
  tolong: ([value]) => numberOf(value),
  tobool: ([value]) => value === true || textOf(value).toLowerCase() === "true",
  strlen: ([value]) => textOf(value).length,
  strcat: (args) => args.map(textOf).join(""),
  split: ([value, by]) => textOf(value).split(textOf(by)),
  isempty: ([value]) => textOf(value) === "",
  isnotempty: ([value]) => textOf(value) !== "",
  isnull: ([value]) => value === null || value === undefined,
  isnotnull: ([value]) => value !== null && value !== undefined,
  not: ([value]) => value !== true,
  iff: choose,
  iif: choose,
  case: chooseFirst,
  coalesce: (args) => args.find((value) => textOf(value) !== "") ?? null,
  array_length: ([value]) => (Array.isArray(value) ? value.length : null),
  parse_json: ([value]) => parsed(value),
  todynamic: ([value]) => parsed(value),
  now: (_args, now) => isoTime(now),
  ago: ([span], now) => isoTime(now - (numberOf(span) ?? 0)),
  todatetime: ([value]) => timeOf(value),
  datetime: ([value]) => timeOf(value),
};

function numberOf(value: Json | undefined): number | null {
  const number = Number(textOf(value));
  return Number.isNaN(number) ? null : number;
}

function timeOf(value: Json | undefined): Json {
  const time = Date.parse(textOf(value));
  return Number.isNaN(time) ? null : isoTime(time);
}

function parsed(value: Json | undefined): Json {
  if (typeof value !== "string") {
    return value ?? null;
  }
  try {
    return parseJson(value);
  } catch {
    return value;
  }
}

function choose([condition, yes, no]: readonly Json[]): Json {
  return (condition === true ? yes : no) ?? null;
}

/** `case(when, then, when, then, …, otherwise)` */
function chooseFirst(args: readonly Json[]): Json {
  for (let index = 0; index + 1 < args.length; index += 2) {
    if (args[index] === true) {
      return args[index + 1] ?? null;
    }
  }
  return args.at(-1) ?? null;
}
