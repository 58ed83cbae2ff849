import { actingStep, type Step } from "../../trace";
import { type Hint, hintOf, type LineCheck } from "./hint";

/** What tools say when they fail, in the words of the systems read so far. A text that is none of these is a result. */
const FAILURE =
  /\b(error|invalid|exception|traceback|failed|failure|cannot|could not|not allowed|refused|out of (bounds|range)|outside)\b|错误|无效|失败|超出|无法/i;

/** Words of a tool that tell of a failure: an observation without a picture that says so. */
export const isToolError = ({ body }: Step): boolean =>
  body.kind === "observation" && body.image === null && FAILURE.test(body.text);

/**
 * A look told as done ("after zooming in", "in the cropped image"), not one that is announced ("let me zoom in").
 * Pixel-Reasoner (2505.15966, §5.2) names this failure: it pretends that an operation succeeded.
 */
const CLAIMED =
  /\b(?:after|upon|by|having|from) (?:zoom|cropp|enlarg|magnif|rotat)ing\b|\b(?:i|we)(?: have|'ve)? (?:zoomed|cropped|enlarged|magnified|rotated)\b|\bin(?:to)? the (?:zoomed|cropped|enlarged|magnified|rotated)(?:[- ]in)?\b|(?:放大|裁剪|旋转)(?:之后|以后|后的?)/i;

/** Part of every such look, and seldom in other words: quicker to see than the whole of it. */
const SPEAKS_OF_LOOKS = /zoom|cropp|enlarg|magnif|rotat|放大|裁剪|旋转/i;

/** A look that no action on the line has made. */
export const claimedLooks: LineCheck = ({ steps }) => {
  const hints: Hint[] = [];
  for (const step of steps) {
    // From the first action on a claim may well be true.
    if (step.body.kind === "action" || step.body.kind === "unparsed") return hints;
    if (step.body.kind !== "thought" && step.body.kind !== "answer") continue;
    const { text } = step.body;
    const found = SPEAKS_OF_LOOKS.test(text) ? CLAIMED.exec(text) : null;
    if (!found) continue;
    const target = { kind: "words", step: step.id, of: "text", from: found.index } as const;
    const to = found.index + found[0].length;
    hints.push({ target: { ...target, to }, evidence: { kind: "claimed-look", words: found[0] } });
  }
  return hints;
};

/** A failed tool after which the model answers at once. (VisGym, 2601.16973: state mismanagement.) */
export const ignoredErrors: LineCheck = ({ steps }) =>
  steps.flatMap((step, index) => {
    if (!isToolError(step)) return [];
    const next = steps.slice(index + 1).find(({ body }) => ["action", "unparsed", "answer"].includes(body.kind));
    const before = steps.slice(0, index).findLast(({ body }) => body.kind === "action");
    if (next?.body.kind === "answer") return [hintOf(next, { kind: "error-ignored", error: step.id, next: "answer" })];
    const isSame = next && before && saysSame(next, before);
    return isSame ? [hintOf(next, { kind: "error-ignored", error: step.id, next: "same-action" })] : [];
  });

export const saysSame = (a: Step, b: Step): boolean =>
  a.body.kind === "action" &&
  b.body.kind === "action" &&
  JSON.stringify(a.body.action) === JSON.stringify(b.body.action);

const CONCLUDED =
  /(?:answer|result)(?: is| should be| must be|:)\s*["“'*]*([\p{L}\p{N}.%-]+)|答案(?:是|为|：)\s*([\p{L}\p{N}.%-]+)/giu;

/** Words without any of these conclude nothing: quicker to see than what was concluded. */
const CONCLUDES = /answer|result|答案/i;

/** An answer that is not what the last thought before it concluded. */
export const answersAgainstWords: LineCheck = ({ steps }) => {
  const answer = steps.findLast(({ body }) => body.kind === "answer");
  const thought = steps.findLast(({ body }) => body.kind === "thought");
  if (answer?.body.kind !== "answer" || thought?.body.kind !== "thought") return [];
  if (!CONCLUDES.test(thought.body.text)) return [];
  const found = [...thought.body.text.matchAll(CONCLUDED)].at(-1);
  const concluded = (found?.[1] ?? found?.[2] ?? "").replace(/[.]+$/, "");
  const answered = answer.body.text;
  if (concluded === "" || bare(answered).split(" ").includes(bare(concluded))) return [];
  // "The answer is the red cup" concludes nothing that one word could be compared with.
  if (/^(the|a|an|in|on|at|that|this|clear|clearly|not)$/i.test(concluded)) return [];
  return [hintOf(answer, { kind: "answer-against-words", concluded, answered })];
};

const bare = (text: string): string =>
  text
    .toLowerCase()
    .replace(/[^\p{L}\p{N}.%-]+/gu, " ")
    .replace(/\.(?= |$)/g, "")
    .trim();

/** Words that should have been an action and could not be read. */
export const unreadActions: LineCheck = ({ steps }) =>
  steps.flatMap((step) =>
    step.body.kind === "unparsed" ? [hintOf(step, { kind: "unread-action", code: step.body.code })] : [],
  );

/** A line that the model left without an answer: not one on which it is still due to speak. */
export const missingAnswers: LineCheck = ({ trace, steps }) => {
  const last = steps.at(-1);
  if (!last || last.body.kind === "problem" || last.body.kind === "answer") return [];
  // What a person began nobody ran yet. Behind what it was shown, the page lets its model speak, unless it is stopped; how
  // another system ends a run its log does not tell.
  const asked = actingStep(trace, last) ?? last;
  if (asked.author === "human" || (last.author === "model" && last.body.kind === "observation")) return [];
  // A person, a limit or a failure cut its words short; the model did not end there.
  if (last.generation?.unfinished) return [];
  // A system may think on behind its answer.
  return steps.some(({ body }) => body.kind === "answer") ? [] : [hintOf(last, { kind: "no-answer" })];
};
