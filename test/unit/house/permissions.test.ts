import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { describe, expect, it } from "vitest";

const room = path.resolve(import.meta.dirname, "../../../src/azure");
const files = readdirSync(room, { recursive: true, encoding: "utf8" }).filter((file) => file.endsWith(".ts"));

interface Told {
  readonly file: string;
  readonly name: string;
  readonly doc: string;
}

/** The exported functions that take the pipeline to Azure, each with the comment that stands over it. */
function sending(text: string, file: string): readonly Told[] {
  const found = text.matchAll(
    /((?:^\/\*\*(?:(?!\*\/)[^])*\*\/\n)?)^export (?:async )?function (\w+)(?:<[^>]*>)?\(\s*arm: Arm\b/gmu,
  );
  return [...found].map(([, doc = "", name = ""]) => ({ file, name, doc }));
}

describe("functions that ask Azure", () => {
  const all = files.flatMap((file) => sending(readFileSync(path.join(room, file), "utf8"), file));

  it("are found by this test", () => {
    expect(all.length).toBeGreaterThan(60);
    expect(sending("/** GET it. */\nexport function ask(\n  arm: Arm,\n): void {}\n", "a.ts")).toEqual([
      { file: "a.ts", name: "ask", doc: "/** GET it. */\n" },
    ]);
  });

  // Those that only wrap other work say what they do with it instead.
  const wrappers = new Set(["guarded", "guardedWhenRefused", "fromGraphOrArm", "listAll"]);

  it.each([
    ["which permission they need", /\bNeeds /u],
    ["what they send", /\b(?:GET|PUT|POST|PATCH|DELETE|Resource Graph)\b/u],
  ])("say %s", (_what, word) => {
    const silent = all.filter(({ name, doc }) => !wrappers.has(name) && !word.test(doc.replaceAll(/\s+\*?\s*/gu, " ")));
    expect(silent.map(({ file, name }) => `${file}: ${name}`)).toEqual([]);
  });
});
