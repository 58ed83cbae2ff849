import { MessageChannel } from "node:worker_threads";
import { describe, expect, it } from "vitest";
import { err } from "../../base";
import { loadAtlas, type Outcome, type Spin, spin } from "../../gym";
import { answerPicture } from "./answer";
import { type FlywheelWorker, type SpinEnd, spinFlywheel } from "./client";
import { handedOver, type PictureAnswer, type PictureAsk } from "./wire";

/** The worker's own work behind a real channel: what passes is cloned and handed over as between threads. */
function openChannel(answer: (ask: PictureAsk) => Promise<PictureAnswer> = answerPicture) {
  const { port1: page, port2: work } = new MessageChannel();
  const asked: number[] = [];
  let breakIt = (): void => {};
  let isTerminated = false;
  work.on("message", async (ask: PictureAsk) => {
    asked.push(ask.seed);
    const answered = await answer(ask);
    const buffers = handedOver(answered).filter((part) => part instanceof ArrayBuffer);
    work.postMessage(answered, buffers);
  });
  const worker: FlywheelWorker = {
    post: (ask) => page.postMessage(ask),
    onAnswer: (listener) => page.on("message", listener),
    onBroken: (listener) => {
      breakIt = listener;
    },
    terminate: () => {
      isTerminated = true;
      page.close();
    },
  };
  return { worker, asked, break: () => breakIt(), isTerminated: () => isTerminated };
}

/** All that is told, until it ends by itself or `after` is true of what came. */
async function spun(asked: Spin, channel = openChannel(), after: (told: readonly Outcome[]) => boolean = () => false) {
  const told: Outcome[] = [];
  const stopper = new AbortController();
  const end: SpinEnd = await spinFlywheel(
    asked,
    {
      signal: stopper.signal,
      onOutcomes: (outcomes) => {
        told.push(...outcomes);
        if (after(told)) stopper.abort();
      },
    },
    () => channel.worker,
  );
  return { end, told };
}

const ASKED: Spin = { seed: 3, pictures: 4, rounds: 2 };

describe("the flywheel in its worker", () => {
  it("makes what the gym makes itself for the same seed, pixel by pixel and in the same order", async () => {
    const direct = [...spin(ASKED, await loadAtlas())];
    const channel = openChannel();
    const { end, told } = await spun(ASKED, channel);
    expect(end).toBe("done");
    expect(told.map(plainly)).toEqual(direct.map(plainly));
    expect(new Set(direct.map(({ kind }) => kind))).toEqual(new Set(["made", "rejected"]));
    expect(channel.asked).toEqual([3, 4, 5, 6]);
    expect(channel.isTerminated()).toBe(true);
  });

  it("hands over the pixels of a picture once, however many problems are on it", async () => {
    const answered = await answerPicture({ seed: 4, rounds: 2 });
    expect(answered.ok && answered.value.length).toBeGreaterThan(1);
    expect(handedOver(answered)).toHaveLength(1);
  });

  it("is stopped between pictures, and tells nothing after that", async () => {
    const channel = openChannel();
    const { end, told } = await spun({ ...ASKED, pictures: 400 }, channel, (before) => before.length > 0);
    expect(end).toBe("stopped");
    expect(told.every((outcome) => nameOf(outcome).startsWith("flywheel-3-"))).toBe(true);
    expect(channel.isTerminated()).toBe(true);
  });

  it("opens no worker where it is stopped before, or nothing is asked for", async () => {
    const open = () => {
      throw new Error("A worker was opened");
    };
    const onOutcomes = () => {};
    expect(await spinFlywheel(ASKED, { signal: AbortSignal.abort(), onOutcomes }, open)).toBe("stopped");
    const never = new AbortController().signal;
    expect(await spinFlywheel({ ...ASKED, pictures: 0 }, { signal: never, onOutcomes }, open)).toBe("done");
  });

  it("ends where the worker breaks, or cannot load what it needs", async () => {
    const broken = openChannel(async (ask) => {
      broken.break();
      return answerPicture(ask);
    });
    expect(await spun(ASKED, broken)).toEqual({ end: "worker-failed", told: [] });
    expect(broken.isTerminated()).toBe(true);
    const unloaded = openChannel(async () => err("not-loaded"));
    expect(await spun(ASKED, unloaded)).toEqual({ end: "worker-failed", told: [] });
  });
});

const nameOf = (outcome: Outcome): string => (outcome.kind === "made" ? outcome.problem.name : outcome.name);

/** Pixels as text: compared number by number, those of a few pictures take a minute. */
const plainly = (outcome: Outcome): string =>
  JSON.stringify(outcome, (_, value) =>
    value instanceof Uint8ClampedArray ? Buffer.from(value).toString("base64") : value,
  );
