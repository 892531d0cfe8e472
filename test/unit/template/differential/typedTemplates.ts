import fc from "fast-check";
import type { JsonValue } from "../../../../src/template/value";

/** Expressions by the type that they give; now and then one of another type, so that faults occur. */
interface Typed {
  readonly int: string;
  readonly text: string;
  readonly truth: string;
  readonly list: string;
  readonly thing: string;
  readonly any: string;
}

/** What an expression may name where it stands. */
interface Names {
  readonly variables: readonly (readonly [keyof Typed, string])[];
  readonly more: Readonly<Partial<Record<keyof Typed, readonly string[]>>>;
}

function call(name: string, ...args: readonly fc.Arbitrary<string>[]): fc.Arbitrary<string> {
  return fc.tuple(...args).map((texts) => `${name}(${texts.join(", ")})`);
}

function typed(names: Names): fc.LetrecValue<Typed> {
  const named = (type: keyof Typed): readonly fc.Arbitrary<string>[] =>
    [...names.variables.flatMap(([of, text]) => (of === type ? [text] : [])), ...(names.more[type] ?? [])].map((text) =>
      fc.constant(text),
    );
  return fc.letrec<Typed>((tie: fc.LetrecTypedTie<Typed>) => {
    const [int, text, truth, list, thing, any] = [
      tie("int"),
      tie("text"),
      tie("truth"),
      tie("list"),
      tie("thing"),
      tie("any"),
    ];
    const pick = (...options: readonly fc.Arbitrary<string>[]): fc.Arbitrary<string> =>
      fc.oneof({ depthSize: "small", withCrossShrink: true }, ...options);
    const lambda = (body: fc.Arbitrary<string>): fc.Arbitrary<string> => body.map((inner) => `lambda('x', ${inner})`);
    const x = fc.constant("lambdaVariables('x')");
    const indexed = (body: fc.Arbitrary<string>): fc.Arbitrary<string> =>
      body.map((inner) => `lambda('x', 'n', ${inner})`);
    const n = fc.constant("lambdaVariables('n')");
    const small = fc.constantFrom("0", "1", "2");
    const word = fc.constantFrom("'a'", "'A'", "'b'", "'B'", "'ab'", "'Ab'", "'aB'", "'z'");
    const date = fc.constantFrom("'2024-02-28T23:59:59Z'", "'1999-12-31T00:00:00Z'");
    const cidr = fc.constantFrom("'10.1.2.0/23'", "'10.1.2.7/24'", "'0.0.0.0/8'", "'10.0.0.0/30'");
    return {
      int: pick(
        fc.integer({ min: -3, max: 9 }).map(String),
        ...named("int"),
        ...["add", "sub", "mul", "div", "mod", "min", "max"].map((name) => call(name, int, int)),
        call("length", fc.oneof(text, list, thing)),
        call("if", truth, int, int),
        call("int", fc.constantFrom("'12'", "'-1'", "'x'")),
        call("dateTimeToEpoch", date),
        call("indexOf", text, fc.constantFrom("'A'", "'-'", "''")),
        call("lastIndexOf", text, fc.constantFrom("'a'", "'B'")),
        call("indexOf", list, any),
        call("lastIndexOf", list, any),
        call(
          "reduce",
          call("range", small, small),
          int,
          fc.constant("lambda('s', 'x', add(lambdaVariables('s'), lambdaVariables('x')))"),
        ),
      ),
      text: pick(
        fc.constantFrom("''", "'a'", "'Ab'", "'it''s'", "'a-b-c'"),
        ...named("text"),
        call("concat", text, fc.oneof(text, int, truth)),
        call("toUpper", text),
        call("toLower", text),
        call("substring", text, int, int),
        call("replace", text, fc.constantFrom("'a'", "'-'"), text),
        call("string", fc.oneof(int, truth, list, thing)),
        call("trim", call("concat", fc.constant("' '"), text, fc.constant("'  '"))),
        call("padLeft", fc.oneof(text, int), small, fc.constant("'0'")),
        call("format", fc.constantFrom("'{0}'", "'<{1}-{0}>'", "'{0:D3}{1}'", "'{2}'"), int, fc.oneof(text, truth)),
        call("join", call("split", text, fc.constantFrom("'-'", "createArray('-', 'a')")), text),
        call("base64ToString", call("base64", text)),
        call("dataUriToString", call("dataUri", text)),
        call("guid", fc.oneof(text, int), text),
        call("cidrSubnet", cidr, fc.constantFrom("8", "24", "26"), int),
        call("cidrHost", cidr, int),
        call("uri", fc.constantFrom("'https://a.b/c'", "'https://a.b/c/'"), fc.constantFrom("'d'", "'d/e.json'")),
        call("dateTimeAdd", date, fc.constantFrom("'P3D'", "'-PT25H'", "'PT90S'", "'PT61M'")),
        call("dateTimeFromEpoch", fc.integer({ min: 0, max: 4_000_000_000 }).map(String)),
        call("tenantResourceId", fc.constantFrom("'A.B/c'", "'A.B/c/d'"), text),
        call("extensionResourceId", text, fc.constant("'A.B/c/d'"), text, text),
        ...["base64", "dataUri", "uriComponent"].map((name) => call(name, text)),
        call("uriComponentToString", call("uriComponent", text)),
        call("if", truth, text, text),
        call("own.twice", text),
      ),
      truth: pick(
        fc.constantFrom("true()", "false()"),
        ...named("truth"),
        call("equals", any, any),
        call("less", int, int),
        call("greaterOrEquals", int, int),
        call("not", truth),
        call("and", truth, truth),
        call("or", truth, truth),
        call("empty", fc.oneof(text, list, thing)),
        ...["lessOrEquals", "greater"].map((name) => call(name, int, int)),
        ...["less", "lessOrEquals", "greater", "greaterOrEquals"].map((name) => call(name, word, word)),
        call("bool", fc.oneof(int, fc.constantFrom("'True'", "'0'", "'x'"))),
        ...["startsWith", "endsWith"].map((name) => call(name, text, text)),
        call("like", text, fc.constantFrom("'A*'", "'*b'", "'a-*-c'", "'ab'", "'*'", "'*-*-*-*'")),
        call("contains", text, text),
        call("contains", list, any),
      ),
      list: pick(
        call("createArray", any, any),
        fc.constant("createArray()"),
        ...named("list"),
        call("range", int, fc.constantFrom("0", "3", "-1")),
        call("concat", list, list),
        call("skip", list, int),
        call("take", list, int),
        call("split", text, fc.constant("'-'")),
        call("map", list, lambda(fc.oneof(any, x))),
        call("map", list, indexed(fc.oneof(n, call("createArray", n, x)))),
        call("filter", list, indexed(call("less", n, int))),
        call("flatten", call("createArray", list, list)),
        call("distinct", list),
        ...["union", "intersection"].map((name) => call(name, list, list)),
        call("array", any),
        ...["items", "objectKeys"].map((name) => call(name, thing)),
        call(
          "sort",
          call("concat", call("range", int, small), call("range", int, small)),
          fc.constant("lambda('a', 'b', less(lambdaVariables('a'), lambdaVariables('b')))"),
        ),
        call("json", call("string", list)),
        call("base64ToJson", call("base64", call("string", list))),
        call("filter", list, lambda(fc.oneof(truth, call("equals", fc.constant("lambdaVariables('x')"), any)))),
      ),
      thing: pick(
        fc.constant("createObject()"),
        ...named("thing"),
        call("createObject", fc.constant("'k'"), any, fc.constant("'L'"), any),
        call("createObject", fc.constantFrom("'k'", "'m'", "'2'"), any, fc.constant("'1'"), any),
        ...["union", "intersection"].map((name) => call(name, thing, thing)),
        call("shallowMerge", call("createArray", thing, thing)),
        call("mapValues", thing, lambda(fc.oneof(any, x, call("array", x)))),
        call("toObject", call("split", text, fc.constant("'-'")), lambda(call("toLower", x)), lambda(fc.oneof(any, x))),
        call("toObject", call("range", small, small), lambda(call("string", x))),
        call("groupBy", list, lambda(call("string", call("empty", call("array", x))))),
      ),
      any: pick(
        int,
        text,
        truth,
        list,
        thing,
        fc.constant("null()"),
        call("first", list),
        call("last", list),
        call("coalesce", fc.constant("null()"), any),
        call("tryGet", thing, fc.constantFrom("'k'", "'K'", "'none'")),
        call("tryGet", fc.oneof(list, thing), fc.constantFrom("'k'", "0", "7"), fc.constantFrom("'k'", "0")),
        ...["indexFromEnd", "tryIndexFromEnd"].map((name) => call(name, list, int)),
        thing.map((of) => `${of}.k`),
        fc.tuple(list, int).map(([of, at]) => `${of}[${at}]`),
      ),
    };
  });
}

const bracketed = (text: fc.Arbitrary<string>): fc.Arbitrary<string> => text.map((inner) => `[${inner}]`);

const parameters = { n: { type: "int", defaultValue: 2 }, s: { type: "string", defaultValue: "[concat('p', '-q')]" } };

const functions = [
  {
    namespace: "own",
    members: {
      twice: {
        parameters: [{ name: "x", type: "string" }],
        output: { type: "string", value: "[concat(parameters('x'), parameters('x'))]" },
      },
    },
  },
];

const plain: Names = {
  variables: [],
  more: { int: ["parameters('n')"], text: ["parameters('s')", "PARAMETERS('S')"] },
};

const all: Names = {
  ...plain,
  variables: [
    ["int", "variables('i')"],
    ["list", "variables('l')"],
    ["thing", "variables('o')"],
    ["list", "variables('made')"],
    ["text", "variables('o').k"],
  ],
};

const inResource: Names = {
  ...all,
  more: { ...all.more, int: ["copyIndex()", "copyIndex('loop')", "parameters('n')"] },
};
const inList: Names = { ...all, more: { ...all.more, int: ["copyIndex('list')", "copyIndex()"] } };
const inMade: Names = { ...plain, more: { ...plain.more, int: ["copyIndex('made')"] } };

const resource = fc.record({
  type: fc.constant("A.B/c"),
  apiVersion: fc.constant("1"),
  name: bracketed(typed(inResource).text),
  condition: bracketed(typed(inResource).truth),
  copy: fc.record({ name: fc.constant("loop"), count: fc.constantFrom(0, 1, 3, "[parameters('n')]") }),
  properties: fc.record({
    value: bracketed(typed(inResource).any),
    copy: fc.tuple(
      fc.record({
        name: fc.constant("list"),
        count: fc.constantFrom(0, 2, "[parameters('n')]"),
        input: fc.record({ item: bracketed(typed(inList).any) }),
      }),
    ),
  }),
});

/** Templates in which everything can be known, with variables, loops, functions and conditions. */
export const typedTemplate: fc.Arbitrary<Readonly<Record<string, JsonValue>>> = fc.record({
  contentVersion: fc.constant("1.0.0.0"),
  parameters: fc.constant(parameters),
  functions: fc.constant(functions),
  variables: fc.record({
    i: bracketed(typed(plain).int),
    l: bracketed(typed(plain).list),
    o: fc.record({ k: bracketed(typed(plain).text), other: fc.constant("[[literal]") }),
    copy: fc.tuple(
      fc.record({ name: fc.constant("made"), count: fc.constant(2), input: bracketed(typed(inMade).any) }),
    ),
  }),
  resources: fc.array(resource, { maxLength: 2 }),
  outputs: fc.record({
    a: fc.record({ type: fc.constant("object"), value: bracketed(typed(all).any) }),
    b: fc.record({ type: fc.constant("string"), value: bracketed(typed(all).text) }),
    c: fc.record({ type: fc.constant("bool"), value: bracketed(typed(all).truth) }),
  }),
});
