import { describe, expect, it } from "vitest";
import { readProgram } from "../interpret";
import { given, mark, PICTURE, SIZE, walk } from "../testing";
import type { Corners } from "../value";
import { above, below, expanded, leftOf, rightOf } from "./crops";
import { VISPROG } from "./visprog";

const refusalOf = (source: string) => {
  const { refusal } = walk(source, VISPROG, { found: () => [mark([10, 20, 110, 220], "person")] });
  return refusal && [refusal.code, refusal.line, refusal.module, refusal.detail];
};

/** Everything after a call that finds a person on 400 × 300 pixels. */
const afterLoc = (lines: string, boxes: readonly Corners[] = [[10, 20, 110, 220]]) =>
  walk(`BOX0=LOC(image=IMAGE,object='person')\n${lines}`, VISPROG, {
    found: () => boxes.map((box) => mark(box, "person")),
  });

describe("a program of VisProg", () => {
  it("is read as it is written, comments, spaces and quotes of both kinds among it", () => {
    const source =
      '\n# find it\nBOX0 = LOC( image = IMAGE , object = "a \\"big\\" cup, 2=b" )  # here\r\nN=COUNT(box=BOX0)\n';
    const program = readProgram(source, given, VISPROG);
    expect(
      program.ok && program.value.map(({ line, output, module, args }) => [line, output, module, [...args.values()]]),
    ).toEqual([
      [
        3,
        "BOX0",
        "LOC",
        [
          { kind: "name", name: "IMAGE" },
          { kind: "text", text: 'a "big" cup, 2=b' },
        ],
      ],
      [4, "N", "COUNT", [{ kind: "name", name: "BOX0" }]],
    ]);
  });

  it.each([
    ["BOX0=LOC(image=IMAGE,object='cup'", ["not-a-call", 1, "LOC", ""]],
    ["\n\nthe answer is 2", ["not-a-call", 3, "", "the answer is 2"]],
    ["import os", ["not-a-call", 1, "", "import os"]],
    ["A=DEPTH(image=IMAGE)", ["no-such-module", 1, "DEPTH", "DEPTH"]],
    ["A=constructor(image=IMAGE)", ["no-such-module", 1, "constructor", "constructor"]],
    ["A=LOC(image=IMAGE)", ["argument-missing", 1, "LOC", "object"]],
    ["A=LOC(image=IMAGE,object='a',size=3)", ["no-such-argument", 1, "LOC", "size"]],
    ["A=LOC(image=IMAGE,image=IMAGE,object='a')", ["argument-twice", 1, "LOC", "image"]],
    ["A=LOC(image=OTHER,object='a')", ["no-such-name", 1, "LOC", "OTHER"]],
    ["A=LOC(image='IMAGE',object='a')", ["wrong-kind", 1, "LOC", "image"]],
    ["A=COUNT(box=IMAGE)", ["wrong-kind", 1, "COUNT", "IMAGE"]],
    ["B=LOC(image=IMAGE,object='a')\nA=EVAL(expr='{B} > 0')", ["no-such-name", 2, "EVAL", "B"]],
    ["O=SEG(image=IMAGE)\nI=REPLACE(image=IMAGE,object=O,prompt='a bus')", ["no-inpainting", 2, "REPLACE", "a bus"]],
    ["O=SEG(image=IMAGE)\nI=EMOJI(image=IMAGE,object=O,emoji='ghost')", ["no-such-emoji", 2, "EMOJI", "ghost"]],
    ["", ["program-empty", 1, "", ""]],
    ["A=SEG(image=IMAGE)\n".repeat(201), ["program-too-long", 1, "", ""]],
  ])("is refused by line and module: %j", (source, expected) => {
    expect(refusalOf(source)).toEqual(expected);
  });
});

// Held to engine/step_interpreters.py of allenai/visprog at 9626868, by its own arithmetic.
describe("a module of VisProg", () => {
  it("LOC keeps boxes in whole pixels within the last column and row, surest first", () => {
    const found = () => [mark([-3.7, 2.9, 50.2, 400], "cup", 0.4), mark([5, 5, 20, 20], "cup", 0.8)];
    expect(walk("B=LOC(image=IMAGE,object='cup')", VISPROG, { found }).values.get("B")).toEqual({
      kind: "things",
      things: [
        { box: [5, 5, 20, 20], words: "cup", confidence: 0.8 },
        { box: [0, 2, 50, 299], words: "cup", confidence: 0.4 },
      ],
    });
  });

  it.each([
    ["TOP", [0, 0, 399, 150]],
    ["BOTTOM", [0, 150, 399, 299]],
    ["LEFT", [0, 0, 200, 299]],
    ["RIGHT", [200, 0, 399, 299]],
  ])("LOC has the half %s without any tool", (object, box) => {
    const { doings, values } = walk(`B=LOC(image=IMAGE,object='${object}')`, VISPROG);
    expect(doings.map(({ kind }) => kind)).toEqual(["give"]);
    expect(values.get("B")).toMatchObject({ things: [{ box }] });
  });

  it.each([
    ["text", "read-text", ""],
    ["cup", "find-objects", "cup"],
  ])("LOC looks for %s by the tool for it", (object, tool, words) => {
    const [doing] = walk(`B=LOC(image=IMAGE,object='${object}')`, VISPROG).doings;
    expect(doing).toMatchObject({ kind: "find", calls: [{ tool, words, region: null, image: PICTURE }] });
  });

  it("COUNT counts", () => {
    expect(afterLoc("A=COUNT(box=BOX0)").values.get("A")).toEqual({ kind: "scalar", value: 1 });
    expect(afterLoc("A=COUNT(box=BOX0)", []).values.get("A")).toEqual({ kind: "scalar", value: 0 });
  });

  it.each([
    [expanded([10, 20, 110, 220], SIZE), [0, 0, 135, 270]],
    [expanded([101, 50, 106, 61], SIZE), [100, 47, 106, 63]],
    [rightOf([10, 20, 113, 220], SIZE), [61, 0, 399, 299]],
    [leftOf([10, 20, 113, 220], SIZE), [0, 0, 61, 299]],
    [above([10, 21, 113, 220], SIZE), [0, 0, 399, 120]],
    [below([10, 21, 113, 220], SIZE), [0, 120, 399, 299]],
    [rightOf(null, SIZE), [200, 0, 399, 299]],
    [leftOf(null, SIZE), [0, 0, 200, 299]],
    // The repository cuts the left half there, and so does this.
    [above(null, SIZE), [0, 0, 200, 299]],
    [below(null, SIZE), [0, 0, 200, 299]],
  ])("crops as the repository computes it: %j", (corners, expected) => {
    expect(corners).toEqual(expected);
  });

  it.each(["CROP", "CROP_FRONTOF", "CROP_INFRONT", "CROP_INFRONTOF", "CROP_BEHIND", "CROP_AHEAD", "CROP_AHEADOF"])(
    "%s cuts half as much again about the first box, and of none shows the image",
    (module) => {
      expect(afterLoc(`I=${module}(image=IMAGE,box=BOX0)`).doings[1]).toMatchObject({
        kind: "show",
        action: { kind: "zoom", image: PICTURE, box: { left: 0, top: 0, width: 135, height: 270 } },
      });
      const { values } = afterLoc(`I=${module}(image=IMAGE,box=BOX0)`, []);
      expect(values.get("I")).toEqual(given.names.get("IMAGE"));
    },
  );

  it.each([
    ["CROP_RIGHTOF", { left: 60, top: 0, width: 339, height: 299 }],
    ["CROP_LEFTOF", { left: 0, top: 0, width: 60, height: 299 }],
    ["CROP_ABOVE", { left: 0, top: 0, width: 399, height: 120 }],
    ["CROP_BELOW", { left: 0, top: 120, width: 399, height: 179 }],
  ])("%s cuts from the middle of the first box", (module, box) => {
    expect(afterLoc(`I=${module}(image=IMAGE,box=BOX0)`).doings[1]).toMatchObject({ action: { box } });
  });

  it("VQA asks the model about the picture, and takes its answer in small letters", () => {
    const asked = walk("A=VQA(image=IMAGE,question='Who is it?')\nR=RESULT(var=A)", VISPROG, {
      said: () => " Grace Hopper.\n",
    });
    expect(asked.doings[0]).toMatchObject({
      questions: [{ image: PICTURE, text: "Who is it? Answer in a word or two." }],
    });
    expect(asked.values.get("R")).toEqual({ kind: "scalar", value: "grace hopper" });
  });

  it("FACEDET enlarges whole persons by half, in whole pixels and within the image", () => {
    const found = () => [mark([100, 100, 141, 161], "person")];
    expect(walk("O=FACEDET(image=IMAGE)", VISPROG, { found }).values.get("O")).toMatchObject({
      things: [{ box: [90, 85, 151, 176], words: "face" }],
    });
  });

  it.each([
    ["'dog,tie'", "None", ["dog", "tie"]],
    ["'Dog'", "None", ["dog"]],
    // No class goes by the query: the model is asked, which sees a tie in the second.
    ["'red tie'", "None", ["tie"]],
    // A category keeps its own things, and one of them is taken without asking.
    ["'the barking one'", "'dog'", ["dog"]],
    ["'unseen'", "None", ["dog"]],
  ])("SELECT finds %s of category %s", (query, category, expected) => {
    const found = () => [mark([0, 0, 10, 10], "dog", 0.9), mark([20, 20, 30, 40], "tie", 0.5)];
    const said = (_: string, i: number) => (i === 1 ? "The red tie." : "none");
    const source = `O=SEG(image=IMAGE)\nS=SELECT(image=IMAGE,object=O,query=${query},category=${category})`;
    const selected = walk(source, VISPROG, { found, said }).values.get("S");
    expect(selected?.kind === "things" && selected.things.map(({ words }) => words)).toEqual(expected);
  });

  it("SELECT has nothing to choose among where nothing was found", () => {
    expect(walk("O=SEG(image=IMAGE)\nS=SELECT(image=IMAGE,object=O,query='a',category=None)", VISPROG).refusal).toEqual(
      {
        code: "nothing-to-select",
        line: 2,
        module: "SELECT",
        detail: "a",
      },
    );
  });

  it("LIST and CLASSIFY name each thing, of each name the surest, and TAG writes it there", () => {
    const found = () => [
      mark([0, 0, 9, 9], "cat", 0.5),
      mark([10, 10, 19, 19], "cat", 0.75),
      mark([20, 20, 29, 29], "cat", 0.25),
    ];
    const said = (text: string, i: number) =>
      text.startsWith("Name at most 2") ? "Lion, tiger, leopard." : i < 2 ? "a lion" : "Tiger";
    const source = `O=LOC(image=IMAGE,object='cat')
L=LIST(query='wild cats',max=2)
C=CLASSIFY(image=IMAGE,object=O,categories=L)
I=TAG(image=IMAGE,object=C)`;
    const { doings, values } = walk(source, VISPROG, { found, said });
    expect(values.get("L")).toEqual({ kind: "list", words: ["Lion", "tiger"] });
    expect(values.get("C")).toMatchObject({ things: [{ box: [10, 10, 19, 19], words: "Lion" }, { words: "tiger" }] });
    expect(doings.at(-1)).toMatchObject({ retouch: { tags: [{ words: "Lion(75)" }, { words: "tiger(25)" }] } });
  });

  it("CLASSIFY sets another beside a single category", () => {
    const source = `O=LOC(image=IMAGE,object='cat')\nL=LIST(query='cats',max=1)\nC=CLASSIFY(image=IMAGE,object=O,categories=L)`;
    const { doings } = walk(source, VISPROG, { found: () => [mark([0, 0, 9, 9], "cat")], said: () => "lion" });
    expect(doings[2]).toMatchObject({ questions: [{ text: expect.stringContaining("lion, other") }] });
  });

  it.each([
    ["COLORPOP(image=IMAGE,object=BOX0)", "grey-outside"],
    ["BGBLUR(image=IMAGE,object=BOX0)", "blur-outside"],
    ["EMOJI(image=IMAGE,object=BOX0,emoji='smiling_face')", "emoji"],
  ])("%s changes pixels about the boxes", (call, kind) => {
    const box = { left: 10, top: 20, width: 100, height: 200 };
    expect(afterLoc(`I=${call}`).doings[1]).toMatchObject({
      kind: "retouch",
      on: PICTURE,
      retouch: { kind, boxes: [box] },
    });
  });

  it("OCR joins what is read, and RESULT ends with it", () => {
    const { doings, values } = walk("A=OCR(image=IMAGE)\nR=RESULT(var=A)", VISPROG, {
      found: () => [mark([0, 0, 9, 9], "COMO"), mark([0, 9, 9, 19], "HOPPER")],
    });
    expect(values.get("R")).toEqual({ kind: "scalar", value: "COMO HOPPER" });
    expect(doings.at(-1)?.kind).toBe("end");
  });
});
