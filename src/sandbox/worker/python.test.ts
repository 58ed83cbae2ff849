import { loadPyodide } from "pyodide";
import { beforeAll, describe, expect, it } from "vitest";
import { type Pixels, plain } from "../../pixels";
import { MODULES } from "./modules";
import { type Python, SEALED_CONFIG, startPython } from "./python";

let python: Python;
const photo: Pixels = plain({ width: 80, height: 60 }, [10, 20, 30]);
// Each pixel tells its own place, so that a cut can be told from every other.
for (let i = 0; i < 80 * 60; i++) photo.data.set([(i % 80) * 3, Math.floor(i / 80) * 4], i * 4);

beforeAll(async () => {
  python = await startPython(() => loadPyodide(SEALED_CONFIG), MODULES);
  python.give({ name: "/mnt/data/photo.png", variables: ["image_1"], isDefault: true, pixels: photo });
});

/** The program's result, which must not have failed. */
function ran(source: string) {
  const result = python.run(source, true);
  expect(result.failure).toBeNull();
  return { ...result, sizes: result.pictures.map(({ pixels: { width, height } }) => [width, height]) };
}

describe("Pillow in the sandbox", () => {
  it("cuts, scales and shows the last line, as a notebook does", () => {
    const { stdout, sizes } = ran(
      "from PIL import Image\nim = Image.open('x.jpg')\nprint(im.size, im.mode)\nim.crop((10, 10, 30, 20)).resize((40, 20), Image.LANCZOS)",
    );
    expect([stdout, sizes]).toEqual(["(80, 60) RGB\n", [[40, 20]]]);
  });

  it("draws, turns, enhances, pastes and saves", () => {
    const { pictures, sizes, stdout } = ran(`
from PIL import Image, ImageDraw, ImageEnhance, ImageFilter, ImageFont, ImageOps
im = image_1.copy()
draw = ImageDraw.Draw(im)
draw.rectangle([10, 10, 20, 20], outline="red", width=2)
draw.line([(0, 0), (79, 59)], fill=(0, 255, 0), width=3)
draw.ellipse((30, 30, 50, 50), outline="blue")
draw.text((5, 5), "A1", fill="white", font=ImageFont.load_default())
im2 = ImageEnhance.Contrast(im).enhance(1.5).filter(ImageFilter.SHARPEN)
im2.paste(im.crop((0, 0, 10, 10)), (60, 40))
im2 = ImageOps.expand(im2, 5, "white").rotate(90, expand=True)
print(im2.size, im.getpixel((10, 15)))
im2.save("/home/out.png")
print(Image.open("/home/out.png").size)
`);
    expect(stdout).toBe("(70, 90) (255, 0, 0)\n(70, 90)\n");
    expect([pictures.map(({ name }) => name), sizes]).toEqual([["/home/out.png"], [[70, 90]]]);
  });
});

describe("numpy, OpenCV and matplotlib in the sandbox", () => {
  it("counts, cuts and puts", () => {
    const { stdout } = ran(`
import numpy as np
a = np.arange(12).reshape(3, 4)
print(a[:, 1:3].sum(), a.mean(axis=0).tolist(), a[a > 5].tolist())
b = np.array(image_1)
b[5:10, 5:10] = [255, 0, 0]
print(b.shape, b.dtype, b[6, 6].tolist(), np.linalg.solve(np.array([[2, 0], [0, 4]]), np.array([2, 2])).tolist())
`);
    expect(stdout).toBe("33 [4.0, 5.0, 6.0, 7.0] [6, 7, 8, 9, 10, 11]\n(60, 80, 3) uint8 [255, 0, 0] [1.0, 0.5]\n");
  });

  it("finds what hangs together", () => {
    const { stdout } = ran(`
import cv2, numpy as np
img = np.zeros((40, 60, 3), np.uint8)
cv2.rectangle(img, (5, 5), (14, 14), (255, 255, 255), -1)
cv2.circle(img, (40, 20), 6, (0, 0, 255), -1)
gray = cv2.cvtColor(img, cv2.COLOR_BGR2GRAY)
_, mask = cv2.threshold(gray, 50, 255, cv2.THRESH_BINARY)
contours, _ = cv2.findContours(mask, cv2.RETR_EXTERNAL, cv2.CHAIN_APPROX_SIMPLE)
print(sorted(cv2.boundingRect(c) for c in contours), cv2.resize(img, None, fx=2, fy=2).shape)
print(cv2.Canny(gray, 50, 150).shape, cv2.GaussianBlur(img, (5, 5), 0).dtype, cv2.connectedComponents(mask)[0])
`);
    expect(stdout).toBe("[(5, 5, 10, 10), (34, 14, 13, 13)] (80, 120, 3)\n(40, 60) uint8 3\n");
  });

  it("shows figures", () => {
    const { sizes, notes } = ran(`
import matplotlib.pyplot as plt, numpy as np
fig, (a, b) = plt.subplots(1, 2, figsize=(8, 4))
a.imshow(image_1); a.axis("off"); a.set_title("photo")
b.plot([1, 2, 3], [3, 1, 2], "r--o", label="x"); b.grid(True); b.legend(); b.set_xlabel("t")
plt.tight_layout(); plt.show()
`);
    expect(sizes.length).toBe(1);
    expect(notes).toContain("figure-redrawn");
  });

  it("shows a figure with nothing on it but white, and finds no box around nothing", () => {
    const { sizes, stdout } = ran(`
from PIL import Image
import matplotlib.pyplot as plt
print(Image.new("RGB", (5, 5)).getbbox())
plt.figure(figsize=(2, 1))
plt.imshow(Image.new("RGB", (5, 5), "white"))
plt.axis("off")
plt.show()
`);
    expect([stdout, sizes]).toEqual(["None\n", [[200, 100]]]);
  });

  it("has the usual names from the start, as the interpreters of published systems do", () => {
    python.reset();
    python.give({ name: "p.png", variables: ["image_1"], isDefault: true, pixels: photo });
    expect(ran("plate = image_1.crop((10, 10, 50, 40))\nplt.imshow(plate)\nplt.show()").sizes.length).toBe(1);
    expect(ran("plate.crop((0, 0, 5, 5))").sizes).toEqual([[5, 5]]);
  });

  it("forgets variables and files when it is emptied", () => {
    ran("kept = 1\nimage_1.save('/home/kept.png')");
    python.reset();
    python.give({ name: "p.png", variables: ["image_1"], isDefault: true, pixels: photo });
    expect(python.run("kept", true).failure).toContain("NameError");
    expect(ran("import os\nprint(os.path.exists('/home/kept.png'))").stdout).toBe("False\n");
  });

  it("shows what hangs together in the colours that programs ask for", () => {
    const shown = ran(
      "import numpy as np\nfrom scipy.ndimage import label\nmarked, count = label(np.eye(4) > 0)\nprint(count)\nplt.imshow(marked, cmap='nipy_spectral')\nplt.show()",
    );
    expect([shown.stdout, shown.sizes.length]).toEqual(["4\n", 1]);
  });

  it("names what is not there", () => {
    expect(python.run("import cv2\ncv2.dnn", true).failure).toContain("cv2.dnn is not available in this sandbox");
    expect(python.run("import torch", true).failure).toContain("No module named 'torch'");
  });
});

describe("what a program cannot have here", () => {
  it.each([
    ["import networkx", "No module named 'networkx'\nLibraries here: PIL, numpy, cv2, matplotlib"],
    ["input('name? ')", "EOFError: EOF when reading a line\nNobody answers a program here"],
    [
      "depth(image_1)",
      "NameError: name 'depth' is not defined\nWhat its own system gives a program besides Python is not here: define depth",
    ],
  ])("is named, with what can be done: %s", (source, told) => {
    expect(python.run(source, true).failure).toContain(told);
    expect(ran("print('on')").stdout).toBe("on\n");
  });

  it("is not told of a name that is no function", () => {
    expect(python.run("print(heigth)", true).failure).toMatch(/NameError: name 'heigth' is not defined\n$/);
  });
});
