import { describe, expect, it } from "vitest";
import { jsonOf, textOf, valueOf } from "../inTemplate";

describe("addresses", () => {
  it.each([
    ["uri('http://contoso.org/firstpath', 'myscript.sh')", "http://contoso.org/myscript.sh"],
    ["uri('http://contoso.org/firstpath/azuredeploy.json', 'myscript.sh')", "http://contoso.org/firstpath/myscript.sh"],
    [
      "uri('http://contoso.org/firstpath/azuredeploy.json/', 'myscript.sh')",
      "http://contoso.org/firstpath/azuredeploy.json/myscript.sh",
    ],
    ["uri('https://github.com/another/repo', '/Azure/bicep')", "https://github.com/Azure/bicep"],
    ["uriComponent(' Fizz ')", "%20Fizz%20"],
    [
      "uriComponent('http://contoso.com/resources/nested/azuredeploy.json')",
      "http%3A%2F%2Fcontoso.com%2Fresources%2Fnested%2Fazuredeploy.json",
    ],
    ["uriComponent('a!b(c)*')", "a%21b%28c%29%2A"],
    ["uriComponentToString('http%3A%2F%2Fcontoso.com')", "http://contoso.com"],
    ["uriComponentToString('100%')", "100%"],
    ["dataUri(' Fizz ')", "data:text/plain;charset=utf-8;base64,IEZpenog"],
    ["dataUriToString('data:text/plain;charset=utf-8;base64,IEZpenog')", " Fizz "],
    ["dataUriToString('data:;base64,SGVsbG8sIFdvcmxkIQ==')", "Hello, World!"],
    ["parseUri('https://contoso.com:8443/a/b').port", 8443],
    ["parseUri('https://contoso.com:8443/a/b').host", "contoso.com"],
    ["parseUri('https://contoso.com:8443/a/b').scheme", "https"],
    ["parseUri('https://contoso.com:8443/a/b').path", "/a/b"],
    [
      "buildUri(createObject('scheme', 'https', 'host', 'contoso.com', 'port', 8443, 'path', '/a'))",
      "https://contoso.com:8443/a",
    ],
    [
      "buildUri(createObject('scheme', 'https', 'host', 'contoso.com', 'path', '/a', 'query', '?b=1'))",
      "https://contoso.com/a?b=1",
    ],
  ])("%s", (expression, value) => {
    expect(jsonOf(expression)).toEqual(value);
  });

  it("keep their known end when the beginning is not known", () => {
    const address = "uri(parameters('text'), concat('nested/vm.json', parameters('other')))";
    expect(valueOf(address)).toMatchObject({
      kind: "text",
      parts: [{ text: "uri(parameters('text'), '.')" }, "nested/vm.json", { text: "parameters('other')" }],
    });
  });

  it.each(["../vm.json", "/vm.json", "https://x/vm.json", "?a", ""])("do not keep an end such as '%s'", (path) => {
    expect(textOf(`uri(parameters('text'), '${path}')`)).toBe(`uri(parameters('text'), '${path}')`);
  });

  it.each([
    ["uri('nowhere', 'x')", "not an absolute address"],
    ["parseUri('nowhere')", "not an absolute address"],
    ["dataUriToString('text')", "not a data URI"],
  ])("%s says that it is %s", (expression, part) => {
    expect(() => jsonOf(expression)).toThrow(part);
  });

  it.each([
    "parseUri('https://contoso.com/').port",
    "parseUri('https://contoso.com/?a=1').query",
    "buildUri(createObject('scheme', 'https', 'host', 'contoso.com', 'port', 443, 'path', '/a'))",
    "buildUri(createObject('scheme', 'https', 'host', 'contoso.com', 'port', 99999, 'path', '/a'))",
    "dataUriToString('data:text/plain;charset=utf-16;base64,AAAA')",
  ])("%s stays unknown, because it is not documented", (expression) => {
    expect(jsonOf(expression)).toBeUndefined();
  });
});
