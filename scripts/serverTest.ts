// npm run test:server -- --checkpoint RUN/last.pt [--python PYTHON] [--problems 6] [--json]
// A real server of other people's, `transformers serve`, with the built-in model's PyTorch weights, driven through
// src/remote by the app's own runner; what it says is held against what the same model says in the page's engine.
import { parseArgs } from "node:util";
import { createRng, ok } from "../src/base";
import { GYM_MODEL, gymProblem } from "../src/catalog";
import { attempt, isRight } from "../src/evaluation";
import { encodePng } from "../src/raster";
import {
  createRemoteModel,
  type Exchange,
  flavourOf,
  listModels,
  PATIENCE,
  probe,
  type RemoteModelOptions,
  systemClock,
} from "../src/remote";
import { lineThrough, type Trace } from "../src/trace";
import { encodedImage } from "../src/wiring/encodedImage";
import { createRig, GYM_MODEL_FOLDER, type Rig } from "./headless/rig";
import { findServing, startServing, writeFolder } from "./server/start";

const QUESTION = {
  turns: [{ role: "user", parts: [{ kind: "text", text: "How many red circles are there?" }] }],
  open: false,
  sampling: { temperature: 0, topK: 0, topP: 1, minP: 0, repetitionPenalty: 1, seed: 0 },
  maxTokens: 200,
  alternatives: 0,
} as const;

/** A white square. */
const PICTURE: RemoteModelOptions["images"] = async () => {
  const data = new Uint8ClampedArray(64 * 64 * 4).fill(255);
  return ok({ mime: "image/png", bytes: await encodePng({ width: 64, height: 64, data }) });
};

const { values } = parseArgs({
  options: {
    checkpoint: { type: "string" },
    python: { type: "string", default: "python3" },
    problems: { type: "string", default: "6" },
    seed: { type: "string", default: "1" },
  },
});

const version = findServing(values.python);
if (!values.checkpoint) console.log("not run: no --checkpoint given");
else if (!version.ok) console.log(`not run: Python lacks what \`transformers serve\` needs (${version.error})`);
else {
  console.log(`transformers ${version.value}`);
  const folder = writeFolder(values.python, values.checkpoint);
  const served = await startServing(values.python, folder);
  try {
    process.exitCode = (await drive(served.baseUrl, folder)) ? 0 : 1;
  } finally {
    served.stop();
  }
}

async function drive(baseUrl: string, model: string): Promise<boolean> {
  const rig = await createRig(GYM_MODEL_FOLDER);
  const { signal } = new AbortController();
  const exchange: Exchange = {
    address: { baseUrl, key: "" },
    network: { fetch, clock: systemClock, pageUrl: null },
    patience: PATIENCE,
  };
  const options: RemoteModelOptions = {
    ...exchange,
    id: "server:test",
    model,
    flavour: flavourOf("transformers"),
    images: (id) => encodedImage(id, rig.executor),
    rng: createRng(1),
  };
  const checks = {
    "lists its models": (await listModels(exchange, signal)).ok,
    "says a first word, and takes pictures": await answersAndSees(options, signal),
    "names a model that is not there": await refusesOther(options, signal),
    "stops when it is told to": await stops(options),
    "solves problems as the page does": await solves(options, rig),
  };
  rig.engine.dispose();
  for (const [name, passed] of Object.entries(checks)) console.log(`${passed ? "passed" : "FAILED"}: ${name}`);
  const failed = Object.values(checks).filter((passed) => !passed).length;
  console.log(`${Object.keys(checks).length - failed} passed, ${failed} failed`);
  return failed === 0;
}

async function answersAndSees(options: RemoteModelOptions, signal: AbortSignal): Promise<boolean> {
  const probed = await probe(options, PICTURE, signal);
  console.log(JSON.stringify(probed));
  return probed.ok && probed.value.imageFailure === null;
}

async function refusesOther(options: RemoteModelOptions, signal: AbortSignal): Promise<boolean> {
  const probed = await probe({ ...options, model: "no-such-model" }, PICTURE, signal);
  console.log(JSON.stringify(probed));
  return !probed.ok && (probed.error.code === "server-refused" || probed.error.code === "server-not-found");
}

/** The first token ends it, and the server is free for the next question at once. */
async function stops(options: RemoteModelOptions): Promise<boolean> {
  const stop = new AbortController();
  let heard = 0;
  try {
    for await (const event of createRemoteModel(options).continue(QUESTION, stop.signal))
      if (event.kind === "token" && ++heard === 1) stop.abort();
  } catch (thrown) {
    return heard === 1 && thrown instanceof Error && thrown.name === "AbortError";
  }
  return false;
}

async function solves(options: RemoteModelOptions, rig: Rig): Promise<boolean> {
  const first = Number(values.seed);
  const count = Number(values.problems);
  const { turns, tokensPerTurn } = GYM_MODEL;
  const asked = { conditions: { limits: { turns, tokensPerTurn }, refuseActions: false }, alternatives: 0 };
  const tally = { problems: 0, sameWords: 0, rightInPage: 0, rightOnServer: 0 };
  for (const family of ["find", "count"] as const)
    for (let seed = first; seed < first + count; seed++) {
      const problem = await gymProblem({ family, seed, difficulty: 1 });
      const here = await attempt(problem, rig, `here-${family}-${seed}`, asked);
      const remote = createRemoteModel(options);
      const there = await attempt(problem, { ...rig, model: remote }, `there-${family}-${seed}`, asked);
      tally.problems++;
      tally.sameWords += Number(wordsOf(here.trace) === wordsOf(there.trace));
      tally.rightInPage += Number(isRight(here.summary));
      tally.rightOnServer += Number(isRight(there.summary));
      if (there.outcome.kind !== "answered") console.log(`${family} ${seed}: ${JSON.stringify(there.outcome)}`);
    }
  console.log(JSON.stringify(tally));
  // The page keeps its weights in half the precision: now and then another word is the likeliest.
  return tally.sameWords >= 0.8 * tally.problems && Math.abs(tally.rightInPage - tally.rightOnServer) <= 1;
}

function wordsOf(trace: Trace): string {
  return lineThrough(trace, null)
    .map(({ raw }) => raw)
    .join("|");
}
