import { defineConfig } from "vitest/config";

export default defineConfig({
  test: {
    include: ["test/sandbox/**/*.test.ts"],
    environment: "node",
    reporters: ["default"],
    // What waits over a reload of the window has events of VS Code's kind.
    alias: { vscode: new URL("../unit/support/fakeVscode.ts", import.meta.url).pathname },
  },
});
