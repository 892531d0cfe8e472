import fc from "fast-check";
import { templateFunctions } from "../../../../src/template/functions/table";

/** Names of parameters and variables; templates declare some of them. */
const names = ["p0", "p1", "p2", "v0", "v1", "v2"];

const functionNames = [...templateFunctions.values()].map(({ name }) => name);

const oddTexts = [
  "",
  "[",
  "]",
  "[]",
  "[[x]",
  "[parameters('p0'",
  "[concat('a',]",
  "{0}",
  "é€😀",
  "\ud800",
  "__proto__",
  "'",
];

const word = fc.constantFrom("a", "B", "x-1", "name", "id", "0", "westus", "Premium_LRS", "{0}", "a/b", "2024-01-01");

const number = fc.oneof(fc.integer({ min: -2, max: 12 }), fc.constantFrom(1000, 1001, 2 ** 31, 2 ** 53));

/** Text of an expression without brackets: mostly well formed, often of wrong types, sometimes cut off. */
const expressionText: fc.Arbitrary<string> = fc.letrec<{ expression: string }>((tie) => ({
  expression: fc.oneof(
    { depthSize: "small", withCrossShrink: true },
    word.map((text) => `'${text}'`),
    number.map(String),
    fc.constantFrom("true()", "null()", "copyIndex()", "copyIndex('l0')", "resourceGroup().location", "subscription()"),
    fc.constantFrom(...names).map((name) => `parameters('${name}')`),
    fc.constantFrom(...names).map((name) => `variables('${name}')`),
    fc
      .tuple(fc.constantFrom(...functionNames), fc.array(tie("expression"), { maxLength: 4 }))
      .map(([name, args]) => `${name}(${args.join(", ")})`),
    fc.array(tie("expression"), { maxLength: 3 }).map((args) => `own.f0(${args.join(",")})`),
    fc.tuple(tie("expression"), word).map(([target, name]) => `${target}.${name}`),
    fc.tuple(tie("expression"), tie("expression")).map(([target, index]) => `${target}[${index}]`),
    tie("expression").map((body) => `map(createArray(1, 'b'), lambda('x', ${body}))`),
  ),
})).expression;

const cutExpression = fc
  .tuple(expressionText, fc.nat(60))
  .map(([text, at]) => `[${text.slice(0, at)}${at % 3 === 0 ? "]" : ""}`);

const textOrExpression = fc.oneof(
  { weight: 3, arbitrary: word },
  { weight: 5, arbitrary: expressionText.map((text) => `[${text}]`) },
  { weight: 1, arbitrary: cutExpression },
  { weight: 1, arbitrary: fc.constantFrom(...oddTexts) },
);

/** Property names that the analysis reads. */
const keys = [
  ...["id", "name", "type", "location", "condition", "properties", "sku", "copy", "count", "input", "template"],
  ...["hardwareProfile", "vmSize", "storageProfile", "osDisk", "dataDisks", "lun", "managedDisk", "diskSizeGB", "vhd"],
  ...[
    "imageReference",
    "publisher",
    "offer",
    "osProfile",
    "windowsConfiguration",
    "provisionVMAgent",
    "networkProfile",
  ],
  ...["networkInterfaces", "ipConfigurations", "publicIPAddress", "subnet", "networkSecurityGroup", "securityRules"],
  ...[
    "loadBalancerBackendAddressPools",
    "backendAddressPools",
    "policyId",
    "sourceResourceId",
    "virtualMachineProfile",
  ],
  ...["[concat('da', 'taDisks')]", "[parameters('p0')]", "constructor", ""],
];

const copyCount = fc.oneof(
  { weight: 300, arbitrary: fc.integer({ min: 0, max: 3 }) },
  { weight: 60, arbitrary: expressionText.map((text) => `[${text}]`) },
  // Costly: rare enough that a long run is not spent on these alone.
  { weight: 1, arbitrary: fc.constantFrom(-1, 900, 1_000_000, "[range(0, 10000)]") },
);

type Json = string | number | boolean | null | readonly Json[] | { readonly [name: string]: Json };

const json: fc.Arbitrary<Json> = fc.letrec<{ json: Json }>((tie) => ({
  json: fc.oneof(
    { depthSize: "small", withCrossShrink: true },
    textOrExpression,
    number,
    fc.constantFrom(true, false, null),
    fc.array(tie("json"), { maxLength: 3 }),
    fc.dictionary(fc.constantFrom(...keys), tie("json"), { maxKeys: 4 }),
    fc
      .record({ name: fc.constantFrom("dataDisks", "networkInterfaces", "l0"), count: copyCount, input: tie("json") })
      .map((entry) => ({ copy: [entry] })),
  ),
})).json;

const parameter = fc.record(
  {
    type: fc.constantFrom("string", "int", "bool", "array", "object", "secureString", "String", "nonsense"),
    defaultValue: json,
    allowedValues: fc.array(json, { maxLength: 3 }),
    nullable: fc.boolean(),
    maxValue: number,
    $ref: fc.constantFrom("#/definitions/d0", "#/definitions/d1", "#/definitions/d2", "#/definitions/none", "#", "x"),
    minLength: number,
    maxLength: number,
  },
  { requiredKeys: ["type"] },
);

/** Types of objects and arrays, many of which refer to each other without end. */
const structured = fc.record(
  {
    type: fc.constantFrom("object", "array", "secureObject", "nonsense"),
    nullable: fc.boolean(),
    properties: fc.dictionary(fc.constantFrom(...keys), parameter, { maxKeys: 3 }),
    additionalProperties: fc.oneof(fc.boolean(), parameter),
    items: fc.oneof(fc.boolean(), parameter),
    prefixItems: fc.array(parameter, { maxLength: 2 }),
    discriminator: fc.record({
      propertyName: fc.constantFrom(...keys),
      mapping: fc.dictionary(fc.constantFrom("a", "b"), parameter, { maxKeys: 2 }),
    }),
    $ref: fc.constantFrom("#/definitions/d1", "#/definitions/d2", "#/definitions/d1/properties/name"),
  },
  { requiredKeys: [] },
);

const types = [
  "Microsoft.Compute/virtualMachines",
  "Microsoft.Compute/virtualMachineScaleSets",
  "Microsoft.Compute/disks",
  "Microsoft.Network/networkInterfaces",
  "Microsoft.Network/publicIPAddresses",
  "Microsoft.Network/networkSecurityGroups",
  "Microsoft.Network/loadBalancers",
  "Microsoft.Network/virtualNetworks",
  "Microsoft.RecoveryServices/vaults",
  "Microsoft.RecoveryServices/vaults/backupFabrics/protectionContainers/protectedItems",
  "extensions",
  "[concat('a', 'b')]",
];

function resourceWith(children: fc.Arbitrary<readonly Json[]>): fc.Arbitrary<Json> {
  return fc.record(
    {
      type: fc.constantFrom(...types),
      apiVersion: fc.constant("2024-01-01"),
      name: textOrExpression,
      location: textOrExpression,
      condition: fc.oneof(fc.boolean(), textOrExpression),
      copy: fc.record({ name: fc.constantFrom("l0", "l1"), count: copyCount }),
      dependsOn: fc.array(textOrExpression, { maxLength: 2 }),
      existing: fc.boolean(),
      zones: json,
      properties: json,
      resources: children,
    },
    { requiredKeys: ["type", "name", "properties"] },
  );
}

const plainResource = resourceWith(fc.array(resourceWith(fc.constant([])), { maxLength: 1 }));

const outputs = fc.dictionary(
  fc.constantFrom("o0", "o1"),
  fc.record(
    {
      type: fc.constantFrom("string", "array", "object"),
      value: json,
      copy: fc.record({ count: copyCount, input: json }),
    },
    { requiredKeys: ["type"] },
  ),
);

function sections(resources: fc.Arbitrary<Json>): Readonly<Record<string, fc.Arbitrary<Json>>> {
  return {
    $schema: fc.constant("https://schema.management.azure.com/schemas/2019-04-01/deploymentTemplate.json#"),
    contentVersion: fc.constant("1.0.0.0"),
    languageVersion: fc.constantFrom("1.0", "2.0"),
    definitions: fc.record({ d0: parameter, d1: structured, d2: structured }),
    parameters: fc.dictionary(fc.constantFrom(...names), parameter, { maxKeys: 4 }),
    variables: fc.dictionary(fc.constantFrom(...names, "copy"), json, { maxKeys: 4 }),
    functions: fc.constant([
      {
        namespace: "own",
        members: {
          f0: {
            parameters: [{ name: "p0", type: "string" }],
            output: { type: "string", value: "[concat(parameters('p0'), own.f0('x'))]" },
          },
        },
      },
    ]),
    resources: fc.oneof(
      fc.array(resources, { maxLength: 3 }),
      fc.dictionary(fc.constantFrom("r0", "r1", "r2"), resources),
    ),
    outputs,
  };
}

/** What is left out of a template may be any section but its resources. */
function template(resources: fc.Arbitrary<Json>): fc.Arbitrary<Json> {
  return fc
    .record(sections(resources), { requiredKeys: ["$schema", "contentVersion", "resources"] })
    .map((given) =>
      Object.fromEntries(
        Object.entries(given).flatMap(([name, value]) => (value === undefined ? [] : [[name, value]])),
      ),
    );
}

const deployment: fc.Arbitrary<Json> = fc.record(
  {
    type: fc.constantFrom("Microsoft.Resources/deployments", "microsoft.resources/Deployments"),
    apiVersion: fc.constant("2024-03-01"),
    name: textOrExpression,
    resourceGroup: textOrExpression,
    subscriptionId: textOrExpression,
    copy: fc.record({ name: fc.constantFrom("l0", "l1"), count: copyCount }),
    properties: fc.record(
      {
        expressionEvaluationOptions: fc.record({ scope: fc.constantFrom("inner", "outer", "[parameters('p0')]") }),
        parameters: fc.oneof(fc.dictionary(fc.constantFrom(...names), fc.record({ value: json })), textOrExpression),
        template: template(plainResource),
      },
      { requiredKeys: ["template"] },
    ),
  },
  { requiredKeys: ["type", "name", "properties"] },
);

/** Texts of whole templates: valid JSON, and everything in them anything. */
export const generatedTemplate: fc.Arbitrary<string> = template(
  fc.oneof({ weight: 6, arbitrary: plainResource }, { weight: 1, arbitrary: deployment }),
).map((value) => JSON.stringify(value));
