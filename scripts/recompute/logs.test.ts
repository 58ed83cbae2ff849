import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, it } from "vitest";
import { crop, type Pixels, plain } from "../../src/pixels";
import { encodeRgbPng } from "../../src/raster";
import { compareLogs } from "./logs";

const folder = mkdtempSync(join(tmpdir(), "sightline-recompute-"));
afterAll(() => rmSync(folder, { recursive: true }));

/** A picture that looks another at every place. */
const photograph: Pixels = plain({ width: 200, height: 160 }, [0, 0, 0]);
for (let y = 0; y < 160; y++)
  for (let x = 0; x < 200; x++)
    photograph.data.set([127 + 120 * Math.sin(x / 9), 127 + 120 * Math.cos(y / 7), x + (y % 50)], (y * 200 + x) * 4);

const shown = async (pixels: Pixels) => ({
  type: "image_url",
  image_url: { url: `data:image/png;base64,${Buffer.from(await encodeRgbPng(pixels)).toString("base64")}` },
});

/** A run in Thyme's words whose program cuts one part, and whose log shows another picture, which may be that part. */
async function log(name: string, logged: Pixels): Promise<string> {
  const program = "from PIL import Image\nimage_1.crop((20, 30, 120, 110)).save('/mnt/data/part.png')";
  const code = `<think>I look closer.</think>\n<code>\n\`\`\`python\n${program}\n\`\`\`\n</code>`;
  const messages = [
    { role: "user", content: [await shown(photograph), { type: "text", text: "What is it?" }] },
    { role: "assistant", content: code },
    {
      role: "user",
      content: [
        { type: "text", text: "<sandbox_output>" },
        await shown(logged),
        { type: "text", text: "</sandbox_output>" },
      ],
    },
    { role: "assistant", content: "<think>A wave.</think>\n<answer>a wave</answer>" },
  ];
  const path = join(folder, `${name}.json`);
  writeFileSync(path, JSON.stringify(messages));
  return path;
}

const part = (left: number) => crop(photograph, { left, top: 30, width: 100, height: 80 });

it("finds a program's picture the log's own, and one that is beside it another", async () => {
  const { compared, unread } = await compareLogs([await log("same", part(20)), await log("beside", part(32))]);
  expect(unread).toEqual([]);
  console.log(JSON.stringify(compared));
  const same = { sameSize: true, iou: 1, near: 1, most: 0 };
  const [first, second] = [compared.slice(0, compared.length / 2), compared.slice(compared.length / 2)];
  expect(first.map(({ likeness }) => likeness)).toEqual(first.map(() => same));
  expect(first.some(({ by }) => by === "program")).toBe(true);
  expect(second.every(({ likeness }) => likeness !== null && likeness.iou < 0.95)).toBe(true);
});
