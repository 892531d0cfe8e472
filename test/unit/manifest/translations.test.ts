import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { collect, unreadableCalls, withoutAlias } from "../../../scripts/l10n.mjs";

describe("the strings for translators", () => {
  it("are those of the code, all of them readable without running it", async () => {
    expect(readFileSync("l10n/bundle.l10n.json", "utf8")).toBe(await collect());
  }, 30_000);

  it("include those that a file takes through a short name", () => {
    const text = 'const t = vscode.l10n.t;\nshow(t("Yes"), at("no"), x.t("no"));';
    expect(withoutAlias(text)).toContain('show(vscode.l10n.t("Yes"), at("no"), x.t("no"));');
    expect(withoutAlias('t("not a string of ours")')).toBe('t("not a string of ours")');
  });

  it("are plain texts: others could never be translated", () => {
    expect(unreadableCalls('l10n.t("fine {0}", x); vscode.l10n.t(\n  "fine",\n)')).toEqual([]);
    expect(unreadableCalls("l10n.t(name)")).toHaveLength(1);
    expect(unreadableCalls("l10n.t(`vault ${name}`)")).toHaveLength(1);
  });
});
