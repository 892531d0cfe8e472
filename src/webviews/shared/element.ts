/** What a property of a new element may be; `undefined` and `false` leave it out, `true` sets it without a value. */
type AttributeValue = string | number | boolean | undefined;

/** What an element holds; undefined is left out. */
export type Child = Node | string | undefined;

/**
 * Makes an element. Text goes in as text nodes only, so nothing that comes from Azure can become markup.
 * There are no `style` attributes: the panels' content security policy has no `unsafe-inline`.
 */
export function element<K extends keyof HTMLElementTagNameMap>(
  tag: K,
  attributes: Readonly<Record<string, AttributeValue>> = {},
  ...children: readonly Child[]
): HTMLElementTagNameMap[K] {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (value === undefined || value === false) {
      continue;
    }
    made.setAttribute(name, value === true ? "" : String(value));
  }
  made.append(...children.filter((child) => child !== undefined));
  return made;
}

/** A button with its listener; `kind` decides the look only. */
export function button(
  label: string,
  onClick: () => void,
  options: { readonly kind?: "primary" | "secondary" | "link"; readonly id?: string; readonly disabled?: boolean } = {},
): HTMLButtonElement {
  const made = element(
    "button",
    { type: "button", class: `button ${options.kind ?? "secondary"}`, id: options.id, disabled: options.disabled },
    label,
  );
  made.addEventListener("click", onClick);
  return made;
}

/** A link that VS Code opens outside; only https addresses become links, anything else stays text. */
export function externalLink(label: string, url: string | undefined): HTMLElement {
  return url?.startsWith("https://") === true ? element("a", { href: url }, label) : element("span", {}, label);
}
