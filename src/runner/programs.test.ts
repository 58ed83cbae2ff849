import { describe, expect, it } from "vitest";
import { err, ok } from "../base";
import { createDialect } from "../dialect";
import { GREEDY, type Step } from "../trace";
import { produced } from "../trace/testing";
import type { RunOptions, RunProgram } from "./options";
import { run } from "./run";
import { countingClockAndIds, cropExecutor, PICTURE, picture, problemStep, scriptedModel } from "./testing";

const CROPS =
  "<code>\n```python\nimage = image_1.crop((10, 10, 60, 60))\nprint(image.size)\nplt.imshow(image)\nplt.show()\n```\n</code>";
const PRINTS = "<code>\n```python\nprint(1 + 1)\n```\n</code>";

/** Runs a model that says these turns as DeepEyesV2 does, with programs that end so; null runs none. */
async function ran(turns: readonly string[], runProgram: RunProgram | null, signal = new AbortController().signal) {
  const model = scriptedModel(turns);
  const options: RunOptions = {
    dialect: createDialect("deepeyes-v2"),
    model,
    executor: cropExecutor,
    clockAndIds: countingClockAndIds(),
    sampling: GREEDY,
    conditions: { limits: { turns: 3, tokensPerTurn: 500 }, refuseActions: false },
    alternatives: 0,
    ...(runProgram ? { runProgram } : {}),
  };
  const steps: Step[] = [];
  const events = run([problemStep], new Map([[PICTURE, picture]]), options, signal);
  for (;;) {
    const { value, done } = await events.next();
    if (done) return { steps, asked: model.asked, outcome: value.kind };
    if (value.kind === "edit" && value.edit.kind === "add-step") steps.push(value.edit.step);
  }
}

const said = (steps: readonly Step[]) =>
  steps.map(({ body }) =>
    body.kind === "action"
      ? body.action.kind
      : body.kind === "observation"
        ? `${body.text} ${body.image?.[0] ?? "-"}`
        : body.kind,
  );

describe("a program that a model writes while it runs", () => {
  it("is run, and the model is shown what it says and shows before it goes on", async () => {
    const programs: string[] = [];
    const runProgram: RunProgram = async (step) => {
      programs.push(step);
      return ok({ text: "(50, 50)", pictures: [produced("3", "x"), produced("4", "x")] });
    };
    const { steps, asked, outcome } = await ran([CROPS, "<answer>a</answer>"], runProgram);
    expect(said(steps)).toEqual(["program", "zoom", "(50, 50) 3", " 4", "answer"]);
    expect(programs).toEqual([steps[0]?.id]);
    expect(steps[2]?.body).toMatchObject({ shows: [steps[0]?.id] });
    expect(outcome).toBe("answered");
    // The picture of the problem, and the two that the program showed.
    expect(asked[1]?.turns.flatMap(({ parts }) => parts.filter(({ kind }) => kind === "image"))).toHaveLength(3);
  });

  it("is followed by the next, until the turns are over", async () => {
    const { steps, outcome } = await ran([PRINTS, PRINTS, PRINTS, PRINTS], async () => ok({ text: "2", pictures: [] }));
    expect(said(steps)).toEqual(["program", "2 -", "program", "2 -", "program", "2 -"]);
    expect(outcome).toBe("turn-limit");
  });

  it("tells the model that a program was ended, and goes on", async () => {
    const { steps, outcome } = await ran([PRINTS, "<answer>b</answer>"], async () => err("program-too-slow"));
    expect(said(steps)).toEqual(["program", "Sandbox: program too slow -", "answer"]);
    expect(outcome).toBe("answered");
  });

  it("shows nothing of a program that was stopped with its run", async () => {
    const stop = new AbortController();
    const runProgram: RunProgram = async () => {
      stop.abort();
      return err("program-stopped");
    };
    const { steps, outcome } = await ran([PRINTS, "<answer>b</answer>"], runProgram, stop.signal);
    expect([said(steps), outcome]).toEqual([["program"], "stopped"]);
  });

  it("is read and not run where the person has not let it run", async () => {
    const { steps } = await ran([CROPS, "<answer>a</answer>"], null);
    expect(said(steps)).toEqual(["program", "zoom", " c", "answer"]);
    const printed = await ran([PRINTS, "<answer>a</answer>"], null);
    expect(said(printed.steps)[1]).toContain("not run");
  });
});
