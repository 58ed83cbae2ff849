import { describe, expect, it } from "vitest";
import type { ToolExecutor } from "../action";
import { err, ok } from "../base";
import { createDialect, createNativeDialect } from "../dialect";
import { IMPOSSIBLE, type Step } from "../trace";
import type { RunConditions, RunEvent, RunOptions, RunOutcome } from "./options";
import type { RunModel } from "./ports";
import { run } from "./run";
import {
  CROP,
  countingClockAndIds,
  cropExecutor,
  GREEDY,
  PICTURE,
  picture,
  problemStep,
  scriptedModel,
} from "./testing";

const dialect = createNativeDialect({ instructions: "", marksObserved: false });

const CONDITIONS: RunConditions = { limits: { turns: 4, tokensPerTurn: 200 }, refuseActions: false };

interface Ran {
  readonly outcome: RunOutcome;
  readonly steps: readonly Step[];
  readonly events: readonly RunEvent[];
}

async function runAll(
  model: RunModel,
  changes: Partial<RunOptions> & {
    line?: readonly Step[];
    signal?: AbortSignal;
    onEvent?: (event: RunEvent) => void;
  } = {},
): Promise<Ran> {
  const { line = [problemStep], signal = new AbortController().signal, onEvent, ...rest } = changes;
  const options: RunOptions = {
    dialect,
    model,
    executor: cropExecutor,
    clockAndIds: countingClockAndIds(),
    sampling: GREEDY,
    conditions: CONDITIONS,
    alternatives: 0,
    ...rest,
  };
  const events: RunEvent[] = [];
  const running = run(line, new Map([[PICTURE, picture]]), options, signal);
  for (;;) {
    const next = await running.next();
    if (next.done) {
      const steps = events.flatMap((event) =>
        event.kind === "edit" && event.edit.kind === "add-step" ? [event.edit.step] : [],
      );
      return { outcome: next.value, steps, events };
    }
    events.push(next.value);
    onEvent?.(next.value);
  }
}

const kinds = (steps: readonly Step[]): string => steps.map((step) => step.body.kind).join(" ");

describe("run", () => {
  it("looks, is shown the crop, and answers", async () => {
    const model = scriptedModel([
      "<think>find it</think><act>zoom 10 20 30 40</act>",
      "<think>a red circle</think><answer>K</answer>",
    ]);
    const { outcome, steps, events } = await runAll(model);
    expect(outcome).toEqual({ kind: "answered" });
    expect(kinds(steps)).toBe("thought action observation thought answer");
    expect(steps[1]?.body).toMatchObject({
      action: { kind: "zoom", image: PICTURE, box: { left: 40, top: 40, width: 80, height: 40 } },
      declared: { space: "percent", numbers: [10, 20, 30, 40] },
    });
    expect(steps[2]?.body).toMatchObject({ image: CROP });
    expect(events.filter((event) => event.kind === "edit" && event.edit.kind === "add-image")).toHaveLength(1);
    // The second question is the first one, what the model said, and the crop.
    expect(model.asked[1]?.turns.map((turn) => turn.role)).toEqual(["user", "assistant", "user"]);
    expect(model.asked[1]?.turns[1]?.parts).toEqual([
      { kind: "text", text: "<think>find it</think><act>zoom 10 20 30 40</act>" },
    ]);
  });

  it("chains each step to the one before it", async () => {
    const { steps } = await runAll(scriptedModel(["<think>a</think><act>zoom 0 0 9 9</act>", "<answer>1</answer>"]));
    expect(steps.map((step) => step.parent)).toEqual([problemStep.id, ...steps.slice(0, -1).map((step) => step.id)]);
  });

  it("goes on in the same turn after a mark", async () => {
    const model = scriptedModel(["<act>box 0 0 10 10</act><act>box 20 20 30 30</act><answer>2</answer>"]);
    const { outcome, steps } = await runAll(model);
    expect(outcome).toEqual({ kind: "answered" });
    expect(kinds(steps)).toBe("action action answer");
    expect(model.asked).toHaveLength(1);
  });

  it("cuts the model off as soon as a look is asked for", async () => {
    const model = scriptedModel(["<act>zoom 0 0 9 9</act> and much more that nobody will hear", "<answer>x</answer>"]);
    const { steps } = await runAll(model);
    expect(kinds(steps)).toBe("action observation answer");
    expect(model.aborted()).toBe(2); // the answer, too, ends its turn
  });

  it("keeps every word and every token, in order", async () => {
    const said = "<think>a</think>\n<act>box 1 2 3 4</act> <answer>2</answer>";
    const { steps } = await runAll(scriptedModel([said]));
    expect(steps.map((step) => step.raw).join("")).toBe(said);
    const tokens = steps.flatMap((step) => step.generation?.tokens ?? []);
    expect(tokens.map((token) => token.text).join("")).toBe(said);
  });

  it("shows words that are no action as such, complains, and goes on", async () => {
    const model = scriptedModel(["<act>zoom 1 2 three</act>", "<answer>7</answer>"]);
    const { outcome, steps } = await runAll(model);
    expect(outcome).toEqual({ kind: "answered" });
    expect(kinds(steps)).toBe("unparsed observation answer");
    expect(steps[0]?.body).toMatchObject({ code: "bad-number", text: "zoom 1 2 three" });
    expect(model.asked[1]?.turns.at(-1)?.parts).toEqual([{ kind: "text", text: "error: bad number" }]);
  });

  it.each([
    ["outside the image", "<act>zoom 150 150 180 180</act>", "error: outside image"],
    ["with no inside", "<act>zoom 10 10 10 20</act>", "error: empty box"],
    ["a mark outside the image", "<act>box 150 150 180 180</act>", "error: outside image"],
  ])("tells the model of a box %s", async (_, words, told) => {
    const { steps } = await runAll(scriptedModel([words, "<answer>1</answer>"]));
    expect(steps[1]?.body).toEqual({ kind: "observation", image: null, text: told });
  });

  it("refuses every look when refuseActions", async () => {
    const { steps } = await runAll(scriptedModel(["<act>zoom 0 0 9 9</act>", "<answer>R</answer>"]), {
      conditions: { ...CONDITIONS, refuseActions: true },
    });
    expect(steps[1]?.body).toEqual({ kind: "observation", image: null, text: "refused" });
  });

  it("writes down under which conditions each step was made", async () => {
    const words = ["<act>zoom 0 0 9 9</act>", "<answer>R</answer>"];
    const conditionsOf = async (refuseActions: boolean) => {
      const { steps } = await runAll(scriptedModel(words), { conditions: { ...CONDITIONS, refuseActions } });
      return steps.flatMap(({ generation }) => (generation ? [generation.conditions] : []));
    };
    const allowed = { tools: "allowed", limits: { turns: 4, tokensPerTurn: 200 }, interventions: [] };
    expect(await conditionsOf(false)).toEqual([allowed, allowed]);
    expect(await conditionsOf(true)).toEqual([
      { ...allowed, tools: "refused" },
      { ...allowed, tools: "refused" },
    ]);
  });

  it("keeps a stand-in where a token was held for impossible, and null where nobody told", async () => {
    const impossible = { id: 9, text: "Q", logProbability: Number.NEGATIVE_INFINITY };
    const model: RunModel = {
      id: "sure",
      async *continue() {
        yield { kind: "token", token: { ...impossible, text: "<answer>", alternatives: [impossible] } };
        yield { kind: "token", token: { id: -1, text: "K</answer>", logProbability: null, alternatives: [] } };
      },
    };
    const { steps } = await runAll(model);
    expect(steps[0]?.generation?.tokens).toMatchObject([
      { logProbability: IMPOSSIBLE, alternatives: [{ logProbability: IMPOSSIBLE }] },
      { logProbability: null },
    ]);
  });

  it("passes on why the picture could not be seen", async () => {
    const without: ToolExecutor = { perform: async () => err("image-not-found") };
    const { steps } = await runAll(scriptedModel(["<act>zoom 0 0 9 9</act>"]), { executor: without });
    expect(steps[1]?.body).toMatchObject({ text: "error: image not found" });
  });

  it("ends at the turn limit where the model only ever looks", async () => {
    const model = scriptedModel(Array.from({ length: 9 }, () => "<act>zoom 0 0 9 9</act>"));
    const { outcome } = await runAll(model);
    expect(outcome).toEqual({ kind: "turn-limit" });
    expect(model.asked).toHaveLength(4);
  });

  it("ends at the token limit and keeps what was said", async () => {
    const { outcome, steps } = await runAll(scriptedModel(["<think>on and on"], "length"));
    expect(outcome).toEqual({ kind: "token-limit" });
    expect(steps[0]).toMatchObject({ body: { kind: "thought", text: "on and on" }, generation: { unfinished: true } });
  });

  it("takes the plain words of a model that knows no tags for its answer", async () => {
    const { outcome, steps } = await runAll(scriptedModel(["A red circle."]));
    expect(outcome).toEqual({ kind: "answered" });
    expect(steps[0]?.body).toEqual({ kind: "answer", text: "A red circle." });
  });

  it("says that a model which only thought was silent", async () => {
    expect((await runAll(scriptedModel(["<think>hm</think>"]))).outcome).toEqual({ kind: "silent" });
  });

  it("stops at any token and keeps half a thought, but performs no half action", async () => {
    const stop = new AbortController();
    let drafts = 0;
    const { outcome, steps } = await runAll(scriptedModel(["<think>find it</think><act>zoom 10 20 30 40 and on"]), {
      signal: stop.signal,
      onEvent: (event) => {
        if (event.kind === "draft" && ++drafts === 12) stop.abort();
      },
    });
    expect(outcome).toEqual({ kind: "stopped" });
    expect(kinds(steps)).toBe("thought thought");
    expect(steps[1]?.generation?.unfinished).toBe(true);
    expect(steps[1]?.raw).toContain("<act>zoom");
  });

  it("shows an action while its words still arrive", async () => {
    const { events } = await runAll(scriptedModel(["<act>box 10 20 30 40</act><answer>1</answer>"]));
    const drawn = events.some((event) => event.kind === "draft" && event.draft.piece?.kind === "action");
    expect(drawn).toBe(true);
  });

  it("shows frames that were chosen as they are, each as a step of its own", async () => {
    const { steps, outcome } = await runAll(scriptedModel(["<act>select-frames 1 1</act>", "<answer>x</answer>"]));
    expect(kinds(steps)).toBe("action observation observation answer");
    expect(steps[1]?.body).toEqual({ kind: "observation", image: PICTURE, text: "" });
    expect(steps.map(({ parent }) => parent)).toEqual([problemStep.id, ...steps.slice(0, -1).map(({ id }) => id)]);
    expect(outcome).toEqual({ kind: "answered" });
  });

  it("refuses what the system's own tool refuses", async () => {
    const call = '<tool_call>{"name": "image_zoom_in_tool", "arguments": {"bbox_2d": [0, 0, 20, 90]}}</tool_call>';
    const { steps } = await runAll(scriptedModel([call, "<answer>x</answer>"]), {
      dialect: createDialect("deepeyes-training"),
    });
    expect(kinds(steps)).toBe("action observation answer");
    expect(steps[1]?.body).toEqual({ kind: "observation", image: null, text: "Error: too small" });
  });

  it.each(["thyme", "deepeyes-v2"] as const)("performs at once what was read out of a program, in %s", async (name) => {
    const code =
      "img = Image.open(image_path)\nd = ImageDraw.Draw(img)\nd.rectangle([1, 2, 30, 40])\nd.line([1, 2, 3, 4])\nimg.save(p)";
    const model = scriptedModel([`<code>\n\`\`\`python\n${code}\n\`\`\`\n</code>`, "<answer>x</answer>"]);
    const performed: string[] = [];
    const executor: ToolExecutor = {
      perform: async (action) => {
        performed.push(action.kind);
        return ok({ id: CROP, width: 400, height: 200 });
      },
    };
    const { steps } = await runAll(model, {
      executor,
      dialect: createDialect(name),
      conditions: { ...CONDITIONS, limits: { turns: 4, tokensPerTurn: 900 } },
    });
    expect(kinds(steps)).toBe("action action action observation answer");
    expect(steps.map(({ raw }) => raw !== "")).toEqual([true, false, false, false, true]);
    expect(performed).toEqual(["box", "line"]);
  });

  it("says that it runs no program", async () => {
    const program = { kind: "program", image: PICTURE, language: "python", source: "print(1)", readings: 0 } as const;
    const dialect = { ...createNativeDialect({ instructions: "", marksObserved: true }) };
    const step = {
      ...problemStep,
      id: "p",
      parent: problemStep.id,
      body: { kind: "action", action: program, declared: null },
    };
    const { steps } = await runAll(scriptedModel(["<answer>x</answer>"]), {
      line: [problemStep, step as Step],
      dialect,
    });
    expect(steps[0]?.body).toEqual({ kind: "observation", image: null, text: "error: not run" });
  });

  it("performs an action that a person put at the end of the line before the model goes on", async () => {
    const first = await runAll(scriptedModel(["<act>zoom 0 0 9 9</act>"]), {
      conditions: { ...CONDITIONS, limits: { turns: 1, tokensPerTurn: 50 } },
    });
    const line = [problemStep, first.steps[0] as Step];
    const { steps } = await runAll(scriptedModel(["<answer>x</answer>"]), { line });
    expect(kinds(steps)).toBe("observation answer");
  });

  it("continues an open turn in place after words put into the model's mouth", async () => {
    const thought = {
      ...problemStep,
      id: "t",
      parent: problemStep.id,
      body: { kind: "thought", text: "hm" },
      raw: "<think>hm</think>",
    };
    const model = scriptedModel(["<answer>x</answer>"]);
    await runAll(model, { line: [problemStep, thought as Step] });
    expect(model.asked[0]?.open).toBe(true);
    expect(model.asked[0]?.turns.at(-1)?.role).toBe("assistant");
  });

  it("reports a failure of the model with its code", async () => {
    const broken = {
      ...scriptedModel([]),
      continue: () => ({
        [Symbol.asyncIterator]: () => ({
          next: async () => Promise.reject(Object.assign(new Error("gone"), { code: "device-lost" })),
        }),
      }),
    };
    expect((await runAll(broken)).outcome).toEqual({ kind: "failed", code: "device-lost", message: "gone" });
  });
});
