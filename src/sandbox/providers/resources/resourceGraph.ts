import { resourceGraph as versions } from "../../http/apiVersions";
import { ArmFault } from "../../http/armFault";
import type { Answer, Call } from "../../http/call";
import { ok } from "../../http/call";
import { listAt, objectAt, textAt, textOf } from "../../http/json";
import type { Json, JsonObject } from "../../http/json";
import { startOf, tokenFor } from "../../http/paging";
import type { Route } from "../../http/router";
import { forgetRows, rowsFor } from "../../graph/cursors";
import type { PageAsked } from "../../graph/cursors";
import { KqlError } from "../../graph/kqlError";
import { parseQuery } from "../../graph/parseQuery";
import { countQuery } from "../../graph/quota";
import { runQuery } from "../../graph/runQuery";
import type { Found } from "../../graph/runQuery";
import { graphTables } from "../../graph/tables";

/** Rows of one answer: what Azure gives unless asked, and at most. */
const usualRows = 100;
const mostRows = 1000;

/** Resource Graph: queries over everything, in a subset of the Kusto language. */
export const resourceGraphRoutes: readonly Route[] = [
  {
    method: "POST",
    path: "/providers/Microsoft.ResourceGraph/resources",
    versions,
    action: "Microsoft.ResourceGraph/resources/read",
    handle: query,
  },
];

function query(call: Call): Answer {
  const quota = countQuery(call.estate, call.settings.graphQuota, call.now);
  const options = objectAt(call.body, "options");
  const top = numberIn(options, "$top") ?? usualRows;
  if (top < 1 || top > mostRows) {
    throw refused([{ code: "BadRequest", message: `The value of $top must be between 1 and ${mostRows}.` }]);
  }
  const start = startOf(textAt(options, "$skipToken")) || (numberIn(options, "$skip") ?? 0);
  const question = questionOf(call);
  const { rows, total } = rowsOf(call, question, { question: question.key, start, end: start + top });
  const page = rows.slice(start, start + top);
  const more = start + page.length < total;
  if (!more) {
    forgetRows(call.estate, question.key);
  }
  return ok(
    {
      totalRecords: total,
      count: page.length,
      resultTruncated: "false",
      ...(more ? { $skipToken: tokenFor(start + page.length) } : {}),
      data: textAt(options, "resultFormat") === "table" ? asTable(page) : page,
      facets: [],
    },
    quota,
  );
}

function numberIn(options: JsonObject, name: string): number | undefined {
  const value = options[name];
  return typeof value === "number" ? value : undefined;
}

/** What is asked, of which subscriptions. */
interface Question {
  readonly text: string;
  readonly subscriptions: ReadonlySet<string>;
  /** Tells questions apart. */
  readonly key: string;
}

function questionOf(call: Call): Question {
  const text = textAt(call.body, "query") ?? "";
  const subscriptions = scopeOf(call);
  return { text, subscriptions, key: [...subscriptions, text].join("\n") };
}

function rowsOf(call: Call, { text, subscriptions }: Question, page: PageAsked): Found {
  const { estate, now, settings } = call;
  try {
    return rowsFor(estate, page, (most) =>
      runQuery(parseQuery(text), graphTables({ estate, now, settings, subscriptions }), now, most),
    );
  } catch (error) {
    if (error instanceof KqlError) {
      throw refused(detailsOf(error, text));
    }
    throw error;
  }
}

/** The subscriptions of a query: those that it names and the person sees; all of them when it names none. */
function scopeOf(call: Call): ReadonlySet<string> {
  const asked = listAt(call.body, "subscriptions").map((id) => textOf(id).toLowerCase());
  const seen = call.estate.subscriptions.all
    .filter(({ tenantId }) => call.tenantId === undefined || call.tenantId === tenantId)
    .map(({ subscriptionId }) => subscriptionId);
  return new Set(asked.length === 0 ? seen : seen.filter((id) => asked.includes(id.toLowerCase())));
}

function detailsOf(error: KqlError, text: string): readonly Json[] {
  const before = text.slice(0, error.position).split("\n");
  return [
    {
      code: "InvalidQuery",
      message:
        "Query is invalid. Please refer to the documentation for the Azure Resource Graph service and fix the error before retrying.",
    },
    {
      code: error.code,
      message: error.code,
      line: before.length,
      characterPositionInLine: before.at(-1)?.length ?? 0,
      token: error.token,
    },
  ];
}

function refused(details: readonly Json[]): ArmFault {
  return new ArmFault(400, "BadRequest", "The query could not be run; see the details.", { more: { details } });
}

function asTable(rows: readonly JsonObject[]): JsonObject {
  const names = Object.keys(rows[0] ?? {});
  return {
    columns: names.map((name) => ({ name, type: columnType(rows[0]?.[name]) })),
    rows: rows.map((row) => names.map((name) => row[name] ?? null)),
  };
}

function columnType(value: Json | undefined): string {
  if (typeof value === "string") {
    return "string";
  }
  return typeof value === "number" ? "integer" : typeof value === "boolean" ? "boolean" : "object";
}
