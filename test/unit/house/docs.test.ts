import { execFile } from "node:child_process";
import path from "node:path";
import { promisify } from "node:util";
import { describe, expect, it } from "vitest";

const root = path.resolve(import.meta.dirname, "../../..");

describe("the pages of the rules", () => {
  it("are what `npm run docs` writes, and so are their names in the manifest", async () => {
    const { stderr } = await promisify(execFile)(process.execPath, ["scripts/docs.mjs", "--check"], { cwd: root });
    expect(stderr).toBe("");
  }, 30_000);
});
