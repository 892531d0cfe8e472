/** VS Code's four kinds of themes: the name in the list of themes, and the id that pages get to know. */
export const themes = [
  { label: "Light Modern", id: "Default Light Modern" },
  { label: "Dark Modern", id: "Default Dark Modern" },
  { label: "Dark High Contrast", id: "Default High Contrast" },
  { label: "Light High Contrast", id: "Default High Contrast Light" },
] as const;

export type Theme = (typeof themes)[number];
