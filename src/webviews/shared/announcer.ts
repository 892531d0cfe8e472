import { element } from "./element";

/** A polite live region: says to a screen reader what has changed, without moving the focus. */
export class Announcer {
  public readonly element: HTMLElement = element("div", {
    class: "visually-hidden",
    role: "status",
    "aria-live": "polite",
  });

  public say(sentence: string): void {
    // The same sentence twice would not be read twice: an empty text between makes it a change.
    this.element.textContent = "";
    this.element.textContent = sentence;
  }
}
