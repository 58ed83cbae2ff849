// A card of a model behind a server, over the app's own client: what a server tells is taken, and what it cannot tell is
// said to be untold. The server is a double, since no real one can be made to change its mind.
import { afterEach, expect, it } from "vitest";
import { must, ok } from "../../src/base";
import { serverCard } from "../../src/catalog";
import { createNativeDialect } from "../../src/dialect";
import { answeredLine, ask, type Finding, type InfluenceTools, OPEN, type Question } from "../../src/influence";
import type { Pixels } from "../../src/pixels";
import { type Double, type Reply, startDouble } from "../../src/remote/testing";
import { CROP, countingClockAndIds, cropExecutor, PICTURE, picture, problemStep } from "../../src/runner/testing";
import { applyEdit, emptyTrace, lineTo, plainStep, stepIdFrom, traceIdFrom } from "../../src/trace";
import { createKeyRing } from "../../src/wiring/keys";
import { readyServerModel } from "../../src/wiring/remoteModels";
import { NEVER } from "./tools";

const dialect = createNativeDialect({ instructions: "", marksObserved: false });
const pixels: Pixels = { width: 4, height: 4, data: new Uint8ClampedArray(64).fill(255) };

let server: Double;
afterEach(() => server.close());

/** A look, a thought and the answer K, as the model behind the server said them. */
function line() {
  const bodies = [
    [
      {
        kind: "action",
        action: { kind: "zoom", image: PICTURE, box: { left: 0, top: 0, width: 40, height: 20 } },
        declared: null,
      },
      "<act>zoom 0 0 10 10</act>",
    ],
    [{ kind: "observation", image: CROP, text: "" }, ""],
    [{ kind: "thought", text: "a cup" }, "<think>a cup</think>"],
    [{ kind: "answer", text: "K" }, "<answer>K</answer>"],
  ] as const;
  const steps = [problemStep];
  for (const [i, [body, raw]] of bodies.entries()) {
    const parent = steps.at(-1)?.id ?? null;
    const id = stepIdFrom(`said-${i}`);
    steps.push(
      plainStep({ id, parent, author: "model", atMillis: 0, body: body as (typeof problemStep)["body"], raw }),
    );
  }
  const crop = { id: CROP, width: 40, height: 20, name: "", origin: { kind: "derived", from: PICTURE } } as const;
  const edits = [
    { kind: "add-image", image: picture } as const,
    { kind: "add-image", image: crop } as const,
    ...steps.map((step) => ({ kind: "add-step", step, index: 0 }) as const),
  ];
  const trace = must(applyEdit(emptyTrace(traceIdFrom("t"), "t"), { kind: "batch", edits }));
  return must(answeredLine(trace, lineTo(trace, steps.at(-1)?.id ?? problemStep.id)));
}

async function toolsOver(reply: (before: number) => Reply): Promise<InfluenceTools> {
  server = await startDouble({ flavour: "vllm", reply: (_, before) => reply(before) });
  const served = { flavour: "vllm", baseUrl: server.baseUrl, model: "double" };
  const keys = createKeyRing({ setting: async () => undefined, setSetting: async () => {} });
  const source = { pixels: async () => ok(pixels) };
  const ready = await readyServerModel(serverCard(served), served, dialect, {
    source,
    keys,
    pageUrl: "http://page.test/",
  });
  return {
    model: ready.run,
    modelFiles: ready.files,
    dialect,
    pictures: { ...cropExecutor, alter: async () => ok({ id: CROP, width: 40, height: 20 }) },
    clockAndIds: countingClockAndIds(),
    limits: { turns: 4, tokensPerTurn: 100 },
  };
}

async function asked(question: Question, tools: InfluenceTools): Promise<Finding | string> {
  const about = { line: line(), step: stepIdFrom("said-1"), isRight: null };
  const asking = ask(question, about, tools, NEVER);
  for (;;) {
    const { done, value } = await asking.next();
    if (done) return value.ok ? value.value : value.error;
  }
}

const say = (answer: string): Reply => ({
  kind: "say",
  saying: { words: `<think>a cup</think><answer>${answer}</answer>` },
});

it("tells how likely the answer is where the server gives it, and of other answers nothing", async () => {
  const tools = await toolsOver((before) => say(before === 0 ? "K" : "Z"));
  const card = await asked({ kind: "look", set: OPEN, seeds: [1], ownBox: null }, tools);
  if (typeof card === "string" || card.kind !== "look") throw new Error(`another kind: ${JSON.stringify(card)}`);
  const { measured, figures, verdict } = card.card;
  expect(measured.map(({ answer }) => answer)).toEqual(["K", ...measured.slice(1).map(() => "Z")]);
  const probability = (arm: string) => figures.find((figure) => figure.arm === arm)?.probability?.mean ?? null;
  expect(probability("as-run")).toBeGreaterThan(0);
  expect(probability("as-run")).toBeLessThan(1);
  expect(probability("noise")).toBeNull();
  // Nobody can be asked how likely words are that were said before.
  expect(figures.every(({ logProbability }) => logProbability === null)).toBe(true);
  expect(verdict).toBe("untold");
  // This server takes no turn that shows nothing.
  expect(card.card.missing).toEqual([{ arm: "removed", code: "server-refused" }]);
});

it("says that a line cannot be scored, instead of guessing", async () => {
  const tools = await toolsOver(() => say("K"));
  expect(await asked({ kind: "curve", answer: "K", set: OPEN }, tools)).toBe("no-probabilities");
  const occlude = { kind: "occlude", picture: PICTURE, seeds: [1], coarse: 0, depth: 0 } as const;
  expect(await asked(occlude, tools)).toBe("no-probabilities");
  expect(server.requests).toEqual([]);
});
