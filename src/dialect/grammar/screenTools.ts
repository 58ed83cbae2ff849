import type { Action, Gesture } from "../../action";
import { err } from "../../base";
import type { CoordinateSpace } from "../../trace";
import type { Piece, ShownImage } from "../contract/dialect";
import { fieldOf, type Literal, textOf } from "../literal/literal";
import { answer, type CallResult, pieceOf } from "../reading/call";
import { onScreen, readScreenCall } from "../reading/screen";
import { numbersFromPoints } from "../reading/space";
import { printToolCall, type ToolCall } from "../reading/toolCall";

// Tools that operate a screen, as chat models call them: one tool whose arguments name the verb (OpenAI, Anthropic, Qwen),
// or one tool for each verb (Gemini).

/** Tools whose arguments name the verb; `screen` is ours, for logs that name an action and no tool. */
const TOOLS = new Set(["computer", "computer_use", "mobile_use", "browser", "phone_use", "screen"]);
const VERBS = ["action", "type"];

/** Gemini's computer use: names that no other tool has. `search` takes no arguments there. */
const OWN_VERBS = new Set(
  (
    "click_at double_click_at right_click_at hover_at type_text_at scroll_at scroll_document drag_and_drop long_press_at " +
    "key_combination wait_5_seconds open_web_browser go_back go_forward navigate open_app"
  ).split(" "),
);

/** The pieces of a call that operates the screen shown last; null where it is a call of another tool. */
export function screenPieces(
  call: ToolCall,
  words: { readonly raw: string; readonly text: string },
  shown: readonly ShownImage[],
  space: CoordinateSpace,
): readonly Piece[] | null {
  const verb = verbOf(call);
  if (verb === null) return null;
  const reading = readScreenCall({ verb, input: call.input }, shown.at(-1), space);
  if (!reading) {
    const at = Math.max(0, words.text.indexOf(verb));
    return [{ kind: "unparsed", ...words, error: { code: "unsupported-call", at } }];
  }
  if (reading.kind === "answer") return answer(reading.text, words.raw);
  return [pieceOf(withinText(reading.result, words.text), words.raw, words.text)];
}

/** Arguments that are a text of their own have offsets into that; a refusal stays within the words it is shown in. */
const withinText = (result: CallResult, text: string): CallResult =>
  result.ok ? result : err({ ...result.error, at: Math.min(result.error.at, text.length) });

function verbOf({ name, input }: ToolCall): string | null {
  if (TOOLS.has(name)) return textOf(fieldOf(input, ...VERBS));
  const takesNothing = (record: Literal): boolean => record.kind === "record" && record.entries.length === 0;
  return OWN_VERBS.has(name) || (name === "search" && takesNothing(input)) ? name : null;
}

/** How a system writes a call: the names of its verbs, and how it tells a place. */
export interface ScreenStyle {
  readonly verbs: Readonly<Partial<Record<Gesture, string>>>;
  print(
    verb: string,
    action: { readonly numbers: readonly number[]; readonly words: string; readonly gesture: Gesture },
  ): string;
}

/** How many places each gesture takes; one where it is not named. */
const PLACES: Readonly<Partial<Record<Gesture, number>>> = { drag: 2, type: 0, key: 0, wait: 0, screenshot: 0 };
const SAYS_WORDS: ReadonlySet<Gesture> = new Set<Gesture>(["type", "key"]);

/** The verb of a style for an action that it can say; null where it has no words for it. */
export function verbFor({ verbs }: ScreenStyle, action: Action): string | null {
  if (action.kind !== "operate" || action.points.length !== (PLACES[action.gesture] ?? 1)) return null;
  if (action.words !== "" && !SAYS_WORDS.has(action.gesture)) return null;
  return verbs[action.gesture] ?? null;
}

/** An action that the style can say, on the screen shown last. */
export function printScreenCall(
  style: ScreenStyle,
  action: Action,
  shown: readonly ShownImage[],
  space: CoordinateSpace,
): string {
  const verb = verbFor(style, action);
  const seen = shown.findLast(({ id }) => id === action.image);
  if (verb === null || !seen || action.kind !== "operate") throw new Error(`No call is printed for ${action.kind}`);
  const on = onScreen(seen, space);
  const numbers = numbersFromPoints(action.points, on.space, on.image);
  return style.print(verb, { numbers, words: action.words, gesture: action.gesture });
}

/** Anthropic's `computer` and Qwen's `computer_use` and `mobile_use`. */
export const actionStyle = (tool: string): ScreenStyle => ({
  verbs: {
    click: "left_click",
    "double-click": "double_click",
    "triple-click": "triple_click",
    "right-click": "right_click",
    "middle-click": "middle_click",
    hover: "mouse_move",
    drag: "left_click_drag",
    type: "type",
    key: "key",
    wait: "wait",
    screenshot: "screenshot",
  },
  print(action, { numbers, words, gesture }) {
    const [x, y, toX, toY] = numbers;
    const places =
      gesture === "drag"
        ? { start_coordinate: [x, y], coordinate: [toX, toY] }
        : numbers.length === 2
          ? { coordinate: [x, y] }
          : {};
    return printToolCall(tool, { action, ...places, ...(words === "" ? {} : { text: words }) });
  },
});

/** The actions of OpenAI's `computer_call`. */
export const TYPE_STYLE: ScreenStyle = {
  verbs: {
    click: "click",
    "double-click": "double_click",
    "right-click": "click",
    "middle-click": "click",
    hover: "move",
    drag: "drag",
    type: "type",
    key: "keypress",
    wait: "wait",
    screenshot: "screenshot",
  },
  print(type, { numbers, words, gesture }) {
    const [x, y, toX, toY] = numbers;
    const button = BUTTONS[gesture];
    const places =
      gesture === "drag"
        ? {
            path: [
              { x, y },
              { x: toX, y: toY },
            ],
          }
        : numbers.length === 2
          ? { x, y }
          : {};
    const said = gesture === "key" ? { keys: words.split(" ") } : gesture === "type" ? { text: words } : {};
    return printToolCall("computer", { type, ...(button ? { button } : {}), ...places, ...said });
  },
};

const BUTTONS: Readonly<Partial<Record<Gesture, string>>> = {
  click: "left",
  "right-click": "right",
  "middle-click": "wheel",
};

/** Gemini's computer use: a tool for each verb. */
export const OWN_STYLE: ScreenStyle = {
  verbs: {
    click: "click_at",
    "double-click": "double_click_at",
    "right-click": "right_click_at",
    hover: "hover_at",
    drag: "drag_and_drop",
    key: "key_combination",
    wait: "wait_5_seconds",
  },
  print(name, { numbers, words, gesture }) {
    const [x, y, toX, toY] = numbers;
    const places =
      gesture === "drag" ? { x, y, destination_x: toX, destination_y: toY } : numbers.length === 2 ? { x, y } : {};
    return printToolCall(name, { ...places, ...(gesture === "key" ? { keys: words } : {}) });
  },
};
