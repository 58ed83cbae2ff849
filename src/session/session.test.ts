import { beforeEach, describe, expect, it } from "vitest";
import type { Action } from "../action";
import { must } from "../base";
import { createNativeDialect } from "../dialect";
import { imageBox } from "../geometry";
import type { RunModel } from "../runner";
import {
  countingClockAndIds,
  cropExecutor,
  GREEDY,
  PICTURE,
  picture,
  problemStep,
  scriptedModel,
} from "../runner/testing";
import {
  applyEdit,
  childrenOf,
  type Edit,
  emptyTrace,
  lineTo,
  logOf,
  ME,
  ownJudgement,
  type Step,
  type StepId,
  type Trace,
  type TraceId,
} from "../trace";
import { createSession, type Journal, type Session } from ".";
import { visibleLine } from "./place";
import type { RunRequest } from "./runs";

const dialect = createNativeDialect({ instructions: "", marksObserved: false });
const zoomTo = (left: number): Action => ({ kind: "zoom", image: PICTURE, box: imageBox(left, 0, 40, 20) });

const LOOK_AND_ANSWER = ["<think>look</think><act>zoom 0 0 10 10</act>", "<answer>K</answer>"];

const POSE: Edit = {
  kind: "batch",
  edits: [
    { kind: "add-image", image: picture },
    { kind: "add-step", step: problemStep, index: 0 },
  ],
};

/** A trace with the problem in it. The step's name comes from the file, so that it is the same in every copy. */
const posed = (id = "t"): Trace => must(applyEdit(emptyTrace(id as TraceId, "a trace"), POSE));

let session: Session;
let written: string[];

const journal: Journal = {
  commit: (entry) => written.push(entry.name),
  undo: () => written.push("undo"),
  redo: () => written.push("redo"),
  place: () => {},
};

const request = (words: readonly string[], from: StepId, change: Partial<RunRequest> = {}): RunRequest => ({
  model: scriptedModel(words),
  dialect,
  sampling: GREEDY,
  conditions: { limits: { turns: 4, tokensPerTurn: 100 }, refuseActions: false },
  from,
  siblings: 1,
  ...change,
});

const state = () => session.store.getState();
const trace = () => state().log?.trace ?? emptyTrace("none" as TraceId, "");
const here = (): Step => trace().steps.get(state().place.step as StepId) as Step;
const kindsOnScreen = () => visibleLine(trace(), state().place).map((step) => step.body.kind);

/** Resolves once the model has said so many tokens of a step. */
const draftOf = (tokens: number): Promise<void> =>
  new Promise((resolve) => {
    const stop = session.store.subscribe(({ run }) => {
      if (run.kind !== "running" || (run.draft?.tokens.length ?? 0) < tokens) return;
      stop();
      resolve();
    });
  });

/** A model that hears nothing, not even that it was stopped, until it is woken: as a worker in the middle of a sum. */
function deafModel(): { readonly model: RunModel; wake(): void } {
  let wake = (): void => {};
  const woken = new Promise<void>((resolve) => {
    wake = resolve;
  });
  const model: RunModel = {
    id: "deaf",
    // biome-ignore lint/correctness/useYield: it is stopped before it says anything
    async *continue(_, signal) {
      await woken;
      signal.throwIfAborted();
    },
  };
  return { model, wake };
}

beforeEach(() => {
  written = [];
  session = createSession({ executor: cropExecutor, clockAndIds: countingClockAndIds() });
  session.open(logOf(emptyTrace("t" as TraceId, "a trace")), null, journal);
  must(session.commit("open-problem", POSE));
  session.goTo(problemStep.id);
});

describe("session", () => {
  it("runs from a step and stands at the answer", async () => {
    await session.run(request(LOOK_AND_ANSWER, problemStep.id));
    expect(kindsOnScreen()).toEqual(["problem", "thought", "action", "observation", "answer"]);
    expect(here().body).toEqual({ kind: "answer", text: "K" });
    expect(state().run).toEqual({ kind: "idle", outcome: { kind: "answered" } });
  });

  it("takes a whole run back with one undo, and brings it back without running again", async () => {
    await session.run(request(LOOK_AND_ANSWER, problemStep.id));
    session.undo();
    expect(kindsOnScreen()).toEqual(["problem"]);
    expect(here().id).toBe(problemStep.id);
    session.redo();
    expect(kindsOnScreen()).toHaveLength(5);
    expect(written.slice(-2)).toEqual(["undo", "redo"]);
  });

  it("makes a sibling of a reshaped action and keeps the original", async () => {
    await session.run(request(LOOK_AND_ANSWER, problemStep.id));
    const original = lineTo(trace(), here().id)[2] as Step;
    await session.reshape(original.id, zoomTo(200), dialect);
    expect(kindsOnScreen()).toEqual(["problem", "thought", "action", "observation"]);
    const both = childrenOf(trace(), original.parent);
    expect(both.map((step) => step.author)).toEqual(["model", "human"]);
    expect(both[1]?.raw).toBe("<act>zoom 50 0 60 10</act>");
    expect(both[0]).toEqual(original);
  });

  it("changes a person's own box in place until something is built on it", async () => {
    await session.run(request(LOOK_AND_ANSWER, problemStep.id));
    const original = lineTo(trace(), here().id)[2] as Step;
    const humans = () => childrenOf(trace(), original.parent).filter((step) => step.author === "human");
    await session.reshape(original.id, zoomTo(200), dialect);
    await session.reshape(humans()[0]?.id as StepId, zoomTo(240), dialect);
    expect(humans().map((step) => step.raw)).toEqual(["<act>zoom 60 0 70 10</act>"]);
    session.undo();
    expect(humans().map((step) => step.raw)).toEqual(["<act>zoom 50 0 60 10</act>"]);
    session.walk(99);
    await session.run(request(["<answer>Z</answer>"], here().id));
    await session.reshape(humans()[0]?.id as StepId, zoomTo(280), dialect);
    expect(humans()).toHaveLength(2);
    must(session.remark("star", humans()[1]?.id as StepId, { starred: true }));
    await session.reshape(humans()[1]?.id as StepId, zoomTo(320), dialect);
    expect(humans()).toHaveLength(3);
  });

  it("takes a box that is moved again while it is being moved for what that came to", async () => {
    await session.run(request(LOOK_AND_ANSWER, problemStep.id));
    const original = lineTo(trace(), here().id)[2] as Step;
    const humans = () => childrenOf(trace(), original.parent).filter((step) => step.author === "human");
    await Promise.all([200, 240].map((left) => session.reshape(original.id, zoomTo(left), dialect)));
    expect(humans().map((step) => step.raw)).toEqual(["<act>zoom 60 0 70 10</act>"]);
    const [own] = humans();
    const moved = await Promise.all(
      [280, 320].map((left) => session.reshape(own?.id as StepId, zoomTo(left), dialect)),
    );
    expect(moved.map(({ ok }) => ok)).toEqual([true, true]);
    expect(humans().map((step) => step.raw)).toEqual(["<act>zoom 80 0 90 10</act>"]);
  });

  it("leaves a person's own box where it is once it has been judged", async () => {
    await session.act(problemStep.id, zoomTo(0), dialect);
    const [box] = childrenOf(trace(), problemStep.id);
    must(session.judge("note", box?.id as StepId, { note: "Here." }));
    await session.reshape(box?.id as StepId, zoomTo(40), dialect);
    expect(childrenOf(trace(), problemStep.id)).toHaveLength(2);
    expect(trace().judgements.size).toBe(1);
  });

  it("judges a step as the person at this browser, and leaves nothing where nothing is said any more", () => {
    const own = () => ownJudgement(trace(), problemStep.id, ME.id);
    must(session.judge("verdict", problemStep.id, { verdict: "wrong" }));
    must(session.judge("note", problemStep.id, { note: "Why?" }));
    expect(own()).toMatchObject({ rater: ME, value: { verdict: "wrong", note: "Why?" } });
    expect(state().log?.entries.slice(-2)).toMatchObject([
      { name: "verdict", author: { kind: "human", rater: "me" } },
      { name: "note", edit: { kind: "change-judgement" } },
    ]);
    must(session.judge("verdict", problemStep.id, { verdict: null }));
    must(session.judge("note", problemStep.id, { note: "" }));
    expect(own()).toBeNull();
    session.undo();
    expect(own()?.value.note).toBe("Why?");
    const before = state().log;
    must(session.judge("note", problemStep.id, { note: "Why?" }));
    expect(state().log).toBe(before);
    expect(session.judge("note", "nowhere" as StepId, { note: "x" })).toEqual({ ok: false, error: "no-such-step" });
  });

  it("[L6] says in its log who made each edit", async () => {
    await session.run(request(["<answer>K</answer>"], problemStep.id));
    must(session.remark("star", here().id, { starred: true }));
    expect(
      state()
        .log?.entries.slice(-2)
        .map(({ author }) => author),
    ).toEqual([{ kind: "model" }, { kind: "human", rater: "me" }]);
  });

  it("stands at a reshaped action itself where more of it is to be typed, and performs it all the same", async () => {
    await session.run(request(LOOK_AND_ANSWER, problemStep.id));
    const original = lineTo(trace(), here().id)[2] as Step;
    const typed = must(await session.reshape(original.id, zoomTo(200), dialect, "action"));
    expect(here()).toMatchObject({ id: typed, body: { kind: "action" }, raw: "<act>zoom 50 0 60 10</act>" });
    must(await session.reshape(typed, zoomTo(240), dialect, "action"));
    expect(here().raw).toBe("<act>zoom 60 0 70 10</act>");
    expect(kindsOnScreen()).toEqual(["problem", "thought", "action", "observation"]);
    expect(childrenOf(trace(), original.parent)).toHaveLength(2);
  });

  it("lets the model think on from a moved box, in the new branch", async () => {
    await session.run(request(LOOK_AND_ANSWER, problemStep.id));
    const original = lineTo(trace(), here().id)[2] as Step;
    const moved = must(await session.reshape(original.id, zoomTo(200), dialect));
    const model = scriptedModel(["<answer>Z</answer>"]);
    await session.run(request([], moved, { model }));
    expect(here().body).toEqual({ kind: "answer", text: "Z" });
    expect(model.asked[0]?.turns[1]?.parts[0]).toEqual({
      kind: "text",
      text: "<think>look</think><act>zoom 50 0 60 10</act>",
    });
    // Words of two authors cannot be handed over as the tokens of one.
    expect(model.asked[0]?.turns[1]?.tokenIds).toBeUndefined();
    expect(childrenOf(trace(), original.id)).toHaveLength(1);
  });

  it("answers again, beside the old answer, when asked to run from an answer", async () => {
    await session.run(request(LOOK_AND_ANSWER, problemStep.id));
    const answer = here();
    await session.run(request(["<answer>Q</answer>"], answer.id));
    expect(childrenOf(trace(), answer.parent)).toHaveLength(2);
  });

  it("runs siblings with one seed after another, each from the same step", async () => {
    const model = scriptedModel(["<answer>a</answer>", "<answer>b</answer>", "<answer>c</answer>"]);
    await session.run(request([], problemStep.id, { model, siblings: 3, sampling: { ...GREEDY, seed: 7 } }));
    expect(childrenOf(trace(), problemStep.id)).toHaveLength(3);
    expect(model.asked.map((asked) => asked.sampling.seed)).toEqual([7, 8, 9]);
    expect(model.asked.every((asked) => asked.turns.length === 1)).toBe(true);
  });

  it("stops at a token, keeps the partial step, and is ready to run again", async () => {
    const running = session.run(request(["<think>a very long thought that goes on and on</think>"], problemStep.id));
    await draftOf(4);
    session.stop();
    await running;
    expect(state().run).toEqual({ kind: "idle", outcome: { kind: "stopped" } });
    expect(here()).toMatchObject({ body: { kind: "thought" }, generation: { unfinished: true } });
    await session.run(request(["<answer>x</answer>"], problemStep.id));
    expect(here().body.kind).toBe("answer");
  });

  it("says that a run failed where a look throws, also before the first word, and is ready to run again", async () => {
    const message = "The picture cannot be read.";
    const failed = { kind: "idle", outcome: { kind: "failed", code: "unknown", message } };
    session = createSession({
      executor: { perform: () => Promise.reject(new Error(message)) },
      clockAndIds: countingClockAndIds(),
    });
    session.open(logOf(posed()), null, journal);
    await session.run(request(LOOK_AND_ANSWER, problemStep.id));
    expect(state().run).toEqual(failed);
    expect(here().body.kind).toBe("action");
    await session.run(request(["<answer>x</answer>"], here().id));
    expect(state().run).toEqual(failed);
    session.undo();
    expect(kindsOnScreen()).toEqual(["problem"]);
    await session.run(request(["<answer>x</answer>"], problemStep.id));
    expect(here().body.kind).toBe("answer");
  });

  it("puts a person's thought into the line and goes there", () => {
    must(session.think(problemStep.id, "look at the corner", dialect));
    expect(here()).toMatchObject({ author: "human", raw: "<think>look at the corner</think>" });
  });

  it("adds a mark without an observation", async () => {
    must(
      await session.act(
        problemStep.id,
        { kind: "point", image: PICTURE, at: { x: 8, y: 4 } as never, label: "" },
        dialect,
      ),
    );
    expect(kindsOnScreen()).toEqual(["problem", "action"]);
  });

  it("walks the line without changing it", async () => {
    await session.run(request(LOOK_AND_ANSWER, problemStep.id));
    const log = state().log;
    session.walk(-2);
    expect(here().body.kind).toBe("action");
    session.walk(99);
    expect(here().body.kind).toBe("answer");
    session.walk(-99);
    expect(here().id).toBe(problemStep.id);
    expect(state().log).toBe(log);
  });

  it("remembers which way it went at a fork", async () => {
    await session.run(request(["<answer>a</answer>"], problemStep.id));
    const first = here().id;
    await session.run(request(["<answer>b</answer>"], problemStep.id));
    session.goTo(first);
    session.walk(-1);
    session.walk(1);
    expect(here().id).toBe(first);
  });

  it("steps back to the nearest step that is left when a branch is put away", async () => {
    await session.run(request(LOOK_AND_ANSWER, problemStep.id));
    const thought = lineTo(trace(), here().id)[1] as Step;
    must(session.remark("remove", thought.id, { removed: true }));
    expect(here().id).toBe(problemStep.id);
    session.undo();
    expect(trace().steps.get(thought.id)?.removed).toBe(false);
  });

  it("writes nothing while another tab has the write lock", async () => {
    session.setWritable(false);
    expect(session.think(problemStep.id, "x", dialect)).toEqual({ ok: false, error: "read-only" });
    await session.run(request(LOOK_AND_ANSWER, problemStep.id));
    session.undo();
    expect(written).toEqual(["open-problem"]);
  });

  it("ends the run in flight when another trace is opened, and spills nothing into it", async () => {
    const running = session.run(request(LOOK_AND_ANSWER, problemStep.id));
    session.open(logOf(emptyTrace("other" as TraceId, "other")), null, null);
    expect(await running).toBeNull();
    expect(trace().steps.size).toBe(0);
    expect(state().run).toEqual({ kind: "idle", outcome: null });
  });

  it("keeps what an ended run leaves over out of a fresh copy of its trace", async () => {
    const running = session.run(request(["<think>a very long thought that goes on and on</think>"], problemStep.id));
    await draftOf(4);
    session.open(logOf(posed("copy")), null, journal);
    await running;
    expect([...trace().steps.keys()]).toEqual([problemStep.id]);
    expect(written).not.toContain("run");
  });

  it("keeps an action that is still being performed out of a fresh copy of its trace", async () => {
    const acting = session.act(problemStep.id, zoomTo(0), dialect);
    session.open(logOf(posed("copy")), null, journal);
    expect(await acting).toEqual({ ok: false, error: "no-such-step" });
    expect([...trace().steps.keys()]).toEqual([problemStep.id]);
  });

  it("runs and undoes in the next trace while the last one's model has yet to hear that it was stopped", async () => {
    const { model, wake } = deafModel();
    const left = session.run(request([], problemStep.id, { model }));
    session.open(logOf(posed("next")), null, journal);
    expect(await session.run(request(["<answer>x</answer>"], problemStep.id))).toEqual({ kind: "answered" });
    expect(here().body.kind).toBe("answer");
    session.undo();
    expect(kindsOnScreen()).toEqual(["problem"]);
    const stopped = session.run(request([], problemStep.id, { model: deafModel().model }));
    wake();
    expect(await left).toBeNull();
    expect(state().run.kind).toBe("running");
    expect(await session.run(request(["<answer>y</answer>"], problemStep.id))).toBeNull();
    session.close();
    expect(state().run.kind).toBe("idle");
    void stopped;
  });
});
