import { describe, expect, it } from "vitest";
import type { JsonValue } from "../../../../src/template/value";
import { jsonOf } from "../inTemplate";

const documented: Readonly<Record<string, readonly (readonly [expression: string, value: JsonValue])[]>> = {
  "arrays and objects": [
    ["array('a')", ["a"]],
    ["array(createArray(1))", [1]],
    ["array(createObject('a', 1))", [{ a: 1 }]],
    ["concat('a', 'b', 1, true())", "ab1True"],
    ["concat(createArray(1), createArray(2, 3))", [1, 2, 3]],
    ["contains('OneTwo', 'Two')", true],
    ["contains('OneTwo', 'two')", false],
    ["contains(createObject('One', 1), 'one')", true],
    ["contains(createArray('one'), 'One')", false],
    ["contains(createArray(createArray(1, 2)), createArray(1, 2))", true],
    ["createArray()", []],
    ["createObject()", {}],
    ["createObject('a', 1, 'b', createArray('c'))", { a: 1, b: ["c"] }],
    ["empty(null())", true],
    ["empty('')", true],
    ["empty(createArray())", true],
    ["empty(createObject('a', null()))", false],
    ["first(createArray())", null],
    ["first('One')", "O"],
    ["last(createArray(1, 2))", 2],
    ["last('One')", "e"],
    ["flatten(createArray(createArray(1), createArray(createArray(2))))", [1, [2]]],
    ["indexOf('test', 'T')", 0],
    ["lastIndexOf('test', 't')", 3],
    ["indexOf(createArray('a', 'B'), 'b')", -1],
    ["intersection(createArray(1, 2, 3), createArray(3, 2))", [2, 3]],
    ["intersection(createObject('a', 1, 'b', 2), createObject('a', 1, 'b', 3))", { a: 1 }],
    [
      "items(createObject('b', 2, 'a', 1))",
      [
        { key: "a", value: 1 },
        { key: "b", value: 2 },
      ],
    ],
    ["objectKeys(createObject('b', 2, 'a', 1))", ["a", "b"]],
    ["length('abc')", 3],
    ["length(createArray(1, 2))", 2],
    ["length(createObject('a', 1, 'b', createObject('c', 1)))", 2],
    ["max(createArray(0, 3, 2))", 3],
    ["min(5, 4, createArray(3))", 3],
    ["range(5, 3)", [5, 6, 7]],
    ["range(0, 0)", []],
    ["skip('abc', 1)", "bc"],
    ["skip(createArray(1, 2), -1)", [1, 2]],
    ["take('abc', 9)", "abc"],
    ["take(createArray(1, 2), -1)", []],
    ["tryGet(createObject('a', createArray(7)), 'a', 0)", 7],
    ["tryGet(createObject('a', 1), 'b', 'c')", null],
    ["tryGet(createArray(1), 5)", null],
    ["indexFromEnd(createArray(1, 2, 3), 1)", 3],
    ["tryIndexFromEnd(createArray(1), 2)", null],
    ["union(createArray(1, 2), createArray(2, 3))", [1, 2, 3]],
    ["union(createObject('a', createObject('x', 1)), createObject('A', createObject('y', 2)))", { a: { x: 1, y: 2 } }],
    ["union(createObject('a', createArray(1)), createObject('a', createArray(2)))", { a: [2] }],
    ["shallowMerge(createArray(createObject('a', createObject('x', 1)), createObject('a', 2)))", { a: 2 }],
    ["join(createArray('a', true(), 1), '-')", "a-True-1"],
    ["createObject('a', 1).A", 1],
    ["createObject('a', createArray(4, 5))['a'][1]", 5],
  ],
  "comparison and logic": [
    ["equals('a', 'A')", false],
    ["equals(1, '1')", false],
    ["equals(createObject('a', createArray(1)), createObject('a', createArray(1)))", true],
    ["equals(null(), null())", true],
    ["less(1, 2)", true],
    ["lessOrEquals(2, 2)", true],
    ["greater('A', 'a')", true],
    ["greaterOrEquals('b', 'A')", true],
    ["coalesce(null(), '', 'x')", ""],
    ["coalesce(null(), null())", null],
    ["and(true(), true(), false())", false],
    ["or(false(), true())", true],
    ["not(false())", true],
    ["if(equals(1, 1), 'yes', 'no')", "yes"],
    ["bool('True')", true],
    ["bool('0')", false],
    ["bool(2)", true],
  ],
  numbers: [
    ["add(5, -7)", -2],
    ["sub(1, 3)", -2],
    ["mul(4, 5)", 20],
    ["div(8, 3)", 2],
    ["div(-8, 3)", -2],
    ["mod(-7, 3)", -1],
    ["int('4')", 4],
    ["float('1.5')", 1.5],
  ],
  texts: [
    ["toUpper('aB')", "AB"],
    ["toLower('aB')", "ab"],
    ["trim('  a ')", "a"],
    ["padLeft(123, 10, '0')", "0000000123"],
    ["padLeft('a', 3)", "  a"],
    ["replace('123-123', '-', '')", "123123"],
    ["replace('aA', 'a', 'b')", "bA"],
    ["split('a,b;c', createArray(',', ';'))", ["a", "b", "c"]],
    ["split('a,b', ',')", ["a", "b"]],
    ["string(createObject('a', createArray(1, true())))", '{"a":[1,true]}'],
    ["string(createObject('b', 1, '2', 2, '1', null()))", '{"b":1,"2":2,"1":null}'],
    ["string(createArray(9223372036854775807))", "[9223372036854775807]"],
    ["format('{0}', createObject('2', 'x', '1', 'y'))", "{'2':'x','1':'y'}"],
    ["string(false())", "False"],
    ["substring('abcdef', 2, 3)", "cde"],
    ["substring('abc', 1)", "bc"],
    ["startsWith('Hello', 'hE')", true],
    ["endsWith('Hello', 'LO')", true],
    ["'it''s'", "it's"],
    ["format('{0}-{1}', 'a', 2)", "a-2"],
    ["format('{{{0}}}', 'x')", "{x}"],
    ["format('{0:D3}/{0:N0}/{1,4}/{1,-4}|', 1234, 'ab')", "1234/1,234/  ab/ab  |"],
    ["format('{0:00}', 7)", "07"],
    ["format('{0} {1}', true(), createArray('a'))", "True ['a']"],
    ["base64('ab')", "YWI="],
    ["base64ToString('YWI=')", "ab"],
    ["uri('http://contoso.org/firstpath/', 'myscript.sh')", "http://contoso.org/firstpath/myscript.sh"],
    ["uriComponent('a b/ü')", "a%20b%2F%C3%BC"],
    ["uriComponentToString('a%20b')", "a b"],
    ["json('{\"a\": [1, null]}')", { a: [1, null] }],
    ["json('null')", null],
  ],
  "functions over items": [
    ["map(range(0, 3), lambda('i', mul(lambdaVariables('i'), 2)))", [0, 2, 4]],
    [
      "map(createArray('a', 'b'), lambda('x', 'i', format('{0}{1}', lambdaVariables('x'), lambdaVariables('i'))))",
      ["a0", "b1"],
    ],
    ["filter(range(0, 5), lambda('i', greater(lambdaVariables('i'), 2)))", [3, 4]],
    ["reduce(createArray(1, 2, 3), 10, lambda('sum', 'x', add(lambdaVariables('sum'), lambdaVariables('x'))))", 16],
    ["sort(createArray(3, 1, 2), lambda('a', 'b', less(lambdaVariables('a'), lambdaVariables('b'))))", [1, 2, 3]],
    [
      "toObject(createArray('a', 'b'), lambda('x', lambdaVariables('x')), lambda('x', concat(lambdaVariables('x'), '!')))",
      { a: "a!", b: "b!" },
    ],
    [
      "groupBy(createArray('ab', 'ac', 'bc'), lambda('x', first(lambdaVariables('x'))))",
      { a: ["ab", "ac"], b: ["bc"] },
    ],
    ["mapValues(createObject('a', 1), lambda('v', add(lambdaVariables('v'), 1)))", { a: 2 }],
    [
      "map(createArray(1, 2), lambda('x', map(createArray(10), lambda('y', add(lambdaVariables('x'), lambdaVariables('y'))))))",
      [[11], [12]],
    ],
  ],
  "hashes and the cloud": [
    [
      "uniqueString('/subscriptions/31e9f9a0-9fd2-4294-a0a3-0101246d9700/resourceGroups/rg-modm201-20230913120256/providers/Microsoft.Compute/virtualMachines/bobjacmodm201')",
      "yvjxno3je5on2",
    ],
    ["equals(uniqueString('a', 'b'), uniqueString('a-b'))", true],
    ["length(uniqueString('x'))", 13],
    ["guid('hello')", "520f8434-fe3a-5d99-888d-450a827486a1"],
    ["environment().suffixes.storage", "core.windows.net"],
    ["resourceGroup().type", "Microsoft.Resources/resourceGroups"],
  ],
};

for (const [family, cases] of Object.entries(documented)) {
  describe(family, () => {
    it.each(cases)("%s", (expression, value) => {
      expect(jsonOf(expression)).toEqual(value);
    });
  });
}

describe("certain mistakes", () => {
  it.each([
    ["substring('abc', 2, 5)", "outside the text"],
    ["div(1, 0)", "divides by zero"],
    ["int('abc')", "whole number"],
    ["createObject('a')", "pairs"],
    ["range(0, 10001)", "between 0 and 10000"],
    ["createArray(1)[1]", "Index 1 is outside the array"],
    ["createObject('a', 1).b", "no property 'b'"],
    ["toLower(5)", "a text"],
    ["format('{1}', 'a')", "argument {1}"],
    ["concat(createArray(1), 'a')", "either texts or arrays"],
    ["nonsense('a')", "no template function 'nonsense'"],
    ["toLower()", "takes 1 argument"],
    ["json('{')", "not valid JSON"],
    ["fail('no luck')", "no luck"],
    ["copyIndex()", "outside a copy loop"],
    ["resourceId('Microsoft.Network/networkInterfaces', 'a', 'b')", "needs 1 name(s)"],
  ])("%s says that %s", (expression, part) => {
    expect(() => jsonOf(expression)).toThrow(part);
  });

  it("is not raised in a branch that is not taken", () => {
    expect(jsonOf("if(true(), 'fine', fail('never'))")).toBe("fine");
    expect(jsonOf("and(false(), fail('never'))")).toBe(false);
    expect(jsonOf("or(true(), fail('never'))")).toBe(true);
  });
});
