import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { ImageId } from "../../action";
import { shapeOf } from "../../action";
import { cornersOf } from "../../geometry";
import type { ShownImage } from "../contract/dialect";
import { actionsOfProgram } from "./program";

const shown: readonly ShownImage[] = ["a", "b"].map((digit) => ({
  id: digit.repeat(64) as ImageId,
  size: { width: 800, height: 600 },
}));

const read = (source: string): unknown[] =>
  actionsOfProgram(source, shown).map(({ action }) => {
    const shape = shapeOf(action);
    if (shape.kind === "box") return [action.kind, ...cornersOf(shape.box)];
    return shape.kind === "points" ? [action.kind, ...shape.points.flatMap(({ x, y }) => [x, y])] : [action.kind];
  });

describe("programs", () => {
  it.each([
    ["img = Image.open('x.png')\nimg.crop((10, 20, 110, 220)).save('y.png')", [["zoom", 10, 20, 110, 220]]],
    [
      "from PIL import Image\nim = Image.open(p)\nw, h = im.size\nim.crop((0, h // 2, w / 4, h))",
      [["zoom", 0, 300, 200, 600]],
    ],
    [
      "d = ImageDraw.Draw(image_1)\nd.line([(1, 2), (3, 4), (5, 6)], fill='red', width=3)",
      [["line", 1, 2, 3, 4, 5, 6]],
    ],
    ["d = ImageDraw.Draw(image_1)\nd.rectangle([5, 6, 50, 60], outline=(255, 0, 0))", [["box", 5, 6, 50, 60]]],
    ["d = ImageDraw.Draw(image_1)\nd.text((5, 6), 'A', fill='red')", [["label", 5, 6]]],
    [
      "img = cv2.imread(path)\ncv2.line(img, (1, 2), (3, 4), (0, 0, 255), 2)\ncv2.circle(img, (50, 60), 10, (0,0,0))",
      [
        ["line", 1, 2, 3, 4],
        ["box", 40, 50, 60, 70],
      ],
    ],
    ["img = cv2.imread(path)\npart = img[100:200, 50:250]", [["zoom", 50, 100, 250, 200]]],
    ["plt.imshow(image_1)\nplt.plot([1, 3], [2, 4], 'r-')", [["line", 1, 2, 3, 4]]],
    [
      "fig, ax = plt.subplots()\nax.imshow(image_1)\nax.add_patch(plt.Rectangle((1, 2), 30, 40))",
      [["box", 1, 2, 31, 42]],
    ],
    ["crop = crop_image(image_1, 0.5, 0.25, 0.25, 0.5)", [["zoom", 400, 150, 600, 450]]],
    ["zoom_in_image_by_bbox(image_1, [0.5, 0.5, 0.1, 0.1], padding=0)", [["zoom", 400, 300, 480, 360]]],
    ["img = Image.open(p)\nimg = img.rotate(90)", [["rotate"]]],
  ] as [string, unknown[][]][])("reads %j", (source, expected) => {
    const rounded = read(source).map((action) =>
      (action as unknown[]).map((part) => (typeof part === "number" ? Math.round(part * 1e6) / 1e6 : part)),
    );
    expect(rounded).toEqual(expected);
  });

  it("brings what is drawn on an enlarged crop back to the image", () => {
    const source =
      "c = image_1.crop((100, 200, 300, 300)).resize((400, 200))\nImageDraw.Draw(c).line((0, 0, 400, 200))";
    expect(read(source)).toEqual([
      ["zoom", 100, 200, 300, 300],
      ["line", 100, 200, 300, 300],
    ]);
  });

  it.each([
    ["a loop", "for i in range(3):\n    image_1.crop((i, 0, i + 10, 10))"],
    ["a function", "def f(img):\n    return img.crop((0, 0, 10, 10))"],
    ["an unknown number", "image_1.crop((x, 0, 10, 10))"],
    ["a number that a loop changed", "x = 1\nfor i in range(3):\n    x = i\nimage_1.crop((x, 0, 10, 10))"],
    ["a turned picture", "r = image_1.transpose(Image.ROTATE_90)\nImageDraw.Draw(r).line((0, 0, 5, 5))"],
    ["a choice", "x = 1 if dark else 2\nimage_1.crop((x, 0, 10, 10))"],
  ])("leaves out what it cannot know: %s", (_, source) => {
    expect(read(source)).toEqual([]);
  });

  it("never throws and ends", () => {
    const word = fc.constantFrom(
      "x",
      "=",
      "(",
      ")",
      "[",
      "]",
      ",",
      ":",
      ".",
      "\n",
      "1",
      "-",
      "image_1",
      "crop",
      "'a'",
      "for",
      "*",
      " ",
    );
    fc.assert(fc.property(fc.array(word, { maxLength: 60 }), (words) => void read(words.join(""))));
    const doubling = `x = [1, 2]\n${"x = x + x\n".repeat(200)}${"y = [x, x]\nx = [y, y]\n".repeat(100)}image_1.crop(x)`;
    expect(read(doubling)).toEqual([]);
    expect(read("(".repeat(50_000))).toEqual([]);
  });
});
