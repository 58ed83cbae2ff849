import { type Action, imagesOf, isPerformed, isView } from "../../action";
import { err, ok } from "../../base";
import type { CoordinateSpace } from "../../trace";
import type { Cut, Piece, Refuses, ShownImage, ToolError } from "../contract/dialect";
import { fieldOf, numberOf, numbersOf } from "../literal/literal";
import type { Block } from "../reading/blocks";
import { type CallResult, pieceOf, zoomFrom } from "../reading/call";
import { numbersFromBox } from "../reading/space";
import { groundedAnswerBlock, outputBlocks, outsideTags, thinkBlock } from "../reading/tags";
import { parseToolCall, printToolCall, type ToolCall } from "../reading/toolCall";
import { framed, type Grammar, plainToolError } from "./grammar";
import { printScreenCall, type ScreenStyle, screenPieces, verbFor } from "./screenTools";

/** What differs between the systems that zoom by a tool call. */
export interface ToolHabits extends Pick<Grammar, "traits"> {
  readonly space: CoordinateSpace;
  /** Where one tool takes two spaces, which of them these numbers are in. */
  spaceOf?(numbers: readonly number[]): CoordinateSpace;
  /** The tool's name and the field for its image, as printed. */
  readonly tool: string;
  readonly imageField: string | null;
  /** Whether a call must have a label. */
  readonly labelled: boolean;
  readonly rotates: boolean;
  /** Whether frames can be chosen, by the numbers that images have. */
  readonly selects?: boolean;
  /** How what is done to a screen is written, where the system has words for it; it is read in any case. */
  readonly screen?: ScreenStyle;
  readonly cut?: Cut;
  /** See `BoxReading`. */
  readonly inOrder?: true;
  readonly refuses?: Refuses;
  readonly question?: NonNullable<Grammar["question"]>;
  readonly observation?: Grammar["observation"];
  readonly outside?: Grammar["outside"];
  readonly printAnswer?: Grammar["printAnswer"];
  readonly extraBlocks?: (readCall: (text: string, raw: string) => readonly Piece[]) => readonly Block[];
  readonly printCall?: (name: string, input: Readonly<Record<string, unknown>>) => string;
  readonly toolError?: (error: ToolError) => string;
}

const ZOOMS = new Set("image_zoom_in_tool zoom_in zoom crop_image crop_image_normalized image_crop_tool".split(" "));
const ROTATES = new Set(["image_rotate_tool", "rotate", "image_rotate"]);

export function toolGrammar(habits: ToolHabits): Grammar {
  const { space, traits } = habits;
  return {
    space,
    traits: habits.imageField === null ? { ...traits, acts: "first-image" } : traits,
    ...(habits.cut ? { cut: habits.cut } : {}),
    ...(habits.refuses ? { refuses: habits.refuses } : {}),
    ...(habits.question ? { question: habits.question } : {}),
    blocks(shown) {
      const readCall = (text: string, raw: string): readonly Piece[] => {
        const parsed = parseToolCall(text);
        const operates = parsed.ok ? screenPieces(parsed.value, { raw, text }, shown, space) : null;
        return operates ?? [pieceOf(parsed.ok ? callFrom(parsed.value, text, shown, habits) : parsed, raw, text)];
      };
      const call: Block = { open: "<tool_call>", close: ["</tool_call>"], read: readCall };
      const calls = [call, ...(habits.extraBlocks?.(readCall) ?? [])];
      return [thinkBlock([...calls, ...outputBlocks()]), ...calls, groundedAnswerBlock(shown, space)];
    },
    outside: habits.outside ?? outsideTags,
    expresses: (action) =>
      action.kind === "zoom" ||
      (habits.rotates && action.kind === "rotate") ||
      (habits.selects === true && action.kind === "select-frames") ||
      (habits.screen !== undefined && verbFor(habits.screen, action) !== null),
    printAction: (action, shown) => printAction(action, shown, habits),
    printThought: (text) => `<think>${text}</think>`,
    printAnswer: habits.printAnswer ?? ((text) => `<answer>${text}</answer>`),
    observation: habits.observation ?? ((body) => framed(body, "<tool_response>", "</tool_response>")),
    toolError: habits.toolError ?? ((error) => `Error: ${plainToolError(error)}`),
    observes: (action) => isView(action) || !isPerformed(action),
  };
}

function callFrom(call: ToolCall, text: string, shown: readonly ShownImage[], habits: ToolHabits): CallResult {
  if (ZOOMS.has(call.name)) return zoomCall(call, shown, habits);
  if (ROTATES.has(call.name)) return rotateCall(call, shown, habits);
  if (habits.selects && call.name === "select_frames") return framesCall(call, shown, habits);
  return err({ code: "unsupported-call", at: Math.max(0, text.indexOf(call.name)) });
}

function zoomCall({ input }: ToolCall, shown: readonly ShownImage[], habits: ToolHabits): CallResult {
  const field = fieldOf(input, "bbox_2d", "bbox", "box");
  const numbers = field ? numbersOf(field) : cornersIn(input);
  const space = (numbers && habits.spaceOf?.(numbers)) ?? habits.space;
  const { cut, inOrder } = habits;
  const reading = { space, ...(cut ? { cut } : {}), ...(inOrder ? { inOrder } : {}) };
  return zoomFrom(numbers, imageOf(input, shown, habits), reading, field?.start ?? input.start);
}

/** The two corners where each number has a field of its own. */
function cornersIn(input: ToolCall["input"]): readonly number[] | null {
  const numbers = ["x1", "y1", "x2", "y2"].map((key) => numberOf(fieldOf(input, key)));
  return numbers.every((number) => number !== null) ? numbers : null;
}

/** Counter-clockwise in these tools, clockwise here. They keep the canvas where it grows here. */
function rotateCall({ input }: ToolCall, shown: readonly ShownImage[], habits: ToolHabits): CallResult {
  const field = fieldOf(input, "angle", "degrees");
  const angle = numberOf(field);
  const image = imageOf(input, shown, habits);
  if (angle === null) return err({ code: "bad-number", at: field?.start ?? input.start });
  if (!image) return err({ code: "no-such-image", at: input.start });
  const action: Action = { kind: "rotate", image: image.id, degrees: clockwise(angle) };
  return { ok: true, value: { action, declared: { space: "pixel", numbers: [angle] } } };
}

/** Images by the numbers that they are spoken of. Choosing none is refused, as it is by the systems. */
function framesCall({ input }: ToolCall, shown: readonly ShownImage[], habits: ToolHabits): CallResult {
  const field = fieldOf(input, "target_frames", "frames");
  const numbers = numbersOf(field);
  const at = field?.start ?? input.start;
  if (!numbers || numbers.length === 0 || numbers.length > MOST_FRAMES) return err({ code: "wrong-number-count", at });
  const frames = numbers.map((number) => shown[number - (habits.traits.firstImage ?? 0)]?.id);
  const [image, ...more] = frames.filter((id) => id !== undefined);
  if (!image || more.length + 1 < numbers.length) return err({ code: "no-such-image", at });
  return ok({ action: { kind: "select-frames", image, more }, declared: { space: "pixel", numbers } });
}

const MOST_FRAMES = 100;

/** In [0, 360), and its own inverse; zero is added so that -0 does not come out. */
const clockwise = (degrees: number): number => (((-degrees % 360) + 360) % 360) + 0;

function imageOf(input: ToolCall["input"], shown: readonly ShownImage[], habits: ToolHabits): ShownImage | undefined {
  const base = habits.traits.firstImage;
  const number = numberOf(fieldOf(input, "img_idx", "target_image", "image_index"));
  return base === null || number === null ? shown[0] : shown[number - base];
}

function printAction(action: Action, shown: readonly ShownImage[], habits: ToolHabits): string {
  if (habits.screen && action.kind === "operate") return printScreenCall(habits.screen, action, shown, habits.space);
  const index = shown.findIndex(({ id }) => id === action.image);
  const image = shown[index];
  if (!image) throw new Error(`Cannot print an action on an image that was not shown: ${action.image}`);
  const print = habits.printCall ?? printToolCall;
  const named = habits.imageField === null ? {} : { [habits.imageField]: index + (habits.traits.firstImage ?? 0) };
  if (action.kind === "select-frames") {
    const numbers = imagesOf(action).map((id) => shown.findIndex((image) => image.id === id));
    return print("select_frames", { target_frames: numbers.map((number) => number + (habits.traits.firstImage ?? 0)) });
  }
  if (action.kind === "rotate") return print("image_rotate_tool", { angle: clockwise(action.degrees), ...named });
  if (action.kind !== "zoom") throw new Error(`No call is printed for ${action.kind}`);
  const box = { bbox_2d: numbersFromBox(action.box, habits.space, image) };
  return print(habits.tool, { ...box, ...(habits.labelled ? { label: "" } : {}), ...named });
}
