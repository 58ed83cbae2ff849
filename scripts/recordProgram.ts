// Records the sample of a program anew: npx tsx scripts/recordProgram.ts --photograph grace_hopper.jpg --pixels grace_hopper.png
// The program is written by hand, and run as the panel runs it, with the tools of the page; says how long that took.
import { writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { parseArgs } from "node:util";
import { must } from "../src/base";
import { PROGRAM } from "../src/catalog";
import { applyEdit, type Edit, emptyTrace, encodeTrace, logOf, plainStep, stepIdFrom, traceIdFrom } from "../src/trace";
import { imagesOf } from "../src/wiring/images";
import { toolsOf } from "../src/wiring/tools";
import { changeProgram, runModules } from "../src/workspace/interpreting";
import { workspaceWith } from "../src/workspace/testing";
import { createPhotographRig } from "./pictures/photographRig";

const PUBLIC = resolve(import.meta.dirname, "../public");
const QUESTION = "What does her name tag say?";
/** The day of the recording: the same line recorded again is the same file. */
const AT_MILLIS = Date.UTC(2026, 10, 28);

// The tag is in the lower half of the picture: cut closer it has too few pixels to be read well.
const SOURCE = `BOX0=LOC(image=IMAGE,object='person')
BOX1=LOC(image=IMAGE,object='BOTTOM')
IMAGE0=CROP(image=IMAGE,box=BOX1)
ANSWER0=OCR(image=IMAGE0)
ANSWER1=COUNT(box=BOX0)
ANSWER2=EVAL(expr="{ANSWER0} if {ANSWER1} == 1 else 'nobody'")
FINAL_RESULT=RESULT(var=ANSWER2)
`;

const { values } = parseArgs({
  options: { photograph: { type: "string" }, pixels: { type: "string" }, source: { type: "string" } },
});
if (!values.photograph || !values.pixels) throw new Error("Name --photograph and --pixels.");
const { photograph, pixels, raster, find } = await createPhotographRig({
  photograph: values.photograph,
  pixels: values.pixels,
});

let steps = 0;
const nextStepId = () => stepIdFrom(`sample-program-${++steps}`);
const workspace = workspaceWith({
  images: imagesOf(raster, find),
  tools: toolsOf(find),
  ambient: { nextStepId, nowMillis: () => AT_MILLIS },
});

const { width, height } = pixels;
const problem = plainStep({
  id: nextStepId(),
  parent: null,
  author: "import",
  atMillis: AT_MILLIS,
  body: {
    kind: "problem",
    question: QUESTION,
    images: [photograph],
    reference: { answer: "COMO HOPPER", source: { kind: "hand" } },
  },
});
const image = { id: photograph, width, height, name: "grace_hopper.jpg", origin: { kind: "source" } } as const;
const begin: Edit = {
  kind: "batch",
  edits: [
    { kind: "add-image", image },
    { kind: "add-step", step: problem, index: 0 },
  ],
};
const empty = must(applyEdit(emptyTrace(traceIdFrom("sample-program"), QUESTION), begin));

for (const round of values.source ? ["tried"] : ["first, with the networks read from the disk", "again"]) {
  workspace.session.open(logOf(empty), null, null);
  steps = 1;
  changeProgram(workspace, values.source ?? SOURCE);
  const [began, used] = [performance.now(), process.cpuUsage()];
  await runModules(workspace);
  const { refusal } = workspace.interpreting.getState();
  if (refusal) throw new Error(`Refused: ${JSON.stringify(refusal)}`);
  const { user, system } = process.cpuUsage(used);
  const [wall, cpu] = [performance.now() - began, (user + system) / 1000].map(Math.round);
  console.log(`${round}: ${wall} ms, ${cpu} ms of the processor`);
}

const trace = workspace.session.store.getState().log?.trace ?? empty;
for (const { body, raw } of trace.steps.values()) console.log(body.kind, raw.trim(), "text" in body ? body.text : "");
if (!values.source) writeFileSync(join(PUBLIC, PROGRAM.tracePath), `${JSON.stringify(encodeTrace(trace))}\n`);
