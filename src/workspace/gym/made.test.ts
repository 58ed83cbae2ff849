import { describe, expect, it } from "vitest";
import { type ImageId, pixelsTouched } from "../../action";
import { must, ok } from "../../base";
import type { FlywheelWorker } from "../../catalog";
import { bytesOfFile, type ExportTarget, planExport, TRAINING_TARGETS } from "../../export";
import { loadAtlas, type MadeProblem, spin } from "../../gym";
import { crop, type Pixels } from "../../pixels";
import { createRasterExecutor, decodePng, encodeRgbPng, imageIdOfPixels, type RasterExecutor } from "../../raster";
import { lineThrough, logOf, type Trace } from "../../trace";
import { exportSource } from "../exporting/source";
import type { Workspace } from "../state";
import { workspaceWith } from "../testing";
import { openMade } from "./made";
import { madeAgain } from "./madeAgain";
import { MOST_SHOWN, NOTHING_SPUN, withPicture } from "./spun";

const atlas = loadAtlas();
const made: readonly MadeProblem[] = [...spin({ seed: 1, pictures: 12, rounds: 2 }, await atlas)].flatMap((outcome) =>
  outcome.kind === "made" ? [outcome.problem] : [],
);

/** A problem whose way to the answer both counts and reads. */
const problem = made.find(({ looks }) => new Set(looks.map(({ how }) => how)).size === 2);
if (!problem) throw new Error("No problem counts and reads");
const reading = problem.looks.find(({ how }) => how === "read");

/** A workspace over pictures that are really made and cut. */
function workspace(): Workspace {
  const files = new Map<ImageId, Uint8Array<ArrayBuffer>>();
  const executor: RasterExecutor = createRasterExecutor({
    read: async (id) => files.get(id) ?? null,
    write: async (id, bytes) => void files.set(id, bytes),
  });
  return workspaceWith({
    storage: {
      keep: async (trace) =>
        ok({
          log: logOf(trace),
          place: null,
          journal: { commit: () => {}, undo: () => {}, redo: () => {}, place: () => {} },
          losses: [],
          writable: true,
          onChange: () => () => {},
          takeOver: async () => {},
          close: () => {},
        }),
    },
    images: {
      async addPixels(pixels, name) {
        const { id, width, height } = await executor.addPixels(pixels, name);
        return { id, width, height, name, origin: { kind: "source" } };
      },
      perform: (action) => executor.perform(action),
      async picture(id) {
        const { width, height, ...rest }: Pixels = must(await executor.pixels(id));
        return { width, height, png: () => encodeRgbPng({ width, height, ...rest }) };
      },
    },
  });
}

const open = ({ session }: Workspace): Trace => {
  const trace = session.store.getState().log?.trace;
  if (!trace) throw new Error("Nothing is open");
  return trace;
};

const targetNamed = (name: string): ExportTarget => {
  const target = TRAINING_TARGETS.find((each) => each.name === name);
  if (!target) throw new Error(`No target has this name: ${name}`);
  return target;
};

describe("a problem of the flywheel that is opened", () => {
  it("stands as a problem with its truth, and below it the way to the answer", async () => {
    const page = workspace();
    expect(await openMade(page, problem)).toBeNull();
    expect(page.view.getState().failure).toBeNull();
    const trace = open(page);
    const [root, ...steps] = lineThrough(trace, null);
    expect(root?.body).toMatchObject({
      kind: "problem",
      question: problem.question,
      reference: { answer: problem.truth },
    });
    expect(page.session.store.getState().place.step).toBe(root?.id);
    const wanted = problem.looks.flatMap(({ how, boxes, shows }) => [
      ...boxes.flatMap(() => (how === "read" ? ["action zoom", "observation"] : ["action box"])),
      `thought ${shows}`,
    ]);
    const found = steps.map(({ body }) =>
      body.kind === "action"
        ? `action ${body.action.kind}`
        : body.kind === "thought"
          ? `thought ${body.text}`
          : body.kind,
    );
    expect(found).toEqual([...wanted, "answer"]);
    expect(steps.at(-1)?.body).toEqual({ kind: "answer", text: problem.truth });
    const said = steps.filter(({ body }) => body.kind !== "observation");
    expect(new Set(said.map(({ author }) => author))).toEqual(new Set(["human"]));
  });

  it("shows behind a look what that look cuts out of the picture", async () => {
    const page = workspace();
    await openMade(page, problem);
    const box = reading?.boxes[0];
    if (!box) throw new Error("No look reads");
    const seen = [...open(page).steps.values()].flatMap(({ body }) =>
      body.kind === "observation" ? [body.image] : [],
    );
    expect(seen[0]).toBe(await imageIdOfPixels(crop(problem.picture, pixelsTouched(box, problem.picture))));
  });

  it("can be undone step by step down to the bare problem", async () => {
    const page = workspace();
    await openMade(page, problem);
    for (let i = 0; i < 100 && open(page).steps.size > 1; i++) page.session.undo();
    expect([...open(page).steps.values()].map(({ body }) => body.kind)).toEqual(["problem"]);
  });

  it("is exported for a trainer, with its pictures and the way to its answer", async () => {
    const page = workspace();
    await openMade(page, problem);
    const { input } = await exportSource(page, "trace", new AbortController().signal);
    const { rowCount, files } = planExport(targetNamed("llamafactory-sft"), input);
    expect(rowCount).toBe(1);
    const rows = files.find(({ path }) => path === "sightline_sft.json");
    const pictures = files.filter(({ kind }) => kind === "picture");
    if (!rows) throw new Error("No rows were written");
    const [row] = JSON.parse(new TextDecoder().decode(await bytesOfFile(rows, input)));
    expect(row.conversations[0].value).toContain(problem.question);
    expect(row.conversations.at(-1).value).toMatch(new RegExp(`${problem.truth}</answer>$`));
    expect(row.images).toHaveLength(pictures.length);
    const [first] = pictures;
    const picture = must(await decodePng(first ? await bytesOfFile(first, input) : new Uint8Array()));
    expect(await imageIdOfPixels(picture)).toBe(await imageIdOfPixels(problem.picture));
  });
});

/** What the worker does, on this thread: a picture is made when it is asked for. */
const madeHere = (): FlywheelWorker => {
  let tell: Parameters<FlywheelWorker["onAnswer"]>[0] = () => {};
  return {
    post: ({ seed, rounds }) => void atlas.then((loaded) => tell(ok([...spin({ seed, rounds, pictures: 1 }, loaded)]))),
    onAnswer: (listener) => {
      tell = listener;
    },
    onBroken() {},
    terminate() {},
  };
};

describe("all problems of a spin", () => {
  const asked = { seed: 1, pictures: 12, rounds: 2 };
  const signal = new AbortController().signal;

  it("are made again as traces with their ways, each with the picture that it had", async () => {
    const page = workspace();
    const again = must(await madeAgain(page, asked, signal, madeHere));
    expect(again.map(({ title }) => title)).toEqual(made.map(({ name }) => name));
    const opened = workspace();
    await openMade(opened, problem);
    const same = again.find(({ title }) => title === problem.name);
    const bodies = (trace: Trace | undefined) => [...(trace?.steps.values() ?? [])].map(({ body }) => body);
    expect(bodies(same)).toEqual(bodies(open(opened)));
    const [image] = same?.images.keys() ?? [];
    const png = image && (await (await page.edges.images.picture(image))?.png());
    expect(await imageIdOfPixels(must(await decodePng(png ?? new Uint8Array())))).toBe(
      await imageIdOfPixels(problem.picture),
    );
    expect(page.session.store.getState().log).toBeNull();
  });

  it("are none where that is stopped, and a failure where the worker breaks", async () => {
    await expect(madeAgain(workspace(), asked, AbortSignal.abort(), madeHere)).rejects.toThrow();
    const broken = (): FlywheelWorker => ({ ...madeHere(), onBroken: (listener) => listener() });
    expect(await madeAgain(workspace(), asked, signal, broken)).toMatchObject({ error: { code: "part-unreachable" } });
  });

  it("are counted whole while only the first of them are held", () => {
    const outcomes = made.slice(0, 2).map((one) => ({ kind: "made" as const, problem: one }));
    let spun = NOTHING_SPUN;
    for (let i = 0; i < 100; i++) spun = withPicture(spun, outcomes);
    expect([spun.pictures, spun.drafts, spun.madeCount, spun.made.length]).toEqual([100, 200, 200, MOST_SHOWN]);
  });
});
