import type { Action, FoundMark, ImageId } from "../../action";
import { err, ok, type Result } from "../../base";
import { type Call, type Doing, marksOfThings, printValue, sayValue, type Value } from "../../interpreter";
import { type Observed, observationStep, observe, observedEdits } from "../../runner";
import { type Edit, type ImageRecord, plainStep, type Step, type StepId } from "../../trace";
import { readingOf } from "../runs/dialects";
import type { Workspace } from "../state";
import { askModel } from "./ask";
import type { OpenProgram } from "./program";

/** What came of a call, as the edit that adds it. */
export interface Performed {
  readonly value: Value;
  /** The action and what it showed, or the answer. */
  readonly steps: readonly Step[];
  readonly edit: Edit;
}

interface Asked {
  readonly workspace: Workspace;
  readonly program: OpenProgram;
  readonly call: Call;
  /** Below this its steps go. */
  readonly at: StepId;
  readonly signal: AbortSignal;
}

/** Does what a call wants done, and adds nothing yet. Refuses with a kebab-case code. */
export async function performCall(asked: Asked, doing: Doing): Promise<Result<Performed, string>> {
  if (doing.kind === "end") return ok(answered(asked, doing.value));
  const action = actionOf(asked, doing);
  const said = sayStep(asked, { kind: "action", action, declared: null });
  const seen = await seenBy(asked, said, action, doing);
  if (!seen.ok) return seen;
  const { value, observed } = seen.value;
  const step = {
    ...observed.step,
    body: { ...bodyOf(observed.step), text: `${asked.call.output}=${printValue(value)}` },
  };
  const { images } = asked.program.trace;
  const edits: readonly Edit[] = [
    { kind: "add-step", step: said, index: Number.MAX_SAFE_INTEGER },
    ...observedEdits([{ ...observed, step }], images),
  ];
  return ok({ value, steps: [said, step], edit: { kind: "batch", edits } });
}

function answered(asked: Asked, value: Value): Performed {
  const step = sayStep(asked, { kind: "answer", text: sayValue(value) });
  return { value, steps: [step], edit: { kind: "add-step", step, index: Number.MAX_SAFE_INTEGER } };
}

const sayStep = ({ workspace: { edges }, call, at }: Asked, body: Step["body"]): Step =>
  plainStep({
    id: edges.ambient.nextStepId(),
    parent: at,
    author: "human",
    atMillis: edges.ambient.nowMillis(),
    body,
    raw: call.raw === "" ? "" : `${call.raw}\n`,
  });

/** What is kept of a call: the action that it is, where it is one; else the call in words, as a program is kept. */
function actionOf({ program: { system }, call }: Asked, doing: Exclude<Doing, { kind: "end" }>): Action {
  if (doing.kind === "show") return doing.action;
  const [only, ...more] = doing.kind === "find" ? doing.calls : [];
  if (only && more.length === 0) return only;
  return { kind: "program", image: doing.on, language: system.name, source: call.source, readings: 0 };
}

interface Seen {
  readonly value: Value;
  readonly observed: Observed;
}

async function seenBy(
  asked: Asked,
  said: Step,
  action: Action,
  doing: Exclude<Doing, { kind: "end" }>,
): Promise<Result<Seen, string>> {
  const at = asked.workspace.edges.ambient;
  const shown = (
    value: Value,
    seen: { image: ImageId | null; found?: readonly FoundMark[] },
    record?: ImageRecord,
  ): Seen => {
    const found = value.kind === "things" ? marksOfThings(value.things) : seen.found;
    const body = { text: "", image: value.kind === "image" ? value.image : seen.image, ...(found ? { found } : {}) };
    return { value, observed: { step: observationStep(said.id, body, at), image: record ?? null } };
  };
  switch (doing.kind) {
    case "show":
      return observedPicture(asked, said, action);
    case "find": {
      const found = await foundBy(asked, doing.calls);
      return found.ok ? ok(shown(doing.read(found.value), { image: null, found: found.value })) : found;
    }
    case "ask": {
      const answers = await askModel(asked.workspace, asked.program, doing.questions, asked.signal);
      const [only, ...more] = doing.questions;
      const image = more.length === 0 ? (only?.image ?? null) : null;
      return answers.ok ? ok(shown(doing.read(answers.value), { image })) : answers;
    }
    case "retouch": {
      const record = await asked.workspace.edges.images.retouch(doing.on, doing.retouch);
      if (!record) return err("image-not-found");
      const { id: image, width, height } = record;
      const value: Value = { kind: "image", image, size: { width, height } };
      return ok(shown(value, { image }, { ...record, name: "", origin: { kind: "produced", by: said.id } }));
    }
    case "give":
      return ok(shown(doing.value, { image: null }));
  }
}

/** The picture that an action shows, worked out where every other is. */
async function observedPicture(
  { workspace, program }: Asked,
  said: Step,
  action: Action,
): Promise<Result<Seen, string>> {
  const { images, ambient } = workspace.edges;
  const dialect = await readingOf(program.system.name);
  if (!dialect) throw new Error(`No dialect of modules goes by this name: ${program.system.name}`);
  const body = { kind: "action", action, declared: null } as const;
  const [observed] = await observe({ asked: [{ id: said.id, body }], frames: null }, said.id, {
    dialect,
    executor: images,
    clockAndIds: ambient,
    images: program.trace.images,
    refuseActions: false,
  });
  if (!observed || observed.refused !== undefined || !observed.image) return err(observed?.refused ?? "no-such-image");
  const { id, width, height } = observed.image;
  return ok({ value: { kind: "image", image: id, size: { width, height } }, observed });
}

async function foundBy(
  { workspace: { edges }, signal }: Asked,
  calls: Extract<Doing, { kind: "find" }>["calls"],
): Promise<Result<readonly FoundMark[], string>> {
  const all: FoundMark[] = [];
  for (const { tool, image, region, words } of calls) {
    if (signal.aborted) return err("program-stopped");
    const found = await edges.tools.call(tool, { words, ...(region ? { region } : {}) }, image);
    if (!found.ok) return found;
    all.push(...found.value.marks);
  }
  return ok(all);
}

function bodyOf({ body }: Step): Extract<Step["body"], { kind: "observation" }> {
  if (body.kind !== "observation") throw new Error(`What was seen is no observation: ${body.kind}`);
  return body;
}
