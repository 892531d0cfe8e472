import { existsSync, readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { rules } from "../../../src/limits/ruleRegistry";

interface Manifest {
  readonly contributes: {
    readonly commands: readonly { readonly command: string; readonly title: string }[];
    readonly menus: Readonly<Record<string, readonly { readonly command?: string; readonly when?: string }[]>>;
    readonly configuration: {
      readonly properties: Readonly<
        Record<string, { readonly enum?: readonly unknown[]; readonly type: string; readonly default: unknown }>
      >;
    };
  };
  readonly scripts: Readonly<Record<string, string>>;
}

const manifest = JSON.parse(readFileSync("package.json", "utf8")) as Manifest;
const nls = JSON.parse(readFileSync("package.nls.json", "utf8")) as Readonly<Record<string, string>>;
const { commands, menus, configuration } = manifest.contributes;
const readme = readFileSync("README.md", "utf8");
const pages = ["README.md", "CONTRIBUTING.md", "ARCHITECTURE.md", "sample/README.md"];

/** What stands below a heading of the README. */
function section(title: string): string {
  return readme.split(/^## /m).find((part) => part.startsWith(`${title}\n`)) ?? "";
}

describe("the README", () => {
  it("lists all commands of the palette, and no others", () => {
    const hidden = new Set(
      (menus["commandPalette"] ?? []).filter(({ when }) => when === "false").map((one) => one.command),
    );
    const offered = commands.filter(({ command }) => !hidden.has(command)).map(({ title }) => nls[title.slice(1, -1)]);
    const listed = section("Commands")
      .replace(/^Commands\s+\*Azure VM Backup:\*/, "")
      .split("·")
      .map((title) => title.trim().replace(/\s+/g, " "));
    expect([...listed].sort()).toEqual([...offered].sort());
  });

  it("tells each setting with its values and its default", () => {
    const rows = section("Settings").matchAll(/^\| `([\w.]+)` \| (.*?) \|/gm);
    const told = new Map([...rows].map(([, name = "", values = ""]) => [name, values]));
    expect([...told.keys()]).toEqual(Object.keys(configuration.properties));
    for (const [name, setting] of Object.entries(configuration.properties)) {
      const fallback = typeof setting.default === "string" ? setting.default : JSON.stringify(setting.default);
      expect(told.get(name), name).toContain(`\`${fallback}\` (default)`);
      expect((setting.enum ?? []).filter((value) => !told.get(name)?.includes(`\`${String(value)}\``))).toEqual([]);
    }
  });

  it("counts the rules", () => {
    expect(/(\d+) rules \|/.exec(readme)?.[1]).toBe(String(rules.length));
    expect(/^- (\d+) rules:/m.exec(readFileSync("CHANGELOG.md", "utf8"))?.[1]).toBe(String(rules.length));
  });
});

describe.each(pages)("%s", (page) => {
  const text = readFileSync(page, "utf8");

  it("links only files that are there", () => {
    const folder = page.includes("/") ? page.slice(0, page.lastIndexOf("/") + 1) : "";
    const links = [...text.matchAll(/\]\((?!https?:)([^)#]+)\)/g)].map((match) => match[1] ?? "");
    expect(links.filter((link) => !existsSync(folder + link))).toEqual([]);
  });

  it("runs only scripts that package.json has", () => {
    const run = [...text.matchAll(/npm run ([\w:]+)/g)].map((match) => match[1] ?? "");
    expect(run.filter((script) => !(script in manifest.scripts))).toEqual([]);
  });

  it("names only files of the tree", () => {
    const named = [...text.matchAll(/`((?:src|test|scripts)\/[\w./-]+)`/g)].map((match) => match[1] ?? "");
    expect(named.filter((file) => !existsSync(file))).toEqual([]);
  });
});
