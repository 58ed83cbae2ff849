import { describe, expect, it } from "vitest";
import { err, must, ok } from "../../base";
import { GYM_MODEL } from "../../catalog";
import { scriptedModel } from "../../runner/testing";
import { applyEdit, childrenOf, emptyTrace, lineTo, logOf, type Step, type StepBody, type Trace } from "../../trace";
import { addImage, batch, imageId, produced, source, step, stepId, traceId, zoomIn } from "../../trace/testing";
import { chosenQuery } from "../models/loading";
import type { ProgramKernel, ProgramOutput } from "../ports";
import { chooseDialect } from "../runs/dialects";
import { runFromHere } from "../runs/run";
import { modelThat, workspaceWith } from "../testing";
import { isRunnable, loggedPictures } from "./results";
import { allowPrograms, runChanged, runProgram, runPrograms, writeProgram } from "./running";

const program = (text: string, readings = 0): StepBody => ({
  kind: "action",
  action: { kind: "program", image: imageId("1"), language: "python", source: text, readings },
  declared: null,
});
const saw = (digit: string): StepBody => ({ kind: "observation", image: imageId(digit), text: "" });

/** A problem, a program of which a crop was read, what its log saw, and a second program. */
const STEPS: readonly Step[] = [
  step("p", null, { kind: "problem", question: "?", images: [imageId("1")] }),
  { ...step("a", "p", program("first", 1)), author: "import" },
  { ...step("crop", "a", { kind: "action", action: zoomIn("1"), declared: null }), author: "import", raw: "" },
  { ...step("saw", "crop", saw("2")), author: "import" },
  { ...step("b", "saw", program("second")), author: "import" },
];
const trace: Trace = must(
  applyEdit(
    emptyTrace(traceId("t"), ""),
    batch(
      addImage(source("1")),
      addImage(source("2")),
      ...STEPS.map((made) => ({ kind: "add-step", step: made, index: Number.MAX_SAFE_INTEGER }) as const),
    ),
  ),
);

/** An interpreter that shows one picture a program, and writes down what it was asked. */
function kernelThat(asked: string[], ends: (program: string) => boolean = () => true): ProgramKernel {
  let alive = true;
  const output: ProgramOutput = {
    stdout: "hello\n",
    stderr: "",
    failure: null,
    limit: null,
    pictures: [produced("3", "x")],
    notes: ["own-glyphs"],
  };
  return {
    get alive() {
      return alive;
    },
    give: async ({ path, variables }) => {
      asked.push(`give ${path} ${variables.join()}`);
      return true;
    },
    reset: () => void asked.push("reset"),
    run: async (text) => {
      asked.push(text);
      if (ends(text)) return ok(output);
      alive = false;
      return err({ code: "program-too-slow", message: "" });
    },
    close: () => {
      alive = false;
    },
  };
}

function workspaceAt(kernel: ProgramKernel) {
  const workspace = workspaceWith({ programs: { open: async () => ok(kernel) } });
  workspace.session.open(logOf(trace), null, null);
  return workspace;
}

describe("to run a program", () => {
  it("waits for the person's word", async () => {
    const asked: string[] = [];
    const workspace = workspaceAt(kernelThat(asked));
    await runProgram(workspace, stepId("a"));
    expect(asked).toEqual([]);
  });

  it("adds what it showed beside the log's own, once, and one undo takes it back", async () => {
    const workspace = workspaceAt(kernelThat([]));
    allowPrograms(workspace);
    await runProgram(workspace, stepId("a"));
    await runProgram(workspace, stepId("a"));
    const now = workspace.session.store.getState().log?.trace ?? trace;
    const beside = childrenOf(now, stepId("crop"));
    expect(
      beside.map(({ author, body }) => [author, body.kind === "observation" && [body.image, body.text, body.shows]]),
    ).toEqual([
      ["import", [imageId("2"), "", undefined]],
      ["model", [imageId("3"), "hello", ["a"]]],
    ]);
    expect(now.images.get(imageId("3"))?.origin).toEqual({ kind: "produced", by: "a" });
    workspace.session.undo();
    expect(workspace.session.store.getState().log?.trace).toEqual(trace);
  });

  it("runs the programs before it first, and no other branch's", async () => {
    const asked: string[] = [];
    const workspace = workspaceAt(kernelThat(asked));
    allowPrograms(workspace);
    await runProgram(workspace, stepId("b"));
    expect(asked.filter((words) => !words.startsWith("give"))).toEqual(["reset", "first", "second"]);
    await runChanged(workspace, stepId("a"), "other", "python");
    expect(asked.filter((words) => !words.startsWith("give")).slice(3)).toEqual(["reset", "other"]);
  });

  it("runs another language in an interpreter of its own, without the programs before it", async () => {
    const asked: string[] = [];
    const opened: string[] = [];
    const workspace = workspaceWith({
      programs: {
        open: async (language) => {
          opened.push(language);
          return ok(kernelThat(asked));
        },
      },
    });
    workspace.session.open(logOf(trace), null, null);
    allowPrograms(workspace);
    await runProgram(workspace, stepId("a"));
    await runChanged(workspace, stepId("b"), "1 + 1", "javascript");
    expect(opened).toEqual(["python", "javascript"]);
    expect(asked.filter((words) => !words.startsWith("give"))).toEqual(["reset", "first", "reset", "1 + 1"]);
  });

  it("is written by hand after the step that is looked at", async () => {
    const asked: string[] = [];
    const workspace = workspaceAt(kernelThat(asked));
    await writeProgram(workspace, "show(image_1)", "javascript");
    expect(asked).toEqual([]);
    allowPrograms(workspace);
    workspace.session.goTo(stepId("saw"));
    workspace.view.setState({ stepOpen: false, tab: "raw", sheet: null });
    await writeProgram(workspace, "show(image_1)", "javascript");
    expect(workspace.view.getState()).toMatchObject({ stepOpen: true, tab: "step", sheet: "step" });
    const after = workspace.session.store.getState().log?.trace;
    const written = after && childrenOf(after, stepId("saw")).at(-1);
    expect(written?.body).toMatchObject({
      action: { kind: "program", language: "javascript", source: "show(image_1)" },
    });
    expect(written && after && childrenOf(after, written.id).map(({ body }) => body.kind)).toEqual(["observation"]);
  });

  it("runs all programs of a line in one interpreter", async () => {
    const asked: string[] = [];
    const workspace = workspaceAt(kernelThat(asked));
    allowPrograms(workspace);
    await runPrograms(workspace, [...trace.steps.values()]);
    expect(asked.filter((words) => !words.startsWith("give"))).toEqual(["reset", "first", "second"]);
    expect(asked[1]).toBe("give 1.png image_1,img_1");
  });

  it("keeps the reason where one is ended, adds nothing, and begins anew", async () => {
    let isFast = false;
    const asked: string[] = [];
    const workspace = workspaceAt(kernelThat(asked, () => isFast));
    allowPrograms(workspace);
    await runProgram(workspace, stepId("a"));
    const { failed, kernel, running } = workspace.programs.getState();
    expect([failed?.failure.code, kernel, running]).toEqual(["program-too-slow", null, null]);
    expect(workspace.session.store.getState().log?.trace).toEqual(trace);
    isFast = true;
    await runProgram(workspace, stepId("a"));
    expect(workspace.programs.getState().failed).toBeNull();
  });

  it("does without a program before it that was ended, and says so, until that one comes to its end", async () => {
    let slow: string | null = "first";
    const asked: string[] = [];
    const workspace = workspaceWith({
      programs: { open: async () => ok(kernelThat(asked, (text) => text !== slow)) },
    });
    workspace.session.open(logOf(trace), null, null);
    allowPrograms(workspace);
    const runs = async (id: string): Promise<readonly string[]> => {
      asked.splice(0);
      await runProgram(workspace, stepId(id));
      return asked.filter((words) => !words.startsWith("give"));
    };
    // Known as ended only once it was.
    expect(await runs("b")).toEqual(["reset", "first", "reset", "second"]);
    expect(workspace.programs.getState()).toMatchObject({ failed: null, ended: new Set(["a"]) });
    expect([...workspace.programs.getState().notes.values()]).toEqual([["own-glyphs", "ended-left-out"]]);
    expect(await runs("b")).toEqual(["reset", "second"]);
    slow = null;
    expect(await runs("a")).toEqual(["reset", "first"]);
    expect(await runs("b")).toEqual(["second"]);
    expect(workspace.programs.getState().ended.size).toBe(0);
  });

  it("runs nothing before a drawing, which finds nothing that others set", async () => {
    const asked: string[] = [];
    const workspace = workspaceAt(kernelThat(asked));
    allowPrograms(workspace);
    await runChanged(workspace, stepId("a"), "<svg/>", "svg");
    await writeProgram(workspace, "<svg/> ", "svg");
    expect(asked.filter((words) => !words.startsWith("give"))).toEqual(["reset", "<svg/>", "reset", "<svg/> "]);
  });
});

describe("a program that the model writes in its run", () => {
  const WRITES = "<code>\n```python\nprint(1)\n```\n</code>";
  const runIn = async (isAllowed: boolean) => {
    const asked: string[] = [];
    const workspace = workspaceAt(kernelThat(asked));
    const model = modelThat(GYM_MODEL, scriptedModel([WRITES, "<answer>1</answer>"]).continue);
    workspace.queries.setQueryData(chosenQuery(workspace).queryKey, model);
    chooseDialect(workspace, trace, "deepeyes-v2");
    workspace.session.goTo(stepId("p"));
    if (isAllowed) allowPrograms(workspace);
    await runFromHere(workspace);
    const { log, place } = workspace.session.store.getState();
    const line = log ? lineTo(log.trace, place.step) : [];
    return { asked, line: line.map(({ body }) => (body.kind === "observation" ? body.text : body.kind)) };
  };

  it("is run once the person has let programs of the trace run, and the model reads what it says", async () => {
    const { asked, line } = await runIn(true);
    expect(asked.at(-1)?.trim()).toBe("print(1)");
    expect(line).toEqual(["problem", "action", "hello", "answer"]);
  });

  it("is not run before", async () => {
    const { asked, line } = await runIn(false);
    expect([asked, line[2]]).toEqual([[], "Sandbox: not run"]);
  });
});

it("finds the pictures of the log below what was read out of a program", () => {
  const first = trace.steps.get(stepId("a"));
  expect(first && isRunnable(first) && loggedPictures(trace, first).map(({ id }) => id)).toEqual(["saw"]);
});
