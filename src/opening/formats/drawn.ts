import { imagesOf, partsOfText } from "../content";
import { field, isFields, listField, textField } from "../json";
import type { MessagePart } from "../record";
import { recordOf } from "./conversation";
import { asked, type Format, one, said } from "./format";

// Runs whose pictures the model drew itself: they stand in its own turn.

/** Thinking with Generated Images: `<image>` for pictures that the record holds, `<image_2>` for files beside it. */
export const generated: Format = {
  form: "generated-images",
  read(value, place) {
    const prompt = textField(value, "prompt");
    const response = textField(value, "response");
    if (prompt === null || response === null || !/<image(?:_\d{1,4})?>/.test(response) || /<\|im_start\|>/.test(prompt))
      return null;
    const named = response.replaceAll(/<(image_\d{1,4})>/g, "\n[IMAGE: $1.png]\n");
    const messages = [asked(prompt, [], "prompt"), said("assistant", partsOfText(named, imagesOf(value)), "response")];
    return one(recordOf(value, messages, { place, form: "generated-images", images: [] }));
  },
};

const DRAWN: MessagePart = { kind: "image", image: { kind: "dropped" } };
const MAX_MOVES = 10_000;

/**
 * Visual Planning: a line of its data is one move in codes of pictures, `parsed_actions.json` is a whole run with what
 * was read out of its pictures. Neither holds the pictures: codes take the network that made them.
 */
export const planned: Format = {
  form: "visual-planning",
  read(value, place) {
    const moves = listField(value, "action_list");
    const codes = listField(value, "output_tokens");
    const meta = isFields(field(value, "meta")) ? field(value, "meta") : value;
    if (!moves && !(codes && listField(value, "input_tokens"))) return null;
    const places = listField(value, "start_coords") ?? [];
    const parts = moves
      ? moves
          .slice(0, MAX_MOVES)
          .flatMap((move, i): MessagePart[] => [DRAWN, { kind: "text", text: moveWords(move, places[i + 1]) }])
      : [DRAWN];
    const messages = [asked(taskWords(value, meta), [{ kind: "dropped" }], "meta"), said("assistant", parts, "moves")];
    const record = recordOf(value, messages, { place, form: "visual-planning", images: [] });
    const complete = field(value, "complete");
    return one({
      ...record,
      score: typeof complete === "boolean" ? { value: complete, field: "complete" } : record.score,
    });
  },
};

/** `[2, "right"]` and where that led: `right → 1, 2`. */
function moveWords(move: unknown, to: unknown): string {
  const name: unknown = Array.isArray(move) ? move[1] : move;
  const place = Array.isArray(to) ? ` → ${to.slice(0, 10).join(", ")}` : "";
  return `${typeof name === "string" ? name.slice(0, 200) : JSON.stringify(name ?? null)}${place}\n`;
}

/** What the grid was: the one thing of the task that the log tells in words. */
function taskWords(value: unknown, meta: unknown): string {
  const layout = listField(meta, "layout") ?? [];
  const rows = layout.slice(0, 100).map((row) => (Array.isArray(row) ? row.slice(0, 100).join(" ") : ""));
  const ends = [
    ["start", field(meta, "start_pos") ?? field(value, "input_state")],
    ["target", field(meta, "target_pos")],
  ].flatMap(([name, at]) => (at === null || at === undefined ? [] : [`${String(name)}: ${JSON.stringify(at)}`]));
  return [...rows, ...ends].join("\n").slice(0, 20_000);
}
