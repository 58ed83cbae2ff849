import type { Step } from "../trace";
import { make } from "./dom";
import { kindOf, type PlayerWords, saidBy } from "./words";

/** A long line shows as many buttons about its place; all of them would take longer to lay out than to read. */
const MOST_SHOWN = 300;
const GIST_LETTERS = 40;

/** The steps of a line as a row of buttons. */
export class StepList {
  readonly element: HTMLElement;
  private readonly items = make("ol");
  private readonly words: PlayerWords;
  private readonly choose: (index: number) => void;
  private line: readonly Step[] = [];
  private from = 0;

  constructor(words: PlayerWords, choose: (index: number) => void) {
    this.words = words;
    this.choose = choose;
    this.element = make("nav", { class: "strip", "aria-label": words.steps }, this.items);
  }

  show(line: readonly Step[]): void {
    this.line = line;
    this.fill(0);
  }

  /** Marks the step that is shown, and brings it into sight. */
  mark(index: number): void {
    const isNear = index >= this.from && index < this.from + MOST_SHOWN;
    if (!isNear) this.fill(Math.max(0, index - MOST_SHOWN / 2));
    for (const [i, item] of [...this.items.children].entries()) {
      const button = item.firstElementChild;
      if (i + this.from !== index) button?.removeAttribute("aria-current");
      else {
        button?.setAttribute("aria-current", "step");
        button?.scrollIntoView({ block: "nearest", inline: "nearest" });
      }
    }
  }

  private fill(from: number): void {
    this.from = from;
    this.items.replaceChildren(...this.line.slice(from, from + MOST_SHOWN).map((step, i) => this.item(step, from + i)));
  }

  private item(step: Step, index: number): HTMLLIElement {
    const kind = make("b", {}, `${index + 1} ${kindOf(step, this.words)}`);
    const gist = saidBy(step).replace(/\s+/g, " ").slice(0, GIST_LETTERS);
    const button = make("button", { type: "button" }, kind, make("span", {}, gist));
    button.addEventListener("click", () => this.choose(index));
    return make("li", {}, button);
  }
}
