import { loadPyodide } from "pyodide";
import { beforeAll, describe, expect, it } from "vitest";
import { plain } from "../../pixels";
import { MODULES } from "./modules";
import golden from "./pillow.golden.json";
import { type Python, SEALED_CONFIG, startPython } from "./python";

// What Pillow itself made of a small picture; see scripts/golden/pillow.py.
const BEGIN = `
from PIL import Image, ImageDraw, ImageEnhance, ImageFilter, ImageOps
im = Image.new("RGB", (40, 30))
im.putdata([((x * 37 + y * 11) % 256, (x * x + 3 * y) % 256, (x * y * 5) % 256) for y in range(30) for x in range(40)])
def drawn(name, *arguments, **options):
    image = im.copy()
    getattr(ImageDraw.Draw(image), name)(*arguments, **options)
    return image
`;

let python: Python;
beforeAll(async () => {
  python = await startPython(() => loadPyodide(SEALED_CONFIG), MODULES);
  python.give({ name: "", variables: [], isDefault: true, pixels: plain({ width: 1, height: 1 }, [0, 0, 0]) });
  expect(python.run(BEGIN, true).failure).toBeNull();
});

describe(`Pillow ${golden.pillow}`, () => {
  it.each(golden.results)("$call", ({ call, size, data }) => {
    const { failure, pictures } = python.run(`${call}.convert("RGB")`, true);
    expect(failure).toBeNull();
    const pixels = pictures[0]?.pixels ?? plain({ width: 1, height: 1 }, [0, 0, 0]);
    expect([pixels.width, pixels.height]).toEqual(size);
    const known = Buffer.from(data, "base64");
    const apart = Array.from(known, (value, i) =>
      Math.abs(value - (pixels.data[Math.floor(i / 3) * 4 + (i % 3)] ?? 0)),
    );
    // The bar that recomputed crops of logs are held to.
    expect(Math.max(...apart)).toBeLessThanOrEqual(2);
  });
});
