import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { ImageId } from "../../action";
import { shapeOf } from "../../action";
import { cornersOf } from "../../geometry";
import type { ShownImage } from "../contract/dialect";
import { readProgram } from "./program";
import type { Value } from "./value";

const shown: readonly ShownImage[] = ["a", "b"].map((digit) => ({
  id: digit.repeat(64) as ImageId,
  size: { width: 800, height: 600 },
}));

const imageNamed = (name: string): ShownImage | undefined =>
  shown[Number(/^image_(\d)$/.exec(name)?.[1] ?? Number.NaN) - 1];
const reading = (source: string, variables: ReadonlyMap<string, Value> = new Map()) =>
  readProgram(source, { variables, imageNamed, opened: shown[0] });

const read = (source: string): unknown[] =>
  reading(source).actions.map(({ action }) => {
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
    ["r = image_1.transpose(Image.ROTATE_90)", [["rotate"]]],
    ["x = 1\nfor i in range(3):\n    x = i\nimage_1.crop((x, 0, 10, 10))", [["zoom", 2, 0, 10, 10]]],
    [
      "for i, box in enumerate([(1, 2, 30, 40), (5, 6, 70, 80)]):\n    if i == 1:\n        continue\n    image_1.crop(box)",
      [["zoom", 1, 2, 30, 40]],
    ],
    [
      "def cut(img, box, pad=3):\n    x1, y1, x2, y2 = box\n    return img.crop((x1 - pad, y1 - pad, x2, y2))\ncut(cut(image_1, (10, 10, 90, 90), 0), (20, 20, 30, 30), pad=5)",
      [
        ["zoom", 10, 10, 90, 90],
        ["zoom", 25, 25, 40, 40],
      ],
    ],
    [
      "x1, y1, x2, y2 = [int(v * 1.5) for v in (5, 7, 31, 41)]\nimage_1.crop((x1, y1, x2, y2))",
      [["zoom", 7, 10, 46, 61]],
    ],
    [
      "box = [1, 2, 3]\nbox = list(map(int, '10 20 30 40'.split())) if len(box) == 4 else (4, 5, 6, 7)\nimage_1.crop(box)",
      [["zoom", 4, 5, 6, 7]],
    ],
    ["boxes = []\nboxes.append((1, 2, 30, 40))\nfor box in boxes:\n    image_1.crop(box)", [["zoom", 1, 2, 30, 40]]],
    ["x = 10\nx += 5\nx *= 2\nimage_1.crop((x, 0, 90, 10))", [["zoom", 30, 0, 90, 10]]],
    ["img = np.array(image_1)\npart = img[-100:, :50]", [["zoom", 0, 500, 50, 600]]],
    ["part = np.array(image_1)[100:200]", [["zoom", 0, 100, 800, 200]]],
    [
      "if image_1.mode != 'RGB':\n    image_1 = image_1.convert('RGB')\nimage_1.crop((1, 2, 3, 4))",
      [["zoom", 1, 2, 3, 4]],
    ],
    [
      "e = ImageEnhance.Contrast(image_1.crop((1, 2, 31, 42))).enhance(2.0)\ne.crop((10, 10, 20, 20))",
      [
        ["zoom", 1, 2, 31, 42],
        ["zoom", 11, 12, 21, 22],
      ],
    ],
    [
      "img = cv2.imread(p)\nsmall = cv2.resize(img, None, fx=0.5, fy=0.5)\nsmall[10:20, 30:40]",
      [["zoom", 60, 20, 80, 40]],
    ],
    [
      "boxes = [(1, 2, 3, 4), (5, 6, 70, 80)]\nimage_1.crop((min(b[0] for b in boxes), 2, max(b[2] for b in boxes), 80))",
      [["zoom", 1, 2, 70, 80]],
    ],
    [
      "l, a, b = cv2.split(cv2.cvtColor(image_1, cv2.COLOR_BGR2LAB))\nl = cv2.createCLAHE(clipLimit=2.0).apply(l)\nimg = cv2.merge((l, a, b))\nimg[10:20, 30:40]",
      [["zoom", 30, 10, 40, 20]],
    ],
    [
      "w, h = image_1.size\nif w > h and not h > 1000:\n    image_1.crop((0, 0, w // 2, h))\nelse:\n    image_1.crop((0, 0, w, h // 2))",
      [["zoom", 0, 0, 400, 600]],
    ],
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
    ["a loop over what is not known", "for box in boxes:\n    image_1.crop(box)", ["crop"]],
    [
      "a loop that something may end",
      "for i in range(3):\n    if dark:\n        break\n    image_1.crop((i, 0, i + 10, 10))",
      ["crop"],
    ],
    ["a function that nobody calls", "def f(img):\n    return img.crop((0, 0, 10, 10))", []],
    ["a function of another's picture", "def f(img):\n    return img.crop((0, 0, 10, 10))\nf(load())", ["crop"]],
    ["an unknown number", "image_1.crop((x, 0, 10, 10))", ["crop"]],
    ["a number that a branch may change", "x = 1\nif dark:\n    x = 2\nimage_1.crop((x, 0, 10, 10))", ["crop"]],
    [
      "a branch that may be taken",
      "if dark:\n    image_1.crop((1, 0, 10, 10))\nelse:\n    image_1.crop((5, 0, 10, 10))",
      ["crop", "crop"],
    ],
    ["a choice", "x = 1 if dark else 2\nimage_1.crop((x, 0, 10, 10))", ["crop"]],
    ["a text with a value in it", "ImageDraw.Draw(image_1).text((1, 2), f'{n} cups')", ["draw.text"]],
    ["another's picture", "part = detect(image_1)[0].crop((1, 2, 3, 4))", ["crop"]],
    ["a slice of it", "mask = segment(image_1)\nmask[1:20, 3:40]", ["crop"]],
    [
      "a picture that was made smaller in its place",
      "image_1 = image_1.copy()\nimage_1.thumbnail((90, 90))\nimage_1.crop((1, 2, 3, 4))",
      ["crop"],
    ],
    ["a picture bent out of shape", "cv2.warpAffine(image_1, m, (10, 10))", ["cv2.warpAffine"]],
    [
      "a variable that a loop may have left behind",
      "a = 3\nfor a in (1, 2):\n    if dark:\n        continue\n    for a in range(4):\n        b = a\nimage_1.crop((a, 0, 10, 10))",
      ["crop"],
    ],
    [
      "a variable that a loop makes of another",
      "x, y = 1, 1\nwhile dark:\n    y = x\n    x = 2\nimage_1.crop((y, 0, 10, 10))",
      ["crop"],
    ],
    [
      "a list that grows while it is gone through",
      "boxes = [1]\nfor i in boxes:\n    boxes.append(dark)\n    y = i\nimage_1.crop((y, 0, 10, 10))",
      ["for", "crop"],
    ],
    [
      "a list that was changed by another name",
      "box = [1, 2, 3, 4]\nother = box\nother[0] = dark\nimage_1.crop(box)",
      ["crop"],
    ],
    ["a number beyond those that are exact", "x = 3 ** 40\nimage_1.crop((x % 7, 0, 10, 10))", ["crop"]],
    ["pictures side by side", "both = np.hstack([image_1, image_1])", ["np.hstack"]],
    ["a plot between limits", "plt.imshow(image_1)\nplt.xlim(10, 20)", ["plt.xlim"]],
  ])("tells what it cannot know: %s", (_, source, missed) => {
    const { actions, missed: told } = reading(source);
    expect(actions).toEqual([]);
    expect(told.map(({ what }) => what)).toEqual(missed);
  });

  it("tells what is done to a part of a picture that was turned, and where that stands", () => {
    const { actions, missed } = reading("r = image_1.rotate(90, expand=True)\npart = r.crop((0, 0, 5, 5))");
    expect(actions.map(({ action }) => action)).toEqual([{ kind: "rotate", image: shown[0]?.id, degrees: 270 }]);
    expect(missed).toEqual([{ what: "crop", at: 36, excerpt: "part = r.crop((0, 0, 5, 5))" }]);
  });

  it.each([
    ["cv2.rotate(image_1, cv2.ROTATE_180)", 180],
    ["cv2.rotate(image_1, cv2.ROTATE_90_CLOCKWISE)", 90],
    ["cv2.rotate(image_1, cv2.ROTATE_90_COUNTERCLOCKWISE)", 270],
    ["np.rot90(np.array(image_1))", 270],
    ["np.rot90(np.array(image_1), 3)", 90],
    ["np.rot90(np.array(image_1), k=-1)", 90],
    ["image_1.rotate(-90, expand=True)", 90],
    ["image_1.transpose(Image.Transpose.ROTATE_270)", 90],
    ["cv2.flip(image_1, -1)", 180],
    [
      "h, w = image_1.shape[:2]\nm = cv2.getRotationMatrix2D((w / 2, h / 2), 172, 1)\ncv2.warpAffine(image_1, m, (w, h))",
      188,
    ],
    [
      "m = cv2.getRotationMatrix2D(center=(400, 300), angle=-30.5, scale=1.0)\ncv2.warpAffine(image_1, M=m, dsize=(800, 600), flags=cv2.INTER_CUBIC)",
      30.5,
    ],
    // The canvas grows, and the matrix moves the picture to its middle.
    [
      "(h, w) = image_1.shape[:2]\nM = cv2.getRotationMatrix2D((w // 2, h // 2), 90, 1.0)\ncos, sin = np.abs(M[0, 0]), np.abs(M[0, 1])\n" +
        "nW = int((h * sin) + (w * cos))\nnH = int((h * cos) + (w * sin))\nM[0, 2] += (nW / 2) - w // 2\nM[1, 2] += (nH / 2) - h // 2\ncv2.warpAffine(image_1, M, (nW, nH))",
      270,
    ],
  ])("turns clockwise by %s", (source, degrees) => {
    expect(reading(source).actions.map(({ action }) => action)).toEqual([
      { kind: "rotate", image: shown[0]?.id, degrees },
    ]);
  });

  it.each([
    ["m = cv2.getRotationMatrix2D((400, 300), 10, 2)", "cv2.warpAffine(image_1, m, (800, 600))"],
    ["m = cv2.getRotationMatrix2D((0, 0), 10, 1)", "cv2.warpAffine(image_1, m, (800, 600))"],
    ["m = cv2.getRotationMatrix2D((400, 300), 10, 1)", "cv2.warpAffine(image_1, m, (900, 600))"],
    [
      "m = cv2.getRotationMatrix2D((400, 300), 10, 1)",
      "cv2.warpAffine(image_1, m, (800, 600), flags=cv2.WARP_INVERSE_MAP)",
    ],
    ["m = np.float32([[1, 0, 20], [0, 1, 30]])", "cv2.warpAffine(image_1, m, (800, 600))"],
    ["m = cv2.getRotationMatrix2D((400, 300), found, 1)", "cv2.warpAffine(image_1, m, (800, 600))"],
  ])("tells a move that is no turn about the middle: %s", (matrix, move) => {
    const { actions, missed } = reading(`${matrix}\n${move}`);
    expect(actions).toEqual([]);
    expect(missed.map(({ what }) => what)).toEqual(["cv2.warpAffine"]);
  });

  it("sets an item of a list, in all variables that hold it", () => {
    const { variables } = reading("a = [[1, 2], [3, 4]]\nb = a\na[1, 0] = 9\nc = b[1]\nd = [5, 6]\nd[1] = 7\nd[x] = 1");
    expect(variables.get("c")).toEqual({ kind: "list", items: [9, 4].map((number) => ({ kind: "number", number })) });
    expect(variables.get("d")).toEqual({ kind: "unknown" });
  });

  // As CPython 3.11 evaluates them.
  it.each([
    ["-2.5 ** 2 / 2.5", -2.5],
    ["2 ** -1 ** 2", 0.5],
    ["2 ** 3 ** 2", 512],
    ["round(14.35, 1)", 14.3],
    ["round(0.25, 1)", 0.2],
    ["round(2.5) + round(3.5)", 6],
    ["17 % 0.005", 0.004999999999999646],
    ["-7 // 2", -4],
    ["-7 % 3", 2],
    ["1 // 0.1", 9],
    ["int(-2.7)", -2],
    ["1 < 2 < 2", 0],
    ["not 1 > 2 and 3 in [1, 3]", 1],
    ["len([1, 2, 3, 4, 5][-2:])", 2],
  ])("evaluates %s", (expression, value) => {
    expect(reading(`x = ${expression}`).variables.get("x")).toEqual({ kind: "number", number: value });
  });

  it("goes on from the variables of the program before it", () => {
    const { variables } = reading("box = (10, 20, 110, 220)\nplate = image_1.crop(box)");
    const { actions } = reading("left = plate.crop((0, 0, box[0], 50))", variables);
    expect(actions.map(({ numbers }) => numbers)).toEqual([[10, 20, 20, 70]]);
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
    const repeated =
      "x = range(200)\n" +
      "for a in x:\n"
        .split("\n")
        .slice(0, 1)
        .map((line, i) => " ".repeat(i) + line);
    expect(
      read(`${repeated}\n for b in x:\n  for c in x:\n   for d in x:\n    y = [[e * f for e in x] for f in x]`),
    ).toEqual([]);
    expect(read("def f(x):\n    return f(x) + f(x)\nf(f(f(1)))")).toEqual([]);
    expect(read("(".repeat(50_000))).toEqual([]);
  });
});
