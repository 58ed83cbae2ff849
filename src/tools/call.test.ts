import { describe, expect, it } from "vitest";
import { TOOL_NAMES } from "../action";
import { err, must, ok } from "../base";
import { cornersOf, imageBox, imagePoint } from "../geometry";
import { plain } from "../pixels";
import { createTools } from "./call";
import { createWorkerTools, type ToolWorker } from "./client";
import { boxMark, movedBy, surest, wordsOf } from "./found";
import { createNetworks } from "./network/networks";
import { classNamed } from "./objects/classes";
import { decodeDetections, suppressed } from "./objects/detections";
import type { ToolAnswer } from "./wire";

const lost = createNetworks({
  loadRuntime: () => import("onnxruntime-web"),
  read: () => Promise.reject(new Error("gone")),
});
const picture = plain({ width: 40, height: 30 }, [200, 30, 30]);

describe("a call", () => {
  it("is refused by code: without its network, without what it needs, and where it knows no such thing", async () => {
    const { call } = createTools(lost);
    expect(await call("read-text", {}, picture)).toEqual(err("tool-files"));
    expect(await call("find-objects", {}, picture)).toEqual(err("tool-files"));
    expect(await call("find-objects", { words: "unicorn" }, picture)).toEqual(err("no-such-class"));
    expect(await call("find-color", { words: "sunny" }, picture)).toEqual(err("no-such-color"));
    expect(await call("find-template", {}, picture)).toEqual(err("no-template"));
    expect(await call("find-lines", { region: imageBox(0, Number.NaN, 9, 9) }, picture)).toEqual(err("empty-box"));
  });

  it("looks within its region, and tells places in pixels of the whole image", async () => {
    const region = imageBox(10, 5, 20, 10);
    const { marks } = must(await createTools(lost).call("find-color", { region, words: "red" }, picture));
    expect(marks).toEqual([boxMark(imageBox(10, 5, 20, 10), "red", null)]);
  });

  it("takes a region that reaches beyond the image, with any tool", async () => {
    for (const tool of TOOL_NAMES)
      await createTools(lost).call(tool, { region: imageBox(-50, -50, 500, 70), words: "red" }, picture);
  });
});

describe("networks", () => {
  it("that are no networks are refused, and asked for again the next time", async () => {
    let reads = 0;
    const networks = createNetworks({
      loadRuntime: () => import("onnxruntime-web"),
      read: async () => {
        reads++;
        return new TextEncoder().encode("not a network");
      },
    });
    expect(await networks.open("objects")).toEqual(err("tool-files"));
    expect(await networks.open("objects")).toEqual(err("tool-files"));
    expect(reads).toBe(2);
  });
});

describe("findings", () => {
  it("are told in words, a line a mark", () => {
    expect(wordsOf([])).toBe("nothing found");
    const line = { outline: [imagePoint(1, 9), imagePoint(8, 2)], words: "", confidence: null };
    expect(wordsOf([boxMark(imageBox(1, 2, 30, 4), 'a "b"', 0.987), line])).toBe(
      '"a \\"b\\"" [1, 2, 31, 6] 0.99\n[1, 2, 8, 9]',
    );
  });

  it("are the surest where there are too many, in their order", () => {
    const marks = [0.2, 0.9, null, 0.5].map((sure) => boxMark(imageBox(0, 0, 1, 1), "", sure));
    expect(surest(marks, 2).map(({ confidence }) => confidence)).toEqual([0.9, null]);
    expect(surest(marks, 9)).toBe(marks);
  });

  it("move with the part that they were found in", () => {
    const [moved] = movedBy([boxMark(imageBox(1, 2, 3, 4), "x", 1)], { left: 10, top: 20 });
    expect(moved).toEqual(boxMark(imageBox(11, 22, 3, 4), "x", 1));
  });
});

describe("detections", () => {
  // Two classes, an input of 32 pixels: grids of 4, 2 and 1 cells a side.
  const cells = (16 + 4 + 1) * 7;

  it("stand where their cells are, with sides that grow by powers of e", () => {
    const data = new Float32Array(cells);
    data.set([0.5, 0.25, Math.log(2), 0, 0.9, 0.1, 0.8], 7 * (1 * 4 + 2));
    data.set([0, 0, 0, 0, 0.9, 1, 0], 7 * (16 + 4));
    const found = decodeDetections({ data, dims: [1, 21, 7] }, 32, 0.3);
    const rounded = found.map((detection) => [...cornersOf(detection.box).map(Math.round), detection.class]);
    expect(rounded).toEqual([
      [12, 6, 28, 14, 1],
      [-16, -16, 16, 16, 0],
    ]);
    expect(found.map(({ confidence }) => Math.round(confidence * 100))).toEqual([72, 90]);
  });

  it("keep the surest of a class that overlap, and others beside them", () => {
    const at = (left: number, of: number, confidence: number) => ({
      box: imageBox(left, 0, 10, 10),
      class: of,
      confidence,
    });
    const kept = suppressed([at(0, 1, 0.5), at(1, 1, 0.9), at(1, 2, 0.4), at(20, 1, 0.3)], 0.45);
    expect(kept.map(({ confidence }) => confidence)).toEqual([0.9, 0.4, 0.3]);
  });

  it.each([
    ["person", 0],
    [" People ", 0],
    ["women", 0],
    ["buses", 5],
    ["horses", 17],
    ["sofa", 57],
    ["toothbrush", 79],
    ["unicorn", null],
    ["", null],
  ])("know the class of %j", (words, index) => expect(classNamed(words)).toBe(index));
});

describe("tools in a worker", () => {
  /** Workers whose answers and breaking a test decides; a real one needs a browser, where the journey has it. */
  function workers() {
    const opened: { answer(to: ToolAnswer): void; break(): void; asked: number[]; ended: boolean }[] = [];
    const open = (): ToolWorker => {
      const worker = { answer: (_: ToolAnswer) => {}, break: () => {}, asked: [] as number[], ended: false };
      opened.push(worker);
      return {
        post: ({ id }) => worker.asked.push(id),
        onAnswer: (listener) => {
          worker.answer = listener;
        },
        onBroken: (listener) => {
          worker.break = listener;
        },
        terminate: () => {
          worker.ended = true;
        },
      };
    };
    return { opened, open };
  }

  it("start with the first call, answer each, and start again after one that broke", async () => {
    const { opened, open } = workers();
    const tools = createWorkerTools("https://sightline.test/tools/", open);
    expect(opened).toHaveLength(0);
    const [first, second] = [tools.call("read-text", {}, picture), tools.call("find-lines", {}, picture)];
    opened[0]?.answer({ id: 2, answer: ok({ marks: [] }) });
    expect(await second).toEqual(ok({ marks: [] }));
    opened[0]?.break();
    expect(await first).toEqual(err("tool-failed"));
    expect(opened[0]?.ended).toBe(true);
    const third = tools.call("read-text", {}, picture);
    expect(opened).toHaveLength(2);
    opened[1]?.answer({ id: 3, answer: err("too-large") });
    expect(await third).toEqual(err("too-large"));
  });
});
