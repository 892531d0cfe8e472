/** VS Code's four kinds of themes: the name in the list of themes, and the kind that pages get to know. */
export const themes = [
  { label: "Light Modern", kind: "vscode-light" },
  { label: "Dark Modern", kind: "vscode-dark" },
  { label: "Dark High Contrast", kind: "vscode-high-contrast" },
  { label: "Light High Contrast", kind: "vscode-high-contrast-light" },
] as const;

export type Theme = (typeof themes)[number];
