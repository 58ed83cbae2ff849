import { describe, expect, it } from "vitest";
import { imageBox } from "../../geometry";
import { generation } from "../../trace/testing";
import { type DrawnMark, holdersOf } from "./drawn";
import { markedPictures } from "./marks";
import { CROP, PICTURE, ROTATED, sampleInput, sampleTrace, sizesOnly } from "./testing/sample";

const keysOn = (marks: readonly DrawnMark[]): readonly string[] => marks.map(({ key }) => key.replace("sample/", ""));

describe("the marks of an export", () => {
  it("stand on the picture that they were drawn on, and on the one that it was made from", async () => {
    const { pictures } = markedPictures(await sampleInput());
    const on = new Map(pictures.map(({ image, marks }) => [image, keysOn(marks)]));
    expect(on.get(CROP)).toEqual(["b"]);
    expect(on.get(ROTATED)).toEqual(["rb"]);
    expect(on.get(PICTURE)).toEqual([
      "p/reference-1",
      "z",
      `b@${PICTURE}`,
      "l",
      "n",
      "h",
      "judgement/j4",
      `rb@${PICTURE}`,
    ]);
  });

  it("are moved by the crop's corner, to the fraction of a pixel", async () => {
    const { pictures } = markedPictures(await sampleInput());
    const marks = pictures.find(({ image }) => image === PICTURE)?.marks ?? [];
    const moved = marks.find(({ key }) => key.startsWith("sample/b@"));
    expect(moved).toMatchObject({
      shape: { kind: "box", box: imageBox(12.5, 24, 10, 12) },
      drawnOn: CROP,
      label: "cat",
    });
    expect(marks.find(({ key }) => key.startsWith("sample/rb@"))?.shape.kind).toBe("polygon");
  });

  it("are each there once, though lines share steps and a trace is given twice", async () => {
    const trace = sampleTrace();
    const once = markedPictures(await sampleInput([trace]));
    const twice = markedPictures(await sampleInput([trace, trace]));
    expect(twice.pictures).toEqual(once.pictures);
  });

  it("are those of the lines that were asked for", async () => {
    const { pictures } = markedPictures(await sampleInput([sampleTrace()], ["ra"]));
    expect(pictures.map(({ image }) => image)).toEqual([PICTURE, ROTATED]);
    expect(keysOn(pictures[0]?.marks ?? [])).toEqual(["p/reference-1", `rb@${PICTURE}`, "judgement/j4"]);
  });

  it("say where one was cut and where one has no picture", async () => {
    const { changed, leftOut } = markedPictures(
      await sampleInput([sampleTrace()], ["a"], {
        find: (image, trace) => (image === CROP ? Promise.resolve(null) : sizesOnly.find(image, trace)),
      }),
    );
    expect(changed.map(({ code, at }) => [code, at.step])).toEqual([
      ["mark-clipped", "h"],
      ["mark-clipped", undefined],
    ]);
    expect(leftOut.map(({ code, at }) => [code, at.step])).toEqual([["picture-missing", "b"]]);
  });

  it("are not laid on a picture of another size", async () => {
    const { leftOut, pictures } = markedPictures(
      await sampleInput([sampleTrace()], ["ra"], {
        async find(image, trace) {
          const found = await sizesOnly.find(image, trace);
          return found && image === ROTATED ? { ...found, width: 64 } : found;
        },
      }),
    );
    expect(leftOut.map(({ code, detail }) => [code, detail])).toEqual([["picture-of-another-size", "64 × 120"]]);
    expect(pictures.find(({ image }) => image === ROTATED)?.marks).toEqual([]);
  });

  it("keep the raw numbers, the score and what raters agree on", async () => {
    const { pictures } = markedPictures(await sampleInput());
    const zoom = pictures.flatMap(({ marks }) => marks).find(({ key }) => key === "sample/z");
    expect(zoom).toMatchObject({
      kind: "crop",
      label: "crop",
      declared: { space: "permille", numbers: [100, 250, 400, 750] },
      score: 0.75,
      rating: "disputed",
      maker: { kind: "model" },
    });
  });

  it("name the model, and never the server that it was asked on", async () => {
    const names = await Promise.all(
      ["server:lab.example.org:8000:qwen2.5vl:7b", "server:[::1]:8000:org/vlm", "server:10.0.0.7:org/vlm", "gym"].map(
        async (model) => {
          const trace = sampleTrace();
          const steps = new Map(
            [...trace.steps].map(([id, step]) => [id, { ...step, generation: { ...generation, model } }]),
          );
          const { pictures } = markedPictures(await sampleInput([{ ...trace, steps }], ["o"]));
          const makers = pictures.flatMap(({ marks }) => marks.map(({ maker }) => maker));
          return makers.find(({ kind }) => kind === "model");
        },
      ),
    );
    expect(names.map((maker) => (maker?.kind === "model" ? maker.name : null))).toEqual([
      "qwen2.5vl:7b",
      "org/vlm",
      "org/vlm",
      "gym",
    ]);
  });

  it("are held true by who drew them and by who found the model's correct", async () => {
    const { pictures } = markedPictures(await sampleInput());
    const holders = pictures
      .flatMap(({ marks }) => marks)
      .flatMap((mark) => holdersOf(mark).map((name) => [mark.key.replace("sample/", ""), name]));
    expect(holders).toEqual([
      ["z", "ana"],
      ["h", "me"],
      ["judgement/j4", "ana"],
    ]);
  });
});
