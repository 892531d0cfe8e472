import { defineConfig } from "vitest/config";

export default defineConfig({
  test: {
    include: ["test/unit/**/*.test.ts"],
    environment: "node",
    reporters: ["default"],
    alias: { vscode: new URL("support/fakeVscode.ts", import.meta.url).pathname },
  },
});
