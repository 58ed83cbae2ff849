import { type ImageBox, imageBox } from "../geometry";
import type { Cut, Piece, ShownImage } from "./contract/dialect";
import type { Grammar } from "./grammar/grammar";
import { describeSystem, keptAs } from "./grammar/system";
import { wordsOnly, wordsOnlyTraits } from "./grammar/wordsOnly";
import { fieldOf, literalAt, numbersOf } from "./literal/literal";
import { imagesOf } from "./log/content";
import { recordOf } from "./log/conversation";
import { asked, said, type ValueForm } from "./log/form";
import { field, isFields, listField, textField } from "./log/json";
import type { LogRecord } from "./log/record";
import { talk } from "./reading/blocks";
import { type BoxReading, pieceOf, zoomFrom } from "./reading/call";
import { numbersFromBox } from "./reading/space";
import { printJson } from "./reading/toolCall";

const SCALE = 1.2;

/** What the answering model sees of a thing that was found: a fifth larger about its centre, in whole pixels. */
const patched: Cut = ({ left, top, width, height }, { size }): ImageBox => {
  const [wide, high] = [Math.trunc(Math.ceil(width) * SCALE), Math.trunc(Math.ceil(height) * SCALE)];
  const x = Math.max(0, Math.trunc(left + width / 2) - Math.floor(wide / 2));
  const y = Math.max(0, Math.trunc(top + height / 2) - Math.floor(high / 2));
  return imageBox(x, y, Math.min(x + wide, size.width) - x, Math.min(y + high, size.height) - y);
};

const LIST = /\[\s{0,20}\{\s{0,20}["']bbox["']/g;
const MAX_LISTS = 1000;

/** Lists of what was searched for and found, each by corner and size in pixels; all else are words. */
function foundIn(raw: string, shown: readonly ShownImage[]): readonly Piece[] {
  const pieces: Piece[] = [];
  let taken = 0;
  for (const { index } of [...raw.matchAll(LIST)].slice(0, MAX_LISTS)) {
    const list = index < taken ? null : literalAt(raw, index);
    if (list?.kind !== "list" || !list.items.every((item) => fieldOf(item, "bbox"))) continue;
    if (index > taken) pieces.push(...talk(raw.slice(taken, index)));
    taken = index;
    for (const [i, item] of list.items.entries()) {
      const end = i === list.items.length - 1 ? list.end : item.end;
      const text = raw.slice(taken, end);
      const read = zoomFrom(numbersOf(fieldOf(item, "bbox")), shown[0], FOUND);
      pieces.push(pieceOf(read, text, text));
      taken = end;
    }
  }
  return taken < raw.length || pieces.length === 0 ? [...pieces, ...talk(raw.slice(taken))] : pieces;
}

const FOUND: BoxReading = { space: "pixel", layout: "corner-and-size", cut: patched };

/** A model says which things it misses, another searches for them, and it answers on what was found. */
const grammar: Grammar = {
  ...wordsOnly,
  traits: { ...wordsOnlyTraits, acts: "first-image", answer: "" },
  cut: patched,
  blocks: () => [],
  outside: foundIn,
  expresses: (action) => action.kind === "zoom",
  printAction(action, shown) {
    const image = shown.find(({ id }) => id === action.image);
    if (!image || action.kind !== "zoom") throw new Error(`Cannot print ${action.kind} on ${action.image}`);
    return printJson([{ bbox: numbersFromBox(action.box, "pixel", image, "corner-and-size"), name: "" }]);
  },
  printThought: (text) => text,
  printAnswer: (text) => text,
  observes: (action) => action.kind === "zoom",
};

/** `eval_result.json`: samples under the names of two parts of the benchmark, the right option always the first. */
const results: ValueForm = {
  kind: "value",
  form: "seal",
  known: ["name"],
  priority: 67,
  read(value, place) {
    if (listField(value, "search_result") && listField(value, "missing_objects")) return [sampleOf(value, place)];
    if (!isFields(value)) return null;
    const parts = Object.entries(value).flatMap(([name, samples]) =>
      Array.isArray(samples) ? samples.map((sample: unknown, i) => ({ sample, at: `${name} ${i + 1}` })) : [],
    );
    if (parts.length === 0 || !parts.every(({ sample }) => listField(sample, "search_result"))) return null;
    return parts.map(({ sample, at }) => sampleOf(sample, place === "file" ? at : `${place}, ${at}`));
  },
};

function sampleOf(value: unknown, place: string): LogRecord {
  const options = (listField(value, "options") ?? []).filter((option) => typeof option === "string");
  const chosen = options[Number(textField(value, "option_chosen") ?? Number.NaN)];
  const question = [textField(value, "question") ?? "", ...options].join("\n");
  const words = (text: string, where: string) =>
    text === "" ? [] : [said("assistant", [{ kind: "text", text }], where)];
  const found = listField(value, "search_result") ?? [];
  const messages = [
    asked(question, imagesOf(value), "question"),
    ...words(textField(value, "prediction_freeform") ?? "", "prediction_freeform"),
    ...words(found.length > 0 ? printJson(found) : "", "search_result"),
    ...words(chosen ?? "", "option_chosen"),
  ];
  const record = recordOf(value, messages, { place, form: "seal" });
  const correct = field(value, "correct");
  const right = options[0] === undefined ? record.reference : { answer: options[0], field: "options[0]" };
  const score = typeof correct === "number" ? [{ value: correct, field: "correct", decides: true }] : [];
  return { ...record, reference: right, scores: record.scores.length > 0 ? record.scores : score };
}

export const seal = describeSystem({
  name: "seal",
  title: "SEAL (V*)",
  source: { of: "penghao-wu/vstar", at: "4ede664" },
  grammar,
  // The model that searches is not here.
  instructions: null,
  forms: [results],
  signs: [keptAs("seal")],
});
