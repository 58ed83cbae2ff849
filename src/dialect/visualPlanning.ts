import { jsonText } from "../base";
import { drawnPictures } from "./grammar/drawn";
import { describeSystem, keptAs } from "./grammar/system";
import { recordOf } from "./log/conversation";
import { asked, said, type ValueForm } from "./log/form";
import { field, isFields, listField } from "./log/json";
import type { MessagePart } from "./log/record";

const DRAWN: MessagePart = { kind: "image", image: { kind: "dropped" } };
const MAX_MOVES = 10_000;

/**
 * A line of its data is one move in codes of pictures, `parsed_actions.json` is a whole run with what
 * was read out of its pictures. Neither holds the pictures: codes take the network that made them.
 */
const plans: ValueForm = {
  kind: "value",
  form: "visual-planning",
  priority: 40,
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
    return [
      typeof complete === "boolean"
        ? { ...record, scores: [{ value: complete, field: "complete", decides: true }, ...record.scores] }
        : record,
    ];
  },
};

/** `[2, "right"]` and where that led: `right → 1, 2`. */
function moveWords(move: unknown, to: unknown): string {
  const name: unknown = Array.isArray(move) ? move[1] : move;
  const place = Array.isArray(to) ? ` → ${to.slice(0, 10).map(jsonText).join(", ")}` : "";
  return `${typeof name === "string" ? name.slice(0, 200) : JSON.stringify(name ?? null)}${place}\n`;
}

/** What the grid was: the one thing of the task that the log tells in words. */
function taskWords(value: unknown, meta: unknown): string {
  const layout = listField(meta, "layout") ?? [];
  const rows = layout.slice(0, 100).map((row) => (Array.isArray(row) ? row.slice(0, 100).map(jsonText).join(" ") : ""));
  const ends = [
    ["start", field(meta, "start_pos") ?? field(value, "input_state")],
    ["target", field(meta, "target_pos")],
  ].flatMap(([name, at]) => (at === null || at === undefined ? [] : [`${String(name)}: ${JSON.stringify(at)}`]));
  return [...rows, ...ends].join("\n").slice(0, 20_000);
}

/** Pictures alone, one for each move; moves are read out of them. */
export const visualPlanning = describeSystem({
  name: "visual-planning",
  title: "Visual Planning",
  source: { of: "yix8/VisualPlanning", at: "feef6af" },
  grammar: drawnPictures,
  // Nothing here draws what a model would imagine.
  instructions: null,
  forms: [plans],
  signs: [keptAs("visual-planning")],
});
