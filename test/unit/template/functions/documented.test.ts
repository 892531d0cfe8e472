import { describe, expect, it } from "vitest";
import { templateFunctions } from "../../../../src/template/functions/table";
import type { JsonValue } from "../../../../src/template/value";
import { jsonOf, textOf, valueOf } from "../inTemplate";

const dogs = [
  { name: "Evie", age: 5, interests: ["Ball", "Frisbee"] },
  { name: "Casper", age: 3, interests: ["Other dogs"] },
  { name: "Indy", age: 2, interests: ["Butter"] },
  { name: "Kira", age: 8, interests: ["Rubs"] },
];
const variables = {
  dogs,
  entities: {
    item002: { enabled: false, displayName: "Example item 2", number: 200 },
    item001: { enabled: true, displayName: "Example item 1", number: 300 },
  },
  abc: ["one", "two", "three"],
  first: { property: { one: "a", two: "b", three: "c1" }, nestedArray: [1, 2] },
  second: { property: { three: "c2", four: "d", five: "e" }, nestedArray: [3, 4] },
};

type Row = readonly [expression: string, value: JsonValue];

/** The examples of the pages about template functions in the Azure documentation (read 2024 to 2026), by function. */
const documented: Readonly<Record<string, readonly Row[]>> = {
  add: [["add(5, 3)", 8]],
  and: [["and(bool('true'), bool('false'))", false]],
  array: [
    ["array(1)", [1]],
    ["array('efgh')", ["efgh"]],
    ["array(createObject('a', 'b', 'c', 'd'))", [{ a: "b", c: "d" }]],
  ],
  base64: [["base64('one, two, three')", "b25lLCB0d28sIHRocmVl"]],
  base64ToJson: [["base64ToJson('eydvbmUnOiAnYScsICd0d28nOiAnYid9')", { one: "a", two: "b" }]],
  base64ToString: [["base64ToString('b25lLCB0d28sIHRocmVl')", "one, two, three"]],
  bool: [
    ["bool('true')", true],
    ["bool(1)", true],
    ["bool('false')", false],
    ["bool(0)", false],
  ],
  buildUri: [
    [
      "buildUri(createObject('scheme', 'https', 'host', 'contoso.com', 'port', 8080, 'path', '/a'))",
      "https://contoso.com:8080/a",
    ],
  ],
  cidrHost: [
    ["cidrHost('10.144.3.0/24', 4)", "10.144.3.5"],
    ["cidrHost('fdad:3236:5555:3000::/52', 4)", "fdad:3236:5555:3000::5"],
  ],
  cidrSubnet: [
    ["cidrSubnet('10.144.0.0/20', 24, 4)", "10.144.4.0/24"],
    ["cidrSubnet('fdad:3236:5555::/48', 52, 4)", "fdad:3236:5555:4000::/52"],
  ],
  coalesce: [
    ["coalesce(null(), null(), 'default')", "default"],
    ["coalesce(null(), null(), 1)", 1],
    ["coalesce(null(), null(), createObject('first', 'default'))", { first: "default" }],
    ["coalesce(null(), null(), createArray(1))", [1]],
    ["empty(coalesce(null(), null(), null()))", true],
  ],
  concat: [
    ["concat(createArray('1-1', '1-2', '1-3'), createArray('2-1'))", ["1-1", "1-2", "1-3", "2-1"]],
    ["concat('prefix', '-', 'x')", "prefix-x"],
  ],
  contains: [
    ["contains('OneTwoThree', 'e')", true],
    ["contains('OneTwoThree', 'z')", false],
    ["contains(createObject('one', 'a'), 'one')", true],
    ["contains(createObject('one', 'a'), 'a')", false],
    ["contains(variables('abc'), 'three')", true],
    ["contains(variables('abc'), 'four')", false],
  ],
  createArray: [
    ["createArray('a', 'b', 'c')", ["a", "b", "c"]],
    ["createArray(1, 2, 3)", [1, 2, 3]],
    ["createArray(createArray('one', 'two'))", [["one", "two"]]],
  ],
  createObject: [
    [
      "createObject('intProp', 1, 'stringProp', 'abc', 'boolProp', true(), 'arrayProp', createArray('a', 'b', 'c'), 'objectProp', createObject('key1', 'value1'))",
      { intProp: 1, stringProp: "abc", boolProp: true, arrayProp: ["a", "b", "c"], objectProp: { key1: "value1" } },
    ],
  ],
  dataUri: [["dataUri('Hello')", "data:text/plain;charset=utf-8;base64,SGVsbG8="]],
  dataUriToString: [["dataUriToString('data:;base64,SGVsbG8sIFdvcmxkIQ==')", "Hello, World!"]],
  dateTimeAdd: [
    ["dateTimeAdd('2020-04-07 14:53:14Z', 'P3Y')", "2023-04-07T14:53:14Z"],
    ["dateTimeAdd('2020-04-07 14:53:14Z', '-P9D')", "2020-03-29T14:53:14Z"],
  ],
  dateTimeFromEpoch: [["dateTimeFromEpoch(1683040573)", "2023-05-02T15:16:13Z"]],
  dateTimeToEpoch: [["dateTimeToEpoch(dateTimeFromEpoch(1683040573))", 1683040573]],
  distinct: [["distinct(createArray('b', 'a', 'b', 'B'))", ["b", "a", "B"]]],
  div: [["div(8, 3)", 2]],
  empty: [
    ["empty(createArray())", true],
    ["empty(createObject())", true],
    ["empty('')", true],
  ],
  endsWith: [
    ["endsWith('abcdef', 'ef')", true],
    ["endsWith('abcdef', 'F')", true],
    ["endsWith('abcdef', 'e')", false],
  ],
  environment: [
    ["environment().name", "AzureCloud"],
    ["environment().authentication.loginEndpoint", "https://login.microsoftonline.com/"],
    ["environment().suffixes.keyvaultDns", ".vault.azure.net"],
  ],
  equals: [
    ["equals(1, 2)", false],
    ["equals('a', 'a')", true],
    ["equals(createArray('a', 'b'), createArray('a', 'b'))", true],
    ["equals(createObject('a', 'b'), createObject('a', 'b'))", true],
    ["not(equals(bool('true'), bool(0)))", true],
  ],
  false: [["false()", false]],
  filter: [
    [
      "filter(variables('dogs'), lambda('dog', greaterOrEquals(lambdaVariables('dog').age, 5)))",
      [dogs[0] ?? null, dogs[3] ?? null],
    ],
    ["filter(range(0, 10), lambda('i', equals(0, mod(lambdaVariables('i'), 2))))", [0, 2, 4, 6, 8]],
    ["filter(createArray('a', 'b', 'c'), lambda('x', 'i', greater(lambdaVariables('i'), 0)))", ["b", "c"]],
  ],
  first: [
    ["first(variables('abc'))", "one"],
    ["first('One Two Three')", "O"],
  ],
  flatten: [
    ["flatten(createArray(variables('abc'), createArray('four', 'five')))", ["one", "two", "three", "four", "five"]],
  ],
  float: [["float('3.0')", 3]],
  format: [
    [
      "format('{0}, {1}. Formatted number: {2:N0}', 'Hello', 'User', 8175133)",
      "Hello, User. Formatted number: 8,175,133",
    ],
  ],
  greater: [
    ["greater(1, 2)", false],
    ["greater('A', 'a')", true],
  ],
  greaterOrEquals: [
    ["greaterOrEquals(1, 2)", false],
    ["greaterOrEquals('A', 'a')", true],
  ],
  groupBy: [
    [
      "mapValues(groupBy(variables('dogs'), lambda('dog', take(lambdaVariables('dog').name, 1))), lambda('some', length(lambdaVariables('some'))))",
      { E: 1, C: 1, I: 1, K: 1 },
    ],
  ],
  guid: [["guid('hello')", "520f8434-fe3a-5d99-888d-450a827486a1"]],
  if: [
    ["if(equals('a', 'a'), 'yes', 'no')", "yes"],
    ["if(equals('On', 'on'), 'yes', 'no')", "no"],
    ["if(bool('True'), createObject('test', 'value1'), null())", { test: "value1" }],
  ],
  indexFromEnd: [["indexFromEnd(variables('abc'), 2)", "two"]],
  indexOf: [
    ["indexOf('test', 't')", 0],
    ["indexOf('abcdef', 'CD')", 2],
    ["indexOf('abcdef', 'z')", -1],
    ["indexOf(createArray('one', 'two', 'three', 'two'), 'two')", 1],
  ],
  int: [["int('4')", 4]],
  intersection: [
    [
      "intersection(createObject('one', 'a', 'two', 'b', 'three', 'c'), createObject('one', 'a', 'two', 'z', 'three', 'c'))",
      { one: "a", three: "c" },
    ],
    ["intersection(variables('abc'), createArray('two', 'three'))", ["two", "three"]],
  ],
  items: [
    [
      "items(variables('entities'))",
      [
        { key: "item001", value: { enabled: true, displayName: "Example item 1", number: 300 } },
        { key: "item002", value: { enabled: false, displayName: "Example item 2", number: 200 } },
      ],
    ],
  ],
  join: [["join(variables('abc'), ',')", "one,two,three"]],
  json: [
    ['json(\'{"a": "b"}\')', { a: "b" }],
    ["empty(json('null'))", true],
    ["json('\"test\"')", "test"],
    ["json('true')", true],
    ["json('3')", 3],
    ["json('[1, 2, 3]')", [1, 2, 3]],
    ["json(concat('{\"a\": \"', 'demo value', '\"}'))", { a: "demo value" }],
  ],
  lambdaVariables: [
    [
      "map(range(0, length(variables('dogs'))), lambda('i', createObject('i', lambdaVariables('i'), 'dog', variables('dogs')[lambdaVariables('i')].name)))",
      [
        { i: 0, dog: "Evie" },
        { i: 1, dog: "Casper" },
        { i: 2, dog: "Indy" },
        { i: 3, dog: "Kira" },
      ],
    ],
  ],
  last: [
    ["last(variables('abc'))", "three"],
    ["last('One Two Three')", "e"],
  ],
  lastIndexOf: [
    ["lastIndexOf('test', 't')", 3],
    ["lastIndexOf('abcdef', 'AB')", 0],
    ["lastIndexOf('abcdef', 'z')", -1],
    ["lastIndexOf(createArray('one', 'two', 'three', 'two'), 'two')", 3],
  ],
  length: [
    ["length(variables('abc'))", 3],
    ["length('One Two Three')", 13],
    ["length(createObject('a', 1, 'b', 2, 'c', 3, 'd', createObject('e', 1)))", 4],
  ],
  less: [
    ["less(1, 2)", true],
    ["less('A', 'a')", false],
  ],
  lessOrEquals: [
    ["lessOrEquals(1, 2)", true],
    ["lessOrEquals('A', 'a')", false],
  ],
  like: [
    ["like('OneTwoThree', '*Two*')", true],
    ["like('OneTwoThree', 'Two*')", false],
    ["like('OneTwoThree', 'ONE*')", true],
    ["like('OneTwoThree', 'OneTwo')", false],
    ["like('OneTwoThree', 'one*three')", true],
  ],
  map: [
    ["map(variables('dogs'), lambda('dog', lambdaVariables('dog').name))", ["Evie", "Casper", "Indy", "Kira"]],
    [
      "map(variables('dogs'), lambda('dog', format('Hello {0}!', lambdaVariables('dog').name)))",
      ["Hello Evie!", "Hello Casper!", "Hello Indy!", "Hello Kira!"],
    ],
  ],
  mapValues: [
    [
      "mapValues(createObject('foo', 'foo', 'bar', 'bar'), lambda('val', toUpper(lambdaVariables('val'))))",
      { foo: "FOO", bar: "BAR" },
    ],
  ],
  max: [
    ["max(createArray(0, 3, 2, 5, 4))", 5],
    ["max(0, 3, 2, 5, 4)", 5],
  ],
  min: [
    ["min(createArray(0, 3, 2, 5, 4))", 0],
    ["min(0, 3, 2, 5, 4)", 0],
  ],
  mod: [["mod(7, 3)", 1]],
  mul: [["mul(5, 3)", 15]],
  not: [["not(bool('true'))", false]],
  null: [["empty(null())", true]],
  objectKeys: [["objectKeys(createObject('b', 3, 'a', 'A'))", ["a", "b"]]],
  or: [["or(bool('true'), bool('false'))", true]],
  padLeft: [["padLeft('123', 10, '0')", "0000000123"]],
  parseCidr: [
    [
      "parseCidr('10.144.0.0/20')",
      {
        network: "10.144.0.0",
        netmask: "255.255.240.0",
        broadcast: "10.144.15.255",
        firstUsable: "10.144.0.1",
        lastUsable: "10.144.15.254",
        cidr: 20,
      },
    ],
  ],
  parseUri: [["parseUri('https://contoso.com:8443/a').host", "contoso.com"]],
  range: [["range(5, 3)", [5, 6, 7]]],
  reduce: [
    [
      "reduce(map(variables('dogs'), lambda('dog', lambdaVariables('dog').age)), 1, lambda('cur', 'next', add(lambdaVariables('cur'), lambdaVariables('next'))))",
      19,
    ],
    [
      "reduce(createArray(createObject('foo', 123), createObject('bar', 456), createObject('baz', 789)), createObject(), lambda('cur', 'next', union(lambdaVariables('cur'), lambdaVariables('next'))))",
      { foo: 123, bar: 456, baz: 789 },
    ],
  ],
  replace: [
    ["replace('123-123-1234', '-', '')", "1231231234"],
    ["replace('123-123-1234', '1234', 'xxxx')", "123-123-xxxx"],
  ],
  shallowMerge: [
    [
      "shallowMerge(createArray(createObject('one', 'a', 'two', createObject('x', 1)), createObject('two', createObject('y', 2))))",
      { one: "a", two: { y: 2 } },
    ],
  ],
  skip: [
    ["skip(variables('abc'), 2)", ["three"]],
    ["skip('one two three', 4)", "two three"],
  ],
  sort: [
    [
      "map(sort(variables('dogs'), lambda('a', 'b', less(lambdaVariables('a').age, lambdaVariables('b').age))), lambda('dog', lambdaVariables('dog').name))",
      ["Indy", "Casper", "Evie", "Kira"],
    ],
  ],
  split: [
    ["split('one,two,three', ',')", ["one", "two", "three"]],
    ["split('one;two,three', createArray(',', ';'))", ["one", "two", "three"]],
  ],
  startsWith: [
    ["startsWith('abcdef', 'ab')", true],
    ["startsWith('abcdef', 'A')", true],
    ["startsWith('abcdef', 'e')", false],
  ],
  string: [
    ["string(createObject('valueA', 10, 'valueB', 'Example Text'))", '{"valueA":10,"valueB":"Example Text"}'],
    ["string(createArray('a', 'b', 'c'))", '["a","b","c"]'],
    ["string(5)", "5"],
  ],
  sub: [["sub(7, 3)", 4]],
  substring: [["substring('one two three', 4, 3)", "two"]],
  take: [
    ["take(variables('abc'), 2)", ["one", "two"]],
    ["take('one two three', 2)", "on"],
  ],
  toLower: [["toLower('One Two Three')", "one two three"]],
  toObject: [
    [
      "toObject(take(variables('dogs'), 2), lambda('entry', lambdaVariables('entry').name), lambda('entry', lambdaVariables('entry').age))",
      { Evie: 5, Casper: 3 },
    ],
  ],
  toUpper: [["toUpper('One Two Three')", "ONE TWO THREE"]],
  trim: [["trim('    one two three   ')", "one two three"]],
  true: [["true()", true]],
  tryGet: [
    ["tryGet(variables('abc'), 1)", "two"],
    ["tryGet(variables('abc'), 4)", null],
    ["tryGet(createObject('one', 'a'), 'two')", null],
  ],
  tryIndexFromEnd: [
    ["tryIndexFromEnd(variables('abc'), 3)", "one"],
    ["tryIndexFromEnd(variables('abc'), 4)", null],
  ],
  union: [
    [
      "union(variables('first'), variables('second'))",
      { property: { one: "a", two: "b", three: "c2", four: "d", five: "e" }, nestedArray: [3, 4] },
    ],
    [
      "union(createArray(createArray('one', 'two'), createArray('three')), createArray(createArray('three'), createArray('four', 'two')))",
      [["one", "two"], ["three"], ["four", "two"]],
    ],
  ],
  uniqueString: [["length(uniqueString('a'))", 13]],
  uri: [["uri('http://contoso.org/firstpath/', 'myscript.sh')", "http://contoso.org/firstpath/myscript.sh"]],
  uriComponent: [
    [
      "uriComponent('http://contoso.com/resources/nested/azuredeploy.json')",
      "http%3A%2F%2Fcontoso.com%2Fresources%2Fnested%2Fazuredeploy.json",
    ],
  ],
  uriComponentToString: [
    [
      "uriComponentToString('http%3A%2F%2Fcontoso.com%2Fresources%2Fnested%2Fazuredeploy.json')",
      "http://contoso.com/resources/nested/azuredeploy.json",
    ],
  ],
};

const subscription = "/subscriptions/', subscription().subscriptionId";

/** What stands in the canonical text of functions whose result, or a part of it, only the deployment knows. */
const deployed: Readonly<Record<string, readonly (readonly [expression: string, text: string])[]>> = {
  deployer: [["deployer().objectId", "deployer().objectId"]],
  deployment: [["deployment().name", "deployment().name"]],
  extensionResourceId: [
    [
      "extensionResourceId(resourceGroup().id, 'Microsoft.Authorization/locks', 'lock')",
      `concat('${subscription}, '/resourceGroups/', resourceGroup().name, '/providers/Microsoft.Authorization/locks/lock')`,
    ],
  ],
  externalInput: [["externalInput('kind')", "externalInput('kind')"]],
  externalInputs: [["externalInputs('kind')", "externalInputs('kind')"]],
  getSecret: [["getSecret('s', 'g', 'v', 'n')", "getSecret('s', 'v', 'n')"]],
  managementGroup: [["managementGroup().name", "managementGroup().name"]],
  managementGroupResourceId: [
    [
      "managementGroupResourceId('group', 'Microsoft.Authorization/policyDefinitions', 'p')",
      "'/providers/Microsoft.Management/managementGroups/group/providers/Microsoft.Authorization/policyDefinitions/p'",
    ],
  ],
  newGuid: [["newGuid()", "newGuid('', 1)"]],
  parameters: [["parameters('text')", "parameters('text')"]],
  pickZones: [
    ["pickZones('Microsoft.Compute', 'virtualMachines', 'westus2')", "pickZones('Microsoft.Compute', 'westus2')"],
  ],
  providers: [["providers('Microsoft.Web', 'sites')", "providers('Microsoft.Web')"]],
  reference: [["reference('x', '2024-01-01').sku", "reference('x').sku"]],
  references: [["references('loop')", "references('loop')"]],
  resourceGroup: [["resourceGroup().location", "resourceGroup().location"]],
  resourceId: [
    [
      "resourceId('otherResourceGroup', 'Microsoft.Storage/storageAccounts', 'examplestorage')",
      `concat('${subscription}, '/resourceGroups/otherResourceGroup/providers/Microsoft.Storage/storageAccounts/examplestorage')`,
    ],
    [
      "resourceId('11111111-1111-1111-1111-111111111111', 'otherResourceGroup', 'Microsoft.SQL/servers/databases', 'serverName', 'databaseName')",
      "'/subscriptions/11111111-1111-1111-1111-111111111111/resourceGroups/otherResourceGroup/providers/Microsoft.SQL/servers/serverName/databases/databaseName'",
    ],
  ],
  roleDefinitions: [
    ["roleDefinitions('Contributor').id", "roleDefinitions('Contributor').id"],
    ["roleDefinitions('Contributor').roleDefinitionId", "roleDefinitions('Contributor').roleDefinitionId"],
  ],
  subscription: [["subscription().tenantId", "subscription().tenantId"]],
  subscriptionResourceId: [
    [
      "subscriptionResourceId('Microsoft.Authorization/roleDefinitions', 'b24988ac-6180-42a0-ab88-20f7382dd24c')",
      `concat('${subscription}, '/providers/Microsoft.Authorization/roleDefinitions/b24988ac-6180-42a0-ab88-20f7382dd24c')`,
    ],
  ],
  tenant: [["tenant().tenantId", "tenant().tenantId"]],
  tenantResourceId: [
    [
      "tenantResourceId('Microsoft.Authorization/roleDefinitions', 'x')",
      "'/providers/Microsoft.Authorization/roleDefinitions/x'",
    ],
  ],
  toLogicalZone: [["toLogicalZone('s', 'westus2', 'westus2-az1')", "toLogicalZone('s', 'westus2-az1')"]],
  toLogicalZones: [["toLogicalZones('s', 'westus2', createArray('a'))", "toLogicalZones('s', createArray('a'))"]],
  toPhysicalZone: [["toPhysicalZone('s', 'westus2', '1')", "toPhysicalZone('s', '1')"]],
  toPhysicalZones: [["toPhysicalZones('s', 'westus2', createArray('1'))", "toPhysicalZones('s', createArray('1'))"]],
  utcNow: [["utcNow('d')", "utcNow('', 'd')"]],
};

/** Functions that only mean something in a place of their own, and the tests that show them there. */
const elsewhere = ["copyIndex", "fail", "resourceInfo", "variables"];

describe("documented values", () => {
  const rows = Object.values(documented).flat();
  it.each(rows)("%s", (expression, value) => {
    expect(jsonOf(expression, { variables })).toEqual(value);
  });

  it.each(Object.values(deployed).flat())("%s is known when it is deployed", (expression, text) => {
    expect(textOf(expression)).toBe(text);
  });

  it("are there for every function of the table", () => {
    const shown = new Set([...Object.keys(documented), ...Object.keys(deployed), ...elsewhere]);
    expect([...templateFunctions.values()].map(({ name }) => name).filter((name) => !shown.has(name))).toEqual([]);
  });
});

describe("like", () => {
  it.each([
    // A stretch that has to stand at the end is there earlier, too.
    ["like('a-end-b-end', '*end')", true],
    ["like('aXbXc', 'a*x*c')", true],
    ["like('aXc', 'a*x*x*c')", false],
    ["like('ab', 'ab*b')", false],
    ["like('', '*')", true],
    ["like('a', '')", false],
    ["like('abc', '**')", true],
    ["like(concat('vm-', parameters('text')), 'VM*')", true],
    ["like(concat('vm-', parameters('text')), 'db-*')", false],
  ])("%s is %s", (expression, value) => {
    expect(jsonOf(expression)).toBe(value);
  });

  it.each(["like(concat('vm-', parameters('text')), 'vm-1*')", "like(parameters('text'), '*')", "like('a', '?')"])(
    "%s is not known",
    (expression) => {
      expect(jsonOf(expression)).toBeUndefined();
    },
  );
});

describe("split of a text with unknown parts", () => {
  it.each([
    ["split(concat('ir-', uniqueString(resourceGroup().id)), createArray('-', '_'))[0]", "ir"],
    ["length(split(concat('a-b-', uniqueString(resourceGroup().id), '-c'), '-'))", 4],
    ["split(concat('a,', guid(parameters('text')), ',b'), ',')[2]", "b"],
    ["last(split(resourceId('Microsoft.Network/virtualNetworks/subnets', 'net', 'web'), '/'))", "web"],
    ["split(resourceGroup().id, '/')[1]", "subscriptions"],
  ])("%s is %j, because they cannot hold the delimiter", (expression, value) => {
    expect(jsonOf(expression)).toBe(value);
  });

  it("keeps them in their pieces", () => {
    expect(textOf("split(resourceGroup().id, '/')[4]")).toBe("resourceGroup().name");
    expect(textOf("split(concat('a-', resourceGroup().name), '/')[0]")).toBe("concat('a-', resourceGroup().name)");
  });

  it.each([
    "split(concat('a-', parameters('text')), '-')[0]",
    "split(concat('a-', guid(parameters('text'))), '-')[0]",
    "split(concat('a', uniqueString(resourceGroup().id)), 'ab')[0]",
    "split(concat('a-', uniqueString(resourceGroup().id)), createArray('-', 'x'))[0]",
    "split(concat('a-', resourceGroup().name), '-')[0]",
  ])("%s is not known: they may hold it", (expression) => {
    expect(jsonOf(expression)).toBeUndefined();
  });
});

describe("functions of which the documentation does not tell enough", () => {
  it.each(["dateTimeAdd('2023-01-31 00:00:00Z', 'P1M')", "like('a?', 'a?')"])("%s say so", (expression) => {
    expect(valueOf(expression)).toMatchObject({ kind: "unknown", reason: "unsupported" });
  });
});

describe("arguments behind a mistake", () => {
  it.each(["or(bool('x'), true())", "and(bool('x'), false())", "if(bool('x'), 'a', 'a')", "coalesce(int('x'), 'a')"])(
    "%s is that mistake: Azure evaluates from the left",
    (expression) => {
      expect(valueOf(expression)).toMatchObject({ kind: "unknown", reason: "error" });
    },
  );

  it.each(["or(parameters('flag'), bool('x'), true())", "and(parameters('flag'), bool('x'), false())"])(
    "%s may be that mistake",
    (expression) => {
      expect(valueOf(expression).kind).toBe("unknown");
    },
  );

  it("do not matter when they come before it", () => {
    expect(jsonOf("or(true(), bool('x'))")).toBe(true);
    expect(jsonOf("and(false(), bool('x'))")).toBe(false);
    expect(jsonOf("or(parameters('flag'), true(), bool('x'))")).toBe(true);
  });
});

describe("null in a text", () => {
  it("is nothing, also among the values that a parameter allows", () => {
    const parameters = { maybe: { type: "string", nullable: true, allowedValues: ["a", null] } };
    expect(jsonOf("format('<{0}>', null())")).toBe("<>");
    expect(jsonOf("format('<{0}>', parameters('maybe'))", { parameters })).toBe("<>");
    const open = { maybe: { type: "string", allowedValues: ["", null] } };
    expect(jsonOf("concat('<', parameters('maybe'), '>')", { parameters: open })).toBeUndefined();
    expect(jsonOf("equals(concat('<', parameters('maybe'), '>'), '<null>')", { parameters: open })).toBe(false);
  });
});
