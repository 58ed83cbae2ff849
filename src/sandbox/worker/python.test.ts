import { loadPyodide } from "pyodide";
import { beforeAll, describe, expect, it } from "vitest";
import { plain } from "../../pixels";
import { type Python, SEALED_CONFIG, startPython } from "./python";

let python: Python;
beforeAll(async () => {
  python = await startPython(() => loadPyodide(SEALED_CONFIG));
  python.give({ name: "/mnt/data/photo.png", variables: ["image_1"], isDefault: true, pixels: plain({ width: 80, height: 60 }, [10, 20, 30]) });
});

describe("programs", () => {
  it("cut, scale and show", () => {
    const result = python.run(
      "from PIL import Image\nim = Image.open('x.jpg')\nprint(im.size)\nim.crop((10, 10, 30, 20)).resize((40, 20), Image.LANCZOS)",
      true,
    );
    expect(result.failure).toBeNull();
    expect(result.stdout).toBe("(80, 60)\n");
    expect(result.pictures.map(({ pixels: { width, height } }) => [width, height])).toEqual([[40, 20]]);
  });
  it("numpy", () => {
    const result = python.run(
      "import numpy as np\na = np.arange(12).reshape(3, 4)\nprint(a)\nprint(a[:, 1:3].sum(), a.mean(axis=0), a[a > 5])\nb = np.array(image_1)\nb[5:10, 5:10] = [255, 0, 0]\nprint(b.shape, b.dtype, b[6, 6])\nImage.fromarray(b)",
      true,
    );
    expect(result.failure).toBeNull();
    console.log(result.stdout);
  });
});
