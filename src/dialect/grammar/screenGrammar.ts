import { isPerformed } from "../../action";
import type { ResizeBudget } from "../../geometry";
import type { CoordinateSpace } from "../../trace";
import type { ShownImage } from "../contract/dialect";
import { type Block, talk, wrapped } from "../reading/blocks";
import { type WrittenCall, wordsWithCalls } from "../reading/operated";
import { thinkBlock } from "../reading/tags";
import { framed, type Grammar, plainToolError } from "./grammar";
import { printScreenCall, type ScreenStyle, verbFor } from "./screenTools";

/** How the agents of one kind write what they do to a screen, among words. */
export interface ScreenWriting {
  readonly space: CoordinateSpace;
  readonly budget?: ResizeBudget;
  calls(raw: string): readonly WrittenCall[];
  /** What labels a thought, and is no part of it. */
  readonly label: RegExp;
  readonly style: ScreenStyle;
  printThought(text: string): string;
  printAnswer(text: string): string;
  /** The marks around an answer, as a person would search for them. */
  readonly answer: string;
  /** The tag that calls stand in; anywhere in the words where this is left out. */
  readonly within?: string;
  /** Tags of thoughts beside `think`. */
  readonly thoughts?: readonly string[];
}

/** Agents that operate the screen shown last, one turn after the other; nothing that they do is performed here. */
export function screenGrammar(writing: ScreenWriting): Grammar {
  const { space, budget, style } = writing;
  const read = (raw: string, shown: readonly ShownImage[]) =>
    wordsWithCalls(raw, writing.calls(raw), { shown, space }, writing.label);
  const calling = (tag: string, shown: readonly ShownImage[]): Block => ({
    open: `<${tag}>`,
    close: [`</${tag}>`],
    read(inside, raw) {
      const at = raw.indexOf(inside);
      return wrapped(raw.slice(0, at), read(inside, shown), raw.slice(at + inside.length));
    },
  });
  const { within } = writing;
  return {
    space,
    traits: {
      firstImage: null,
      acts: "latest-image",
      observed: "user-turn",
      performs: "all",
      stop: [],
      turnLimit: null,
      answer: writing.answer,
      ...(budget ? { budget } : {}),
    },
    blocks: (shown) => [
      thinkBlock(),
      ...(writing.thoughts ?? []).map((tag) => thinkBlock([], tag)),
      ...(within === undefined ? [] : [calling(within, shown)]),
    ],
    outside: (raw, shown) => (within === undefined ? read(raw, shown) : talk(raw, raw.replaceAll(writing.label, ""))),
    expresses: (action) => verbFor(style, action) !== null,
    printAction: (action, shown) => printScreenCall(style, action, shown, space),
    printThought: writing.printThought,
    printAnswer: writing.printAnswer,
    observation: (body) => framed(body, "", ""),
    toolError: plainToolError,
    observes: (action) => !isPerformed(action),
  };
}
