import fs from "node:fs";
import path from "node:path";
import { describe, expect, it } from "vitest";
import { forbiddenImport, placeOf, rooms } from "../../../scripts/lint/layers.mjs";

const repository = path.resolve(import.meta.dirname, "../../..");

/** The table "Who may import whom" of ARCHITECTURE.md: room → column → cell. */
function documentedTable(): ReadonlyMap<string, ReadonlyMap<string, string>> {
  const text = fs.readFileSync(path.join(repository, "ARCHITECTURE.md"), "utf8");
  const rows = (text.split("| from ↓ to →")[1] ?? "").split("\n\n")[0]?.split("\n") ?? [];
  const cells = (row: string): readonly string[] =>
    row
      .split("|")
      .map((cell) => cell.trim().replaceAll("`", ""))
      .filter((cell) => cell !== "");
  const columns = cells(rows[0] ?? "");
  return new Map(
    rows.slice(2).map((row) => {
      const [room = "", ...values] = cells(row);
      return [room.replace("/x", ""), new Map(columns.map((column, index) => [column, values[index] ?? ""]))];
    }),
  );
}

function enforcedCell(room: string, column: string): string {
  const rules = rooms[room];
  switch (column) {
    case "vscode":
      return rules?.vscode === true ? "yes" : "–";
    case "@azure/*":
      return rules?.azureSdk === "yes" ? "yes" : "–";
    case "node:":
      return rules?.node === true ? "yes" : "–";
    default:
      if (room === column || rules?.may.includes(column) === true) {
        return "yes";
      }
      return rules?.types?.includes(column) === true ? "types" : "–";
  }
}

describe("the house rules", () => {
  const documented = documentedTable();

  it("document every room that exists, and enforce what they document", () => {
    expect([...documented.keys()].sort()).toEqual(Object.keys(rooms).sort());
    for (const [room, columns] of documented) {
      const enforced = new Map([...columns.keys()].map((column) => [column, enforcedCell(room, column)]));
      expect([room, enforced]).toEqual([room, columns]);
    }
  });

  it("know every folder of src", () => {
    const folders = fs.readdirSync(path.join(repository, "src"), { withFileTypes: true });
    for (const folder of folders.filter((entry) => entry.isDirectory())) {
      expect(Object.keys(rooms)).toContain(folder.name);
    }
  });

  it("refuse a sibling feature, the editor in a pure room, an SDK outside azure, and code of another bundle", () => {
    const at = (file: string): { room: string; feature: string | undefined } => {
      const place = placeOf(path.join(repository, file), repository);
      expect(place).toBeDefined();
      return { room: place?.room ?? "", feature: place?.feature };
    };
    const jobs = at("src/features/jobs/a.ts");
    expect(forbiddenImport(jobs, "../explorer/b", false, at("src/features/explorer/b.ts"))).toMatch(
      /jobs must not know explorer/,
    );
    expect(forbiddenImport(jobs, "./c", false, at("src/features/jobs/c.ts"))).toBeUndefined();
    expect(forbiddenImport(at("src/limits/a.ts"), "vscode", true, undefined)).toMatch(/must not import vscode/);
    expect(forbiddenImport(jobs, "@azure/arm-compute", false, undefined)).toMatch(/live in src\/azure/);
    expect(forbiddenImport(jobs, "../../azure/vaults", false, at("src/azure/vaults.ts"))).toMatch(/only take types/);
    expect(forbiddenImport(jobs, "../../azure/models", true, at("src/azure/models.ts"))).toBeUndefined();
    expect(forbiddenImport(at("src/template/a.ts"), "node:fs", false, undefined)).toMatch(/run in a browser/);
  });
});
