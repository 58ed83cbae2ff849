import { describe, expect, it } from "vitest";
import { createRng, err, must, ok } from "../../base";
import { GYM_MODEL, type ModelCard, serverCard } from "../../catalog";
import { createFollower, type Driven, USUAL_METHODS } from "../../driver";
import type { RunModel } from "../../runner";
import { picture, problemStep } from "../../runner/testing";
import { plainReference, rewardNamed } from "../../scoring";
import { openWork } from "../../search";
import { applyEdit, childrenOf, emptyTrace, logOf, stepIdFrom, type Trace, traceIdFrom } from "../../trace";
import { chosenQuery } from "../models/loading";
import type { Workspace } from "../state";
import { modelThat, workspaceWith } from "../testing";
import { scoreByAsking } from "./askedScore";
import { modelsBeside } from "./besideModels";
import {
  addStepByHand,
  answerSearch,
  endSearch,
  pauseSearch,
  resumeSearch,
  type SearchAsked,
  startSearch,
  steerSearch,
} from "./searches";

const posed = (id: string): Trace =>
  must(
    applyEdit(emptyTrace(traceIdFrom(id), ""), {
      kind: "batch",
      edits: [
        { kind: "add-image", image: picture },
        { kind: "add-step", step: problemStep, index: 0 },
      ],
    }),
  );

/** Answers at once, with a letter by the seed; each of its tokens is told to `heard`. */
const answering = (heard: (tokens: number) => void = () => {}): RunModel["continue"] => {
  let tokens = 0;
  return async function* ({ sampling }, signal) {
    yield { kind: "prompt", promptTokens: 1, reusedTokens: 0 };
    for (const text of ["<answer>", createRng(`${sampling.seed}`).pick(["A", "B", "C"]), "</answer>"]) {
      await Promise.resolve();
      signal.throwIfAborted();
      heard(++tokens);
      yield { kind: "token", token: { id: 1, text, logProbability: -0.5, alternatives: [] } };
    }
    yield { kind: "end", reason: "stop-token" };
  };
};

function workspaceSearching(model: RunModel["continue"], given: Parameters<typeof workspaceWith>[0] = {}): Workspace {
  const workspace = workspaceWith(given);
  workspace.session.open(logOf(posed("first")), null, null);
  workspace.queries.setQueryData(chosenQuery(workspace).queryKey, modelThat(GYM_MODEL, model));
  return workspace;
}

const asking = (more: Partial<SearchAsked> = {}): SearchAsked => ({
  method: { name: "best-of-n", n: 4, pick: "rating" },
  judge: { kind: "likelihood" },
  temperatures: [1],
  topP: 1,
  budget: { tokens: null, millis: null, nodes: null },
  seed: 3,
  ...more,
});

const traceOf = ({ session }: Workspace): Trace => {
  const trace = session.store.getState().log?.trace;
  if (!trace) throw new Error("Nothing is open");
  return trace;
};

function driven(workspace: Workspace): Driven {
  const trace = traceOf(workspace);
  const found = createFollower()(trace, [...trace.searches.keys()].at(-1) ?? "");
  if (!found) throw new Error("There is no search");
  return must(found);
}

describe("a search of the open trace", () => {
  it("grows branches, and ends at the one that was chosen", async () => {
    const workspace = workspaceSearching(answering());
    await startSearch(workspace, asking());
    const { tree, outcome } = driven(workspace).state;
    expect(childrenOf(traceOf(workspace), problemStep.id)).toHaveLength(4);
    expect(outcome?.kind).toBe("found");
    expect(workspace.session.store.getState().place.step).toBe(tree[outcome?.best ?? 0]?.content);
    expect(workspace.view.getState()).toMatchObject({ searching: false, failure: null });
  });

  it("is taken back by one undo, and its beginning by another", async () => {
    const workspace = workspaceSearching(answering());
    await startSearch(workspace, asking());
    workspace.session.undo();
    expect([traceOf(workspace).steps.size, driven(workspace).state.tree.length]).toEqual([1, 1]);
    workspace.session.undo();
    expect(traceOf(workspace)).toEqual(posed("first"));
  });

  it("pauses, and goes on to the same tree", async () => {
    const whole = workspaceSearching(answering());
    await startSearch(whole, asking());
    const halved = workspaceSearching(answering((tokens) => tokens === 5 && pauseSearch(halved)));
    await startSearch(halved, asking());
    const { id, state } = driven(halved);
    expect(state.outcome).toBeNull();
    await resumeSearch(halved, id);
    const answersOf = (workspace: Workspace) => driven(workspace).state.tree.map(({ answer }) => answer);
    expect(answersOf(halved)).toEqual(answersOf(whole));
    expect(childrenOf(traceOf(halved), problemStep.id)).toHaveLength(4);
  });

  it("stops where another trace is opened, and leaves that one alone", async () => {
    const workspace = workspaceSearching(
      answering((tokens) => tokens === 2 && workspace.session.open(logOf(posed("second")), null, null)),
    );
    await startSearch(workspace, asking());
    expect(traceOf(workspace)).toEqual(posed("second"));
    expect(workspace.view.getState().searching).toBe(false);
  });

  it("is not begun where its reward lacks the right answer, and says so", async () => {
    const workspace = workspaceSearching(answering());
    await startSearch(workspace, asking({ judge: { kind: "reward", reward: "gym-reward", completions: 1 } }));
    expect(workspace.search.getState().refusal).toBe("missing-answer");
    expect(traceOf(workspace)).toEqual(posed("first"));
  });

  it("is not begun while the model is at work elsewhere", async () => {
    const workspace = workspaceSearching(answering());
    workspace.view.setState({ batching: true });
    await startSearch(workspace, asking());
    expect(traceOf(workspace)).toEqual(posed("first"));
  });

  it("tells of a model that fails, and can go on later", async () => {
    // biome-ignore lint/correctness/useYield: it fails before it says anything
    const workspace = workspaceSearching(async function* () {
      throw Object.assign(new Error("gone"), { code: "device-lost" });
    });
    await startSearch(workspace, asking());
    expect(workspace.view.getState()).toMatchObject({ searching: false, failure: { code: "device-lost" } });
    expect(driven(workspace).state.outcome).toBeNull();
  });
});

describe("another model that judges", () => {
  const SERVED = { flavour: "vllm", baseUrl: "http://judge.test/v1", model: "judge" };
  const by = serverCard(SERVED).id;

  /** The built-in model searches; one on a server is asked, and says how good a line is by its answer. */
  function workspaceWithJudge() {
    const asked: string[] = [];
    const rates: RunModel["continue"] = async function* ({ turns }) {
      const line = JSON.stringify(turns);
      asked.push(line);
      yield { kind: "prompt", promptTokens: 1, reusedTokens: 0 };
      const text = line.includes("<answer>B</answer>") ? "Rating: 9" : "Rating: 2";
      yield { kind: "token", token: { id: 1, text, logProbability: -0.5, alternatives: [] } };
      yield { kind: "end", reason: "stop-token" };
    };
    const workspace = workspaceSearching(answering(), {
      models: { loadBeside: async (card) => ok(modelThat(card, rates)) },
    });
    workspace.view.setState({ served: [SERVED] });
    return { workspace, asked };
  }

  it("is asked, and what it rates best is chosen", async () => {
    const { workspace, asked } = workspaceWithJudge();
    expect(modelsBeside(workspace).map(({ id }) => id)).toEqual([by]);
    await startSearch(
      workspace,
      asking({ judge: { kind: "model", by }, method: { name: "best-of-n", n: 8, pick: "rating" } }),
    );
    const { tree, outcome } = driven(workspace).state;
    expect(asked.length).toBe(8);
    expect(tree[outcome?.best ?? 0]).toMatchObject({ answer: "B", rating: 0.9 });
  });

  it("is refused before anything begins where it is not in the list, or does not fit beside the model", async () => {
    const { workspace } = workspaceWithJudge();
    await startSearch(workspace, asking({ judge: { kind: "model", by: "server:gone:judge" } }));
    expect(workspace.search.getState().refusal).toBe("no-such-judge");
    workspace.view.setState({ hubNames: ["owner/other"] });
    await startSearch(workspace, asking({ judge: { kind: "model", by: "hub:owner/other" } }));
    expect(workspace.search.getState().refusal).toBe("two-models-in-page");
    expect(traceOf(workspace)).toEqual(posed("first"));
  });

  it("leaves a search paused, and says why, where it cannot be loaded", async () => {
    const { workspace } = workspaceWithJudge();
    Object.assign(workspace.edges.models, { loadBeside: async () => err({ code: "server-refused", message: "" }) });
    await startSearch(workspace, asking({ judge: { kind: "model", by } }));
    expect(workspace.search.getState()).toMatchObject({ refusal: "judge-not-loaded", driving: null });
    expect(driven(workspace).state.outcome).toBeNull();
  });

  it("may act in turn with it: what each wrote is in the trace under its name", async () => {
    const { workspace } = workspaceWithJudge();
    const says: RunModel["continue"] = async function* () {
      yield { kind: "prompt", promptTokens: 1, reusedTokens: 0 };
      yield { kind: "token", token: { id: 1, text: "<answer>Z</answer>", logProbability: -0.5, alternatives: [] } };
      yield { kind: "end", reason: "stop-token" };
    };
    Object.assign(workspace.edges.models, {
      loadBeside: async (card: ModelCard) =>
        ok({ ...modelThat(card, says), run: { ...modelThat(card, says).run, id: "other" } }),
    });
    const comcts = { ...USUAL_METHODS.comcts, models: 2, mostPaths: 2 };
    await startSearch(
      workspace,
      asking({ method: comcts, judge: { kind: "likelihood" }, actors: [by], temperatures: [1] }),
    );
    const writers = [...(traceOf(workspace)?.steps.values() ?? [])].flatMap(
      ({ generation }) => generation?.model ?? [],
    );
    expect(new Set(writers)).toEqual(new Set(["other", GYM_MODEL.id]));
    expect(workspace.search.getState().refusal).toBeNull();
  });

  it("is refused as an actor where it is gone, or does not fit", async () => {
    const { workspace } = workspaceWithJudge();
    await startSearch(workspace, asking({ actors: ["server:gone:actor"] }));
    expect(workspace.search.getState().refusal).toBe("no-such-actor");
    workspace.view.setState({ hubNames: ["owner/other"] });
    await startSearch(workspace, asking({ actors: ["hub:owner/other"] }));
    expect(workspace.search.getState().refusal).toBe("two-models-in-page");
    Object.assign(workspace.edges.models, { loadBeside: async () => err({ code: "server-refused", message: "" }) });
    await startSearch(workspace, asking({ actors: [by] }));
    expect(workspace.search.getState()).toMatchObject({ refusal: "actor-not-loaded", driving: null });
  });

  it("is not asked for a reward whose right answer nobody knows", async () => {
    const { workspace } = workspaceWithJudge();
    await startSearch(workspace, asking({ judge: { kind: "reward", reward: "deepeyes-general", completions: 1, by } }));
    expect(workspace.search.getState().refusal).toBe("missing-answer");
  });
});

describe("a person in a search", () => {
  async function asked(): Promise<Workspace> {
    const workspace = workspaceSearching(answering());
    await startSearch(workspace, asking({ judge: { kind: "person" } }));
    return workspace;
  }

  it("rates what it asks for, and it goes on", async () => {
    const workspace = await asked();
    for (let rating = 0; rating < 4; rating++) {
      const { id, state } = driven(workspace);
      const [work] = openWork(state);
      if (!work) throw new Error("It was to ask");
      await answerSearch(workspace, id, { kind: "rated", work: work.id, rating, cost: { tokens: 0, millis: 0 } });
    }
    const { tree, outcome } = driven(workspace).state;
    expect(tree[outcome?.best ?? 0]?.rating).toBe(3);
  });

  it("prunes, ends, and is refused what does not fit, without a change", async () => {
    const workspace = await asked();
    const { id } = driven(workspace);
    expect(steerSearch(workspace, id, { kind: "prune", node: 1 })).toBe(true);
    expect(driven(workspace).state.tree[1]?.standing).toBe("pruned");
    const before = traceOf(workspace);
    expect(steerSearch(workspace, id, { kind: "prune", node: 99 })).toBe(false);
    expect(traceOf(workspace)).toBe(before);
    expect(endSearch(workspace, id)).toBe(true);
    expect(driven(workspace).state.outcome?.kind).toBe("stopped");
    expect(endSearch(workspace, id)).toBe(false);
  });

  it("adds the line to the current step, once", async () => {
    const workspace = await asked();
    const { id } = driven(workspace);
    const step = { ...problemStep, id: stepIdFrom("mine"), parent: problemStep.id, author: "human" as const };
    const answer = { ...step, body: { kind: "answer" as const, text: "Z" } };
    workspace.session.commit("add-thought", { kind: "add-step", step: answer, index: 0 });
    workspace.session.goTo(answer.id);
    expect(addStepByHand(workspace, id)).toBe(true);
    expect(driven(workspace).state.tree.at(-1)).toMatchObject({
      content: "mine",
      answer: "Z",
      ended: true,
      actor: null,
    });
    expect(addStepByHand(workspace, id)).toBe(false);
  });
});

it("reads an action's numbers anew from that action itself, not from what it shows", async () => {
  const workspace = workspaceSearching(answering());
  await startSearch(workspace, asking({ method: USUAL_METHODS["coordinate-beam"] }));
  expect(driven(workspace).record.root).toBe(problemStep.id);
  // Nothing there is an action: the search says that there is nothing to try.
  expect(driven(workspace).state.outcome?.kind).toBe("exhausted");
});

describe("a score that a judge has to be asked for", () => {
  const reward = rewardNamed("deepeyes-general");
  const line = [
    problemStep,
    { ...problemStep, id: stepIdFrom("end"), body: { kind: "answer" as const, text: "B" }, raw: "<answer>B</answer>" },
  ];
  const scored = (verdict: string, workspace = workspaceSearching(saying(`Judgement: ${verdict}`))) => {
    if (!reward) throw new Error("There is no such reward");
    return scoreByAsking(workspace, reward, line, { images: new Map(), reference: plainReference("B") });
  };
  const saying = (text: string): RunModel["continue"] =>
    async function* () {
      yield { kind: "prompt", promptTokens: 1, reusedTokens: 0 };
      yield { kind: "token", token: { id: 1, text, logProbability: -0.5, alternatives: [] } };
      yield { kind: "end", reason: "stop-token" };
    };

  it("is what the chosen model says that it is", async () => {
    const [right, wrong] = [must(await scored("1")), must(await scored("0"))];
    expect(right.value).toBeGreaterThan(wrong.value);
    expect(right.parsed.comparedBy).toBe(GYM_MODEL.name);
  });

  it("is refused while the model is at work elsewhere", async () => {
    const workspace = workspaceSearching(saying("Judgement: 1"));
    workspace.view.setState({ searching: true });
    expect(await scored("1", workspace)).toEqual({ ok: false, error: "model-busy" });
  });
});
