import tseslint from "typescript-eslint";
import { housePlugin } from "./scripts/lint/layers.mjs";

const explicit = {
  "@typescript-eslint/no-floating-promises": "error",
  "@typescript-eslint/switch-exhaustiveness-check": "error",
  "@typescript-eslint/consistent-type-imports": ["error", { fixStyle: "separate-type-imports" }],
  "@typescript-eslint/explicit-module-boundary-types": "error",
  "@typescript-eslint/no-explicit-any": "error",
  "@typescript-eslint/no-non-null-assertion": "error",
  "@typescript-eslint/restrict-template-expressions": ["error", { allowNumber: true, allowBoolean: true }],
  "@typescript-eslint/no-confusing-void-expression": ["error", { ignoreArrowShorthand: true }],
  "no-restricted-syntax": [
    "error",
    { selector: "ExportDefaultDeclaration", message: "Name what you export: no default exports." },
    { selector: "TSEnumDeclaration", message: "Use a union of string literals." },
  ],
};

export default tseslint.config(
  { ignores: ["node_modules", "dist", "out", ".vscode-test", "l10n"] },
  {
    files: ["src/**/*.ts", "test/**/*.ts"],
    extends: [...tseslint.configs.strictTypeChecked, ...tseslint.configs.stylisticTypeChecked],
    languageOptions: {
      parserOptions: {
        project: ["./tsconfig.json", "./src/webviews/tsconfig.json"],
        tsconfigRootDir: import.meta.dirname,
      },
    },
    plugins: { house: housePlugin },
    rules: {
      ...explicit,
      "house/layers": "error",
      "max-lines": ["error", { max: 400 }],
      "max-lines-per-function": ["error", { max: 60, skipBlankLines: true, skipComments: true }],
      complexity: ["error", 15],
    },
  },
  { files: ["test/**/*.ts"], rules: { "max-lines-per-function": "off", "max-lines": "off", complexity: "off" } },
  { files: ["test/**/vitest.config.mts"], rules: { "no-restricted-syntax": "off" } },
);
