// A picture and a question, and a model that was never taught a tool: it is asked where to look in its own way of pointing,
// the app cuts that part out, and it answers with the part before it.
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { must } from "../base";
import { createDialect } from "../dialect";
import { familySource, loadTiny, NEVER, type TinyModel } from "../engine/testing";
import type { Pixels } from "../pixels";
import { createRasterExecutor } from "../raster";
import type { RunModel } from "../runner";
import { countingClockAndIds, GREEDY } from "../runner/testing";
import { createSession } from "../session";
import { childrenOf, emptyTrace, lineThrough, logOf, plainStep, type StepId, type Token, type TraceId } from "../trace";
import { runModelOf } from "./runModel";

const dialect = createDialect("lfm2-vl-pointing");
const LOOK = '[{"label": "van", "bbox": [0.25, 0.25, 0.75, 0.5]}]';

const painted = (width: number, height: number): Pixels => {
  const data = new Uint8ClampedArray(width * height * 4).map((_, i) => (i % 4 === 3 ? 255 : (i * 7) % 256));
  return { width, height, data };
};

const files = () => {
  const kept = new Map<string, Uint8Array<ArrayBuffer>>();
  return {
    read: async (id: string) => kept.get(id) ?? null,
    write: async (id: string, bytes: Uint8Array<ArrayBuffer>) => void kept.set(id, bytes),
  };
};

/** A session with a picture and a question in it. */
async function asked() {
  const executor = createRasterExecutor(files());
  const { id, width, height } = await executor.addPixels(painted(120, 80), "");
  const session = createSession({ executor, clockAndIds: countingClockAndIds() });
  session.open(logOf(emptyTrace("t" as TraceId, "a trace")), null, null);
  const image = { id, width, height, name: "", origin: { kind: "source" } } as const;
  const step = plainStep({
    id: "problem" as StepId,
    parent: null,
    author: "human",
    atMillis: 0,
    body: { kind: "problem", question: "What colour is the van?", images: [id] },
  });
  must(
    session.commit("open-problem", {
      kind: "batch",
      edits: [
        { kind: "add-image", image },
        { kind: "add-step", step, index: 0 },
      ],
    }),
  );
  const run = (model: RunModel, from: StepId, begun: readonly Token[] = [], seed = 1) =>
    session.run({
      model,
      dialect,
      sampling: { ...GREEDY, temperature: 1, seed },
      conditions: { limits: { turns: 3, tokensPerTurn: 12 }, refuseActions: false },
      from,
      siblings: 1,
      begun,
    });
  const trace = () => session.store.getState().log?.trace ?? emptyTrace("none" as TraceId, "");
  return { executor, step, run, trace };
}

describe("a network in the page that only points", () => {
  let tiny: TinyModel;
  beforeEach(async () => {
    tiny = await loadTiny(await familySource("tiny-lfm2-vl"));
  });
  afterEach(() => tiny.engine.unload());

  it("is shown the part that it told, answers on that, and is branched there", async () => {
    const { executor, step, run, trace } = await asked();
    const running = runModelOf(tiny.model, executor);
    // The random weights would write no box: its tokens are put in the model's mouth, and all else is its own.
    const { turns } = dialect.transcribe([step], running.id, trace().images);
    const [tokens = []] = (await running.scoreAll?.(turns, [LOOK], NEVER)) ?? [];
    await run(running, step.id, tokens);
    const line = lineThrough(trace(), null);
    expect(line.map(({ body }) => body.kind)).toEqual(["problem", "action", "observation", "answer"]);
    const [, look, seen, answer] = line;
    expect(look?.raw).toBe(LOOK.slice(0, -1));
    const part = seen?.body.kind === "observation" && seen.body.image ? trace().images.get(seen.body.image) : undefined;
    // 30 to 90 and 20 to 40, a fifth of that around it.
    expect([part?.width, part?.height]).toEqual([84, 28]);
    expect(answer?.generation?.tokens.length).toBeGreaterThan(0);
    expect(answer?.generation?.dialect).toBe("lfm2-vl-pointing");

    await run(running, seen?.id ?? step.id, [], 2);
    expect(childrenOf(trace(), seen?.id ?? null).map(({ body }) => body.kind)).toEqual(["answer", "answer"]);
    const [, branch] = childrenOf(trace(), seen?.id ?? null);
    // Whole and part were read for the answer beside it.
    expect(branch?.generation?.cost.reusedTokens).toBeGreaterThan((branch?.generation?.cost.promptTokens ?? 0) / 2);
  });
});
