import { defineConfig } from "vitest/config";

export default defineConfig({
  test: { include: ["test/sandbox/**/*.test.ts"], environment: "node", reporters: ["default"] },
});
