import { existsSync, readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { beforeEach, describe, expect, it } from "vitest";
import { Settings } from "../../../src/host/settings";
import { ruleNames } from "../../../src/limits/pages/ruleNames";
import { fake, resetFakeVscode } from "../support/fakeVscode";

/** A command, or a menu of its own below this one. */
interface Menu {
  readonly command?: string;
  readonly submenu?: string;
  readonly when?: string;
}

interface Setting {
  readonly type: string;
  readonly enum?: readonly string[];
  readonly enumDescriptions?: readonly string[];
  readonly default: unknown;
  readonly propertyNames?: { readonly enum: readonly string[]; readonly enumDescriptions: readonly string[] };
}

interface Manifest {
  readonly icon: string;
  readonly main: string;
  readonly activationEvents: readonly string[];
  readonly capabilities: {
    readonly untrustedWorkspaces: { readonly supported: unknown };
    readonly virtualWorkspaces: unknown;
  };
  readonly contributes: {
    readonly commands: readonly { readonly command: string; readonly title: string; readonly category: string }[];
    readonly menus: Readonly<Record<string, readonly Menu[]>>;
    readonly submenus: readonly { readonly id: string; readonly label: string }[];
    readonly views: Readonly<
      Record<string, readonly { readonly id: string; readonly icon: string; readonly when?: string }[]>
    >;
    readonly viewsContainers: Readonly<Record<string, readonly { readonly id: string; readonly icon: string }[]>>;
    readonly viewsWelcome: readonly { readonly view: string; readonly contents: string; readonly when?: string }[];
    readonly configuration: { readonly properties: Readonly<Record<string, Setting>> };
  };
}

const text = readFileSync("package.json", "utf8");
const manifest = JSON.parse(text) as Manifest;
const nls = JSON.parse(readFileSync("package.nls.json", "utf8")) as Readonly<Record<string, string>>;
const { commands, menus, views, viewsContainers, viewsWelcome, configuration } = manifest.contributes;

const sources = readdirSync("src", { recursive: true, encoding: "utf8" })
  .filter((file) => file.endsWith(".ts") && !file.startsWith("webviews"))
  .map((file) => readFileSync(path.join("src", file), "utf8"));
const source = sources.join("\n");

function found(pattern: RegExp, within = source): readonly string[] {
  return [...new Set([...within.matchAll(pattern)].map((match) => match[1] ?? ""))].sort();
}

const declared = commands.map(({ command }) => command).sort();
const clauses = [...Object.values(menus).flat(), ...Object.values(views).flat(), ...viewsWelcome].flatMap(
  ({ when }) => when ?? [],
);

describe("the manifest", () => {
  it("declares exactly the commands that the code registers", () => {
    expect(found(/\bregister\(\s*"(azureVmBackup\.\w+)"/g)).toEqual(declared);
  });

  it("declares each command once, in its category", () => {
    expect(new Set(declared).size).toBe(declared.length);
    expect(commands.filter(({ category }) => category !== "%category%")).toEqual([]);
  });

  it("offers only commands that exist, in menus and in welcome texts", () => {
    const offered = Object.values(menus)
      .flat()
      .flatMap(({ command }) => command ?? []);
    const linked = found(/\(command:([\w.]+)/g, Object.values(nls).join("\n"));
    expect([...offered, ...linked].filter((command) => !declared.includes(command))).toEqual([]);
  });

  it("shows each menu below another one that it fills", () => {
    const ids = manifest.contributes.submenus.map(({ id }) => id);
    const shown = Object.values(menus)
      .flat()
      .flatMap(({ submenu }) => submenu ?? []);
    expect([...new Set(shown)].sort()).toEqual([...ids].sort());
    expect(ids.filter((id) => (menus[id] ?? []).length === 0)).toEqual([]);
  });

  it("runs from code only commands of its own that exist", () => {
    const called = found(/\b(?:executeCommand|execute)\(\s*"(azureVmBackup\.\w+)"/g).concat(
      found(/onClick: [^\n]*"(azureVmBackup\.\w+)"/g),
    );
    expect(called.length).toBeGreaterThan(0);
    const known = [
      ...declared,
      ...Object.values(views)
        .flat()
        .map(({ id }) => id),
    ];
    expect(called.filter((name) => !known.includes(name))).toEqual([]);
  });

  it("takes every text from package.nls.json, which has no others", () => {
    const used = found(/"%([\w.-]+)%"/g, text);
    expect(used).toEqual(Object.keys(nls).sort());
    expect(Object.entries(nls).filter(([, value]) => value.trim() === "")).toEqual([]);
  });

  it("names only pictures that are there", () => {
    const pictures = [
      manifest.icon,
      ...Object.values(viewsContainers)
        .flat()
        .map(({ icon }) => icon),
      ...Object.values(views)
        .flat()
        .map(({ icon }) => icon),
    ];
    expect(pictures.filter((picture) => !existsSync(picture))).toEqual([]);
  });

  it("depends only on context keys that the code sets", () => {
    const viewIds = Object.values(views)
      .flat()
      .map(({ id }) => id);
    const keys = found(/\b(azureVmBackup\.\w+)/g, clauses.join("\n")).filter((key) => !viewIds.includes(key));
    const set = found(/"setContext",\s*"(azureVmBackup\.\w+)"/g);
    expect(keys.length).toBeGreaterThan(0);
    expect(keys.filter((key) => !set.includes(key))).toEqual([]);
  });

  it("asks tree nodes only for words that the code gives them", () => {
    const words = clauses
      .flatMap((clause) => [...clause.matchAll(/viewItem =~ \/\\b\(?([\w|]+)\)?\\b\//g)])
      .flatMap((match) => match[1]?.split("|") ?? []);
    const given = new Set(
      [...source.matchAll(/"([^"\n]*)"|`([^`\n]*)`/g)].flatMap((match) => (match[1] ?? match[2] ?? "").split(/\W+/)),
    );
    expect(words.length).toBeGreaterThan(5);
    expect(words.filter((word) => !given.has(word))).toEqual([]);
  });

  it("offers its commands on nodes of its own trees only: others use words such as vm, job and error too", () => {
    const nodes = menus["view/item/context"] ?? [];
    expect(nodes.length).toBeGreaterThan(0);
    expect(nodes.filter(({ when }) => when?.startsWith("view =~ /^azureVmBackup\\./ && ") !== true)).toEqual([]);
  });

  it("has a tree for each of its views", () => {
    const made = found(/createTreeView\(\s*"(azureVmBackup\.\w+)"/g);
    expect(made).toEqual(
      Object.values(views)
        .flat()
        .map(({ id }) => id)
        .sort(),
    );
    expect(viewsWelcome.filter(({ view }) => !made.includes(view))).toEqual([]);
  });

  it("wakes the extension for every panel that VS Code brings back after a reload", () => {
    const panels = found(/viewType: "(azureVmBackup\.\w+)"/g);
    expect(panels.length).toBeGreaterThan(0);
    expect(panels.filter((panel) => !manifest.activationEvents.includes(`onWebviewPanel:${panel}`))).toEqual([]);
  });

  it("declares what it does in Restricted Mode and in virtual workspaces", () => {
    expect(manifest.capabilities.untrustedWorkspaces.supported).toBe(true);
    expect(manifest.capabilities.virtualWorkspaces).toBe(true);
  });
});

describe("the settings", () => {
  beforeEach(resetFakeVscode);
  const settings = new Settings();
  const readers: Readonly<Record<string, () => unknown>> = {
    "azureVmBackup.limits": () => settings.limits(),
    "azureVmBackup.liftedLimits": () => settings.liftedLimits(),
    "azureVmBackup.rules": () => settings.rules() ?? {},
    "azureVmBackup.codeLens": () => settings.codeLens(),
    "azureVmBackup.authentication": () => settings.authentication(),
    "azureVmBackup.sandboxEstate": () => settings.sandboxEstate(),
  };

  it("are exactly those that the code reads", () => {
    expect(Object.keys(configuration.properties).sort()).toEqual(Object.keys(readers).sort());
  });

  it.each(Object.entries(configuration.properties))(
    "%s: the code knows its values and its default",
    (name, setting) => {
      const read = readers[name] ?? (() => "not read");
      expect(read()).toEqual(setting.default);
      for (const value of setting.enum ?? []) {
        fake.settings.set(name, value);
        expect(read()).toBe(value);
      }
      expect(setting.enumDescriptions?.length).toBe(setting.enum?.length);
      if (setting.type !== "object") {
        fake.settings.set(name, "nonsense");
        expect(read()).toBe(setting.default);
      }
    },
  );

  it("name every rule and what it is about, so that settings.json can suggest them", () => {
    const names = ruleNames();
    const offered = configuration.properties["azureVmBackup.rules"]?.propertyNames;
    expect(offered?.enum).toEqual(names.map(({ code }) => code));
    expect(offered?.enumDescriptions.map((key) => nls[key.slice(1, -1)])).toEqual(names.map(({ title }) => title));
  });
});
