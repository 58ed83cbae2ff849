#!/usr/bin/env bash
# @huggingface/transformers 4.3.2: `RawImage.crop` takes one column and one row too many, but for boxes that end at the
# picture's own side.
# Guess: `crop([x_min, y_min, x_max, y_max])` is the cut that Pillow's `crop` makes of the same box, which is what detectors
# and models tell in pixels. The last two name pixels that belong to the cut, so that a box of 100 × 100 gives 101 × 101 with
# a line of what stands beside it, and an empty box one pixel. Boxes that end at the right or at the bottom are cut back, so
# that the whole picture and its right half have the right sizes and hide it.
# Exits 0 where the behaviour is the one that was seen, 1 where it is another.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv venv
venv/bin/pip install -q pillow==13.0.0
npm install --silent --no-save --ignore-scripts @huggingface/transformers@4.3.2
cat > boxes.json <<'JSON'
[[0, 0, 200, 100], [0, 0, 100, 100], [100, 0, 200, 100], [50, 20, 60, 30]]
JSON
# Each pixel tells its own column.
cat > python.py <<'PYTHON'
import json

from PIL import Image

picture = Image.frombytes("L", (200, 100), bytes(range(200)) * 100)
for box in json.load(open("boxes.json")):
    cut = picture.crop(box)
    print(f"{cut.width}x{cut.height}:{cut.getpixel((0, 0))}-{cut.getpixel((cut.width - 1, 0))}")
PYTHON
cat > script.mjs <<'SCRIPT'
import { readFileSync } from "node:fs";
import { RawImage } from "@huggingface/transformers";

const data = Uint8ClampedArray.from({ length: 200 * 100 * 3 }, (_, i) => Math.floor(i / 3) % 200);
const picture = new RawImage(data, 200, 100, 3);
for (const box of JSON.parse(readFileSync("boxes.json", "utf8"))) {
  const cut = await picture.crop(box);
  console.log(`${cut.width}x${cut.height}:${cut.data[0]}-${cut.data[(cut.width - 1) * cut.channels]}`);
}
SCRIPT
in_python=$(venv/bin/python python.py | paste -sd ' ')
in_script=$(node script.mjs | paste -sd ' ')
echo "size of the cut: its first and last column, for the boxes $(cat boxes.json)"
echo "Pillow 13.0.0                   $in_python"
echo "@huggingface/transformers 4.3.2 $in_script"
[ "$in_python" = "200x100:0-199 100x100:0-99 100x100:100-199 10x10:50-59" ] || exit 1
[ "$in_script" = "200x100:0-199 101x100:0-100 100x100:100-199 11x11:50-60" ] || exit 1
