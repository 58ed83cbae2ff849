import type { Action, FoundMark } from "../../action";
import { imagesOf, shapeOf } from "../../action";
import { filled } from "../../base";
import { askedIn, type Step } from "../../trace";
import { keyOf } from "../../workspace/commands";
import type { Failure } from "../../workspace/ports";
import type { News } from "../../workspace/state";
import { failureWords, type Words } from ".";

/** What a step is, in a word or two. */
export function kindName({ body }: Pick<Step, "body">, words: Words): string {
  if (body.kind === "action")
    return body.action.kind === "operate"
      ? words.gestures[body.action.gesture]
      : body.action.kind === "tool"
        ? words.commands[body.action.tool]
        : words.actions[body.action.kind];
  if (body.kind === "thought" && body.of) return body.of === "program" ? words.actions.program : words.step.toolOutput;
  const kind = words.kinds[body.kind];
  return body.kind === "observation" && body.recomputed ? `${kind} · ${words.comparison.mark}` : kind;
}

/** As much as one line of a list can say. A program may print 200,000 letters, and every list would lay them all out. */
const GIST_LETTERS = 500;

const shortened = (text: string): string => (text.length > GIST_LETTERS ? `${text.slice(0, GIST_LETTERS)}…` : text);

/** What a step says, in one line, cut where that is long; its kind where it has no words. */
export const gist = (step: Pick<Step, "body" | "title">, words: Words): string => shortened(wholeGist(step, words));

/** What a step is and what it says, as one reads it out; its kind alone where it says no more. */
export function spoken(step: Pick<Step, "body" | "title">, words: Words): string {
  const [kind, said] = [kindName(step, words), gist(step, words)];
  return said === kind ? kind : `${kind}, ${said}`;
}

/** What a step that is shown by its picture says beside its kind, in a few words; empty where the picture says it all. */
export const detail = (step: Pick<Step, "body" | "title">, words: Words): string => shortened(wholeDetail(step, words));

function wholeGist(step: Pick<Step, "body" | "title">, words: Words): string {
  if (step.title) return step.title;
  const { body } = step;
  switch (body.kind) {
    case "problem":
      return askedIn(body.question);
    case "thought":
    case "answer":
    case "unparsed":
      return body.text.trim() || words.kinds[body.kind];
    case "observation":
      if (body.found && !body.image) return foundGist(body.found, words);
      return isOnlyMarks(body.text) ? words.kinds.observation : withoutTraceback(body.text);
    case "action":
      return actionGist(body.action, words);
  }
}

function wholeDetail({ body, title }: Pick<Step, "body" | "title">, words: Words): string {
  if (title) return title;
  if (body.kind === "problem") return askedIn(body.question);
  if (body.kind === "observation" && body.found) return foundGist(body.found, words);
  if (body.kind === "observation") return body.image && !isOnlyMarks(body.text) ? body.text : "";
  if (body.kind !== "action") return "";
  const { action } = body;
  if (action.kind === "operate" || action.kind === "tool") return actionGist(action, words);
  const said = actionGist(action, words).slice(words.actions[action.kind].length);
  if (said !== "") return said.replace(/^ (· )?/, "");
  const shape = shapeOf(action);
  if (shape.kind !== "box") return numbersOf(action);
  return `${Math.round(shape.box.width)} × ${Math.round(shape.box.height)}`;
}

/** Python says after all lines that led there what went wrong, and a line of a list begins the same for every failure. */
const withoutTraceback = (text: string): string => text.replace(/Traceback \(most recent call last\):\n(?: .*\n)+/, "");

/** Whether words are short enough to stand in headline type; a paragraph there would shout. */
export const isShort = (text: string, most = 40): boolean =>
  [...text.trim()].length <= most && !text.trim().includes("\n");

/** What frames a tool's picture in a log, such as `<tool_response><image></tool_response>`, says nothing itself. */
export const isOnlyMarks = (text: string): boolean => text.replace(/<\/?[\w|-]+>/g, "").trim() === "";

function actionGist(action: Action, words: Words): string {
  if (action.kind === "operate") {
    const said = action.words.trim().split("\n", 1)[0]?.slice(0, 80) ?? "";
    return said === "" ? words.gestures[action.gesture] : `${words.gestures[action.gesture]} “${said}”`;
  }
  if (action.kind === "tool") return [words.commands[action.tool], quoted(action.words)].filter(Boolean).join(" ");
  const name = words.actions[action.kind];
  if (action.kind === "box" || action.kind === "point") return action.label ? `${name} “${action.label}”` : name;
  if (action.kind === "label") return `${name} “${action.text}”`;
  if (action.kind === "rotate") return `${name} ${Math.round(action.degrees)}°`;
  if (action.kind === "select-frames") return `${name} · ${imagesOf(action).length}`;
  if (action.kind === "program") return `${name} · ${action.source.trim().split("\n", 1)[0]?.slice(0, 80) ?? ""}`;
  return name;
}

/** The words of what a tool found, each once, or how many things it found where they have none. */
function foundGist(found: readonly FoundMark[], words: Words): string {
  const named = [...new Set(found.map((mark) => mark.words).filter(Boolean))];
  return named.length > 0 ? named.join(", ").slice(0, 80) : words.step.found(found.length);
}

const quoted = (words: string): string => (words === "" ? "" : `“${words}”`);

/** The numbers of an action in whole pixels, as one would read them out. */
export function numbersOf(action: Action): string {
  const shape = shapeOf(action);
  if (shape.kind === "box") {
    const { left, top, width, height } = shape.box;
    return `${Math.round(left)}, ${Math.round(top)} · ${Math.round(width)} × ${Math.round(height)}`;
  }
  if (shape.kind === "points") return shape.points.map(({ x, y }) => `${Math.round(x)}, ${Math.round(y)}`).join(" → ");
  return action.kind === "rotate" ? `${Math.round(action.degrees)}°` : "";
}

/** What a piece of news says to a person. */
export function newsWords(news: News, words: Words): string {
  switch (news.kind) {
    case "refused":
      return failureWords(words, news.code);
    case "branch-removed":
      return words.tree.removed;
    case "chapter-added":
      return words.news.chapterAdded(news.index, keyOf("chapters"));
    case "respaced":
      return words.lens.done(news.count, words.lens.spaces[news.space]);
    case "taxonomy-taken":
      return words.news.taxonomyTaken(words.ownTaxonomy(news.title), news.edition);
    case "opened-several":
      return words.news.openedSeveral(news.count);
    case "sample-sent":
      return words.news.sampleSent;
    case "no-such-run":
      return words.news.noSuchRun[news.sought];
    case "read-as":
      return news.beside ? words.news.readAsBeside : words.news.readAs;
    case "same-again":
      return words.news.sameAgain;
    case "mapping-kept":
      return words.news.mappingKept(news.name);
    case "saved":
      return words.news.saved(news.name);
    case "copied":
      return words.news.copied;
    case "not-copied":
      return words.news.notCopied;
  }
}

/** What the engine says of these names the file at fault. */
const NAMES_A_FILE = new Set(["missing-file", "corrupt-file", "unsupported-model"]);

/**
 * Whether the engine says itself which file is at fault and what to do. Of memory it does where it knew before it began; a
 * runtime that ran out of it says what it said.
 */
export const saysWhatToDo = ({ code, detail }: Failure): boolean =>
  NAMES_A_FILE.has(code) || (code === "out-of-memory" && detail === undefined);

/** What is known of a failure beside its words, as it was told; empty where there is nothing. */
export function failureDetail(words: Words, failure: Failure): string {
  if (!saysWhatToDo(failure)) return failure.detail ?? "";
  const { told, message } = failure;
  const sentence = told && words.refusals[told.name];
  return sentence ? filled(sentence, told.values) : message;
}
