// Records the sample on a photograph anew: npx tsx scripts/recordPhoto.ts --photograph grace_hopper.jpg --pixels grace_hopper.png
// The line is put together by hand; what the tools found on it is what they found.
import { copyFileSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { parseArgs } from "node:util";
import type { Action, ImageId } from "../src/action";
import { must } from "../src/base";
import { PHOTOGRAPH } from "../src/catalog";
import { createNativeDialect } from "../src/dialect";
import { imageBox } from "../src/geometry";
import { observe, observedEdits } from "../src/runner";
import {
  applyEdit,
  type Edit,
  emptyTrace,
  encodeTrace,
  plainStep,
  type StepBody,
  stepIdFrom,
  type Trace,
  traceIdFrom,
} from "../src/trace";
import { createPhotographRig } from "./pictures/photographRig";

const PUBLIC = resolve(import.meta.dirname, "../public");
const QUESTION = "What name is on the tag of her uniform?";
/** Around the tag, in pixels of the photograph. */
const TAG = imageBox(90, 480, 90, 40);
/** The day of the recording: the same line recorded again is the same file. */
const AT_MILLIS = Date.UTC(2026, 10, 28);

const { values } = parseArgs({ options: { photograph: { type: "string" }, pixels: { type: "string" } } });
if (!values.photograph || !values.pixels) throw new Error("Name --photograph and --pixels.");
const { photograph, pixels, raster, find } = await createPhotographRig({
  photograph: values.photograph,
  pixels: values.pixels,
});
const { width, height } = pixels;

const dialect = createNativeDialect({ instructions: "", marksObserved: false });
const executor = { perform: raster.perform, find };

let steps = 0;
const clockAndIds = { nextStepId: () => stepIdFrom(`sample-photograph-${++steps}`), nowMillis: () => AT_MILLIS };

let trace: Trace = emptyTrace(traceIdFrom("sample-photograph"), QUESTION);
let last: ReturnType<typeof clockAndIds.nextStepId> | null = null;

function make(edit: Edit): void {
  trace = must(applyEdit(trace, edit));
  if (edit.kind === "add-step") last = edit.step.id;
}

function say(body: StepBody, author: "human" | "import" = "human"): void {
  const shown = [...trace.images.values()].map(({ id, ...size }) => ({ id, size }));
  const raw = dialect.print(body, shown);
  const step = plainStep({ id: clockAndIds.nextStepId(), parent: last, author, atMillis: AT_MILLIS, body, raw });
  make({ kind: "add-step", step, index: Number.MAX_SAFE_INTEGER });
}

/** Says an action, performs it, and gives the image that it showed, if it showed one. */
async function act(action: Action): Promise<ImageId | null> {
  say({ kind: "action", action, declared: null });
  if (!last) throw new Error("An action was said and is not there");
  const asked = { id: last, body: { kind: "action", action, declared: null } } as const;
  const group = { asked: [asked], frames: null } as const;
  const tools = { dialect, executor, clockAndIds, images: trace.images, refuseActions: false };
  const observed = await observe(group, last, tools);
  if (observed.some(({ refused }) => refused)) throw new Error(`Refused: ${JSON.stringify(observed)}`);
  for (const edit of observedEdits(observed, trace.images)) make(edit);
  return observed.at(-1)?.image?.id ?? null;
}

make({
  kind: "add-image",
  image: { id: photograph, width, height, name: "grace_hopper.jpg", origin: { kind: "source" } },
});
const reference = { answer: "Hopper", source: { kind: "hand" } } as const;
say({ kind: "problem", question: QUESTION, images: [photograph], reference }, "import");
await act({ kind: "tool", image: photograph, tool: "find-objects", region: null, words: "" });
say({ kind: "thought", text: "There she is. The tag on her chest is too small: look closer." });
const crop = await act({ kind: "zoom", image: photograph, box: TAG });
if (!crop) throw new Error("The crop shows nothing");
await act({ kind: "tool", image: crop, tool: "read-text", region: null, words: "" });
say({ kind: "answer", text: "Hopper" });

writeFileSync(join(PUBLIC, PHOTOGRAPH.tracePath), `${JSON.stringify(encodeTrace(trace))}\n`);
for (const path of PHOTOGRAPH.picturePaths) copyFileSync(values.photograph, join(PUBLIC, path));
for (const { body } of trace.steps.values()) console.log(body.kind, "text" in body ? body.text : "");
