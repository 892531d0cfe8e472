import { defineConfig } from "vitest/config";

export default defineConfig({
  test: {
    include: ["test/workbench/**/*.test.ts"],
    globalSetup: "test/workbench/driver/globalSetup.ts",
    // Each file drives a VS Code, a browser and a sandbox of its own; one at a time is enough for small machines.
    fileParallelism: false,
    testTimeout: 120_000,
    hookTimeout: 180_000,
    expect: { poll: { timeout: 30_000 } },
  },
});
