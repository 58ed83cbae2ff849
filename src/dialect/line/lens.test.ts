import { describe, expect, it } from "vitest";
import { boxFromCorners } from "../../geometry";
import { COORDINATE_SPACES, type CoordinateSpace, type Declared } from "../../trace";
import { type Counted, declare } from "../reading/space";
import { createDialect } from "../systems";
import { shownImage } from "../testing/foreign";
import { believe, lensChoices, readIn } from "./lens";

const image = shownImage("a", 1920, 1080);
const numbers = [480, 270, 960, 540];
const declared = declare(numbers, "pixel", image);
const body = {
  kind: "action" as const,
  action: { kind: "zoom" as const, image: image.id, box: boxFromCorners(480, 270, 960, 540) },
  declared,
};
const corners = (read: ReturnType<typeof readIn>) =>
  read && "box" in read.action ? Object.values(read.action.box) : null;

const upright = (space: CoordinateSpace): Counted => ({ space, asStored: false });

describe("a lens", () => {
  it("offers every space, each with the same words", () => {
    const choices = lensChoices(body, image.size, createDialect("deepeyes"));
    expect(choices.map(({ space }) => space)).toEqual(COORDINATE_SPACES);
    for (const { body } of choices) expect(body.declared?.numbers).toEqual(numbers);
  });

  it.each([
    ["pixel", [480, 270, 480, 270]],
    ["permille", [921.6, 291.6, 921.6, 291.6]],
    ["percent", [9216, 2916, 9216, 2916]],
    ["unit", [921600, 291600, 921600, 291600]],
    ["resized", [477.02, 267.03, 477.02, 267.03]],
  ] as const)("reads the same numbers in %s", (space, expected) => {
    const read = corners(readIn(body, upright(space), image.size, createDialect("deepeyes")));
    for (const [i, value] of expected.entries()) expect(read?.[i]).toBeCloseTo(value, 1);
  });

  it("counts resized pixels in what the system's own processor makes of the picture", () => {
    const [area, frame] = [createDialect("vilasr"), { width: 784, height: 420 }];
    expect(readIn(body, upright("resized"), image.size, area)?.declared).toMatchObject({ space: "resized", frame });
    expect(readIn(body, upright("resized"), image.size, createDialect("deepeyes"))?.declared?.frame).toEqual({
      width: 1932,
      height: 1092,
    });
  });

  it("says what the system's tool would cut out of the box as it is read now", () => {
    const read = readIn(body, upright("pixel"), image.size, createDialect("chain-of-focus"));
    // 362, 204, 1086, 614 on the 1932 × 1092 that it was shown at.
    const { left = 0, top = 0, width = 0, height = 0 } = read?.declared?.executed ?? {};
    const scaled = [left, width]
      .map((side) => (side * 1932) / 1920)
      .concat([top, height].map((side) => (side * 1092) / 1080));
    for (const [i, side] of [362, 724, 204, 410].entries()) expect(scaled[i]).toBeCloseTo(side, 6);
    expect(readIn(body, upright("pixel"), image.size, createDialect("deepeyes"))?.declared?.executed).toBeUndefined();
  });

  it("remembers that a person chose, but not where the dialect says the same", () => {
    const qwen = createDialect("qwen3-vl");
    expect(readIn(body, upright("pixel"), image.size, qwen)?.declared?.chosen).toBe(true);
    expect(readIn(body, upright("permille"), image.size, qwen)?.declared).not.toHaveProperty("chosen");
  });

  it("offers the picture in the other position, where its file is stored turned", () => {
    const turned = { width: 400, height: 800, orientation: 6 } as const;
    const numbers = [600, 100, 700, 200];
    const written = { ...body, declared: { space: "pixel", numbers, asStored: true } as const };
    const choices = lensChoices(written, turned, createDialect("deepeyes"));
    expect(choices.map(({ space, asStored }) => `${space} ${asStored}`)).toEqual([
      ...COORDINATE_SPACES.map((space) => `${space} true`),
      "pixel false",
    ]);
    expect(corners(choices[0]?.body ?? null)).toEqual([200, 600, 100, 100]);
    expect(choices[0]?.body.declared?.asStored).toBe(true);
    expect(corners(choices.at(-1)?.body ?? null)).toEqual([600, 100, 100, 100]);
    expect(choices.find(({ space }) => space === "permille")?.body.action).toMatchObject({
      box: { left: 320, top: 480, width: 40, height: 80 },
    });
    const resized = choices.find(({ space }) => space === "resized")?.body.declared;
    expect(resized).toMatchObject({ asStored: true, frame: { width: 812, height: 392 } });
  });

  it("has nothing to offer where no numbers were written", () => {
    expect(lensChoices({ ...body, declared: null }, image.size, createDialect("deepeyes"))).toEqual([]);
  });
});

describe("belief", () => {
  const chosen: Declared = { ...declared, space: "permille", chosen: true };
  it.each([
    ["the dialect says it", declared, "deepeyes", { space: "pixel", source: "dialect", ground: "fits-the-image" }],
    ["the dialect takes two spaces", declared, "pixel-reasoner", { space: "pixel", source: "mixed" }],
    ["nothing says it", declared, null, { space: "pixel", source: "numbers" }],
    ["a person chose it", chosen, "deepeyes", { space: "permille", source: "person", looksLike: "pixel" }],
  ] as const)("knows that %s", (_, given, name, expected) => {
    expect(believe(given, image.size, name && createDialect(name))).toMatchObject(expected);
  });

  it.each([
    [[0.1, 0.2, 0.9, 1], "unit", "within-one"],
    [[10, 20, 500, 540], "pixel", "fits-the-image"],
    [[10, 20, 500, 999], "permille", "beyond-the-image"],
    [[10, 20, 5000, 999], "pixel", "beyond-everything"],
  ] as const)("says why %j looks like %s", (written, looksLike, ground) => {
    const given: Declared = { space: "pixel", numbers: written };
    expect(believe(given, { width: 800, height: 600 }, null)).toMatchObject({ looksLike, ground });
  });
});
