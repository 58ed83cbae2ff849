import type { CoordinateSpace } from "../../trace";
import type { Piece, ShownImage } from "../contract/dialect";
import { type Block, readClosed, talk, wrapped } from "./blocks";
import { answer, thought, wordsOf } from "./call";
import { groundingOutside } from "./grounding";
import { answerWithPlaces } from "./place";

// The tags that nearly all systems share.

/** `<think>…</think>`. Whole calls inside are read too: several systems perform them. */
export const thinkBlock = (inner: readonly Block[] = [], tag = "think"): Block => ({
  open: `<${tag}>`,
  close: [`</${tag}>`],
  leaky: true,
  read(inside, raw) {
    if (!inner.some((block) => inside.includes(block.open))) return thought(inside, raw);
    const at = raw.indexOf(inside);
    return wrapped(raw.slice(0, at), readClosed(inner, talk, inside), raw.slice(at + inside.length));
  },
});

export const answerBlock = (tag = "answer"): Block => ({
  open: `<${tag}>`,
  close: [`</${tag}>`],
  read: answer,
});

const OUTPUT_TAGS = ["tool_response", "sandbox_output", "observation", "information", "search_results"];

const OUTPUT_BLOCKS: readonly Block[] = OUTPUT_TAGS.map((tag) => ({
  open: `<${tag}>`,
  close: [`</${tag}>`],
  read: (inside, raw) => wordsOf("output", inside, raw),
}));

/** What tools give, where it stands in a turn of the model: a log of one turn has it there, and a model makes it up. */
export const outputBlocks = (): readonly Block[] => OUTPUT_BLOCKS;

/** An answer in which places are told as JSON, as where grounding is rewarded: they are marks, and the answer stays one. */
export const groundedAnswerBlock = (shown: readonly ShownImage[], space: CoordinateSpace): Block => ({
  ...answerBlock(),
  read: (inside, raw) => answerWithPlaces(inside, raw, (words) => groundingOutside(words, shown, space)),
});

/** An answer that is boxed within its tags, as mathematics is: what is in the box. */
export const boxedAnswerBlock = (): Block => ({
  open: "<answer>",
  close: ["</answer>"],
  read(inside, raw) {
    const text = inside.trim();
    const isBoxed = text.startsWith("\\boxed{") && closingBrace(text, 7) === text.length - 1;
    return answer(isBoxed ? text.slice(7, -1) : text, raw);
  },
});

/** Words outside the tags. A prompt may have opened the thought already, so that only its end is there. */
export const outsideTags = (raw: string): readonly Piece[] => talk(raw, raw.replaceAll(/<\/?think>/g, " "));

/** The last `\boxed{…}` as the answer; what stands before and behind it are thoughts. */
export function boxedOutside(raw: string): readonly Piece[] {
  const start = raw.lastIndexOf("\\boxed{");
  const end = start < 0 ? -1 : closingBrace(raw, start + 7);
  if (end < 0) return outsideTags(raw);
  // A full stop or a dollar sign behind it is no step of its own.
  const tail = /^[\s$.\\)\]]*/.exec(raw.slice(end + 1))?.[0] ?? "";
  const [before, boxed, after] = [
    raw.slice(0, start),
    raw.slice(start, end + 1) + tail,
    raw.slice(end + 1 + tail.length),
  ];
  return [
    ...(before === "" ? [] : outsideTags(before)),
    ...answer(raw.slice(start + 7, end), boxed),
    ...(after === "" ? [] : outsideTags(after)),
  ];
}

function closingBrace(text: string, from: number): number {
  let depth = 1;
  for (let at = from; at < text.length; at++) {
    if (text[at] === "{") depth++;
    if (text[at] === "}" && --depth === 0) return at;
  }
  return -1;
}
