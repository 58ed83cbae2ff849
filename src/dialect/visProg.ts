import type { Action } from "../action";
import { clampBox, type ImageBox, imageBox, padBox } from "../geometry";
import type { Cut, Piece, ShownImage } from "./contract/dialect";
import { framed, type Grammar, plainToolError } from "./grammar/grammar";
import { describeSystem, wordsFit } from "./grammar/system";
import { keptProgram } from "./programs/pieces";
import { talk } from "./reading/blocks";
import { type CallResult, executedBy, pieceOf } from "./reading/call";

const LANGUAGE = "visprog";
const LINE = /^[ \t]{0,20}[A-Z][A-Z0-9_]{0,40}=[A-Z_]{2,30}\(.{0,4000}\)[ \t]{0,20}$/;
const FIND = /^\s*(\w+)=LOC\(image=(\w+),\s{0,9}object=['"](TOP|BOTTOM|LEFT|RIGHT)['"]\)/;
const CROP = /^\s*\w+=CROP\(image=(\w+),\s{0,9}box=(\w+)\)/;

/** Half as large again about its centre, as much of that as lies in the image. */
const grown: Cut = (box, { size }) => clampBox(padBox(box, 0.25), size);

/**
 * Lines of `OUT=STEP(…)`. Its boxes are found by models while the program runs, but for halves of a picture, which it
 * has words for; those are read, all else is kept as a program.
 */
const grammar: Grammar = {
  space: "pixel",
  traits: {
    firstImage: null,
    acts: "first-image",
    observed: "user-turn",
    performs: "all",
    stop: [],
    turnLimit: 1,
    answer: "",
  },
  cut: grown,
  blocks: () => [],
  outside: (raw, shown) => runsOf(raw).flatMap((run) => (run.steps ? programOf(run.text, shown) : talk(run.text))),
  expresses: (action) => action.kind === "program" && action.source.split("\n").every((line) => LINE.test(line)),
  printAction: (action) => (action.kind === "program" ? `${action.source}\n` : ""),
  printThought: (text) => text,
  printAnswer: (text) => text,
  observation: (body) => framed(body, "", ""),
  toolError: plainToolError,
  observes: (action) => action.kind === "zoom" || action.kind === "program",
};

interface Run {
  readonly text: string;
  readonly steps: boolean;
}

/** Lines of steps that follow each other, and the words between them. */
function runsOf(raw: string): readonly Run[] {
  const runs: { text: string; steps: boolean }[] = [];
  for (const line of raw.split(/(?<=\n)/)) {
    const last = runs.at(-1);
    const steps = LINE.test(line.replace(/\r?\n$/, ""));
    // An empty line among steps parts nothing.
    const goesOn = last?.steps === steps || (last?.steps === true && line.trim() === "");
    if (last && goesOn) last.text += line;
    else runs.push({ text: line, steps });
  }
  return runs;
}

function programOf(raw: string, shown: readonly ShownImage[]): readonly Piece[] {
  return keptProgram({ language: LANGUAGE, source: raw, raw }, halvesCut(raw, shown), shown);
}

/** The crops of a program whose box is a half of a picture that the program was given. */
function halvesCut(source: string, shown: readonly ShownImage[]): readonly Piece[] {
  const boxes = new Map<string, ImageBox>();
  const pieces: Piece[] = [];
  for (const line of source.split("\n")) {
    const [, name = "", of = "", half = ""] = FIND.exec(line) ?? [];
    const image = imageNamed(of, shown);
    if (image) boxes.set(name, halfOf(half, image));
    const [, from = "", boxName = ""] = CROP.exec(line) ?? [];
    const box = boxes.get(boxName);
    const on = imageNamed(from, shown);
    if (box && on && pieces.length < 100) pieces.push(pieceOf(cropOf(box, on), "", ""));
  }
  return pieces;
}

const imageNamed = (name: string, [first, second]: readonly ShownImage[]): ShownImage | undefined =>
  name === "IMAGE" || name === "LEFT" ? first : name === "RIGHT" ? second : undefined;

function halfOf(half: string, { size: { width, height } }: ShownImage): ImageBox {
  if (half === "TOP") return imageBox(0, 0, width, height / 2);
  if (half === "BOTTOM") return imageBox(0, height / 2, width, height / 2);
  return imageBox(half === "LEFT" ? 0 : width / 2, 0, width / 2, height);
}

function cropOf(box: ImageBox, image: ShownImage): CallResult {
  const action: Action = { kind: "zoom", image: image.id, box };
  return { ok: true, value: { action, declared: { space: "pixel", numbers: [], ...executedBy(grown, box, image) } } };
}

export const visProg = describeSystem({
  name: "visprog",
  title: "VisProg",
  source: { of: "allenai/visprog", at: "9626868" },
  grammar,
  // Models would have to find its boxes, and none of those is here.
  instructions: null,
  forms: [],
  signs: [
    wordsFit(310, (words) =>
      /^\s{0,20}[A-Z]+\d*=(?:LOC|VQA|CROP\w*|COUNT|EVAL|RESULT|SEG|SELECT|FACEDET)\(/m.test(words),
    ),
  ],
});
