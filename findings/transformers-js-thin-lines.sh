#!/usr/bin/env bash
# @huggingface/transformers 4.3.2 in Node: a picture that is made smaller by bilinear or bicubic resampling is sampled, not
# filtered, so that thin lines vanish from what a model sees, or fill it.
# Guess: the processors of one model differ from Pillow's by a rounding here and there, as `resample` names the same filters.
# Lines of one pixel, four apart, on a picture made four times smaller: Pillow gives the mean, a light grey. `resample` 2 and 3
# (bilinear and bicubic, which most vision models ask for) give all white or all black, by where the lines stand; only 1
# (Lanczos) gives the mean. What runs in Node is no measure for what the same model sees in Python.
# Exits 0 where the behaviour is the one that was seen, 1 where it is another.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv venv
venv/bin/pip install -q pillow==12.3.0 numpy==2.2.6
npm install --silent --no-save --ignore-scripts @huggingface/transformers@4.3.2
cat > python.py <<'PYTHON'
import numpy as np
from PIL import Image

for first in (0, 1, 2, 3):
    picture = np.full((64, 64), 255, np.uint8)
    picture[:, first::4] = 0
    # Away from the sides, where filters are cut off.
    print(first, *(int(np.asarray(Image.fromarray(picture).resize((16, 16), way))[8, 8]) for way in (1, 2, 3)))
PYTHON
cat > script.mjs <<'SCRIPT'
import { RawImage } from "@huggingface/transformers";

for (const first of [0, 1, 2, 3]) {
  const data = Uint8ClampedArray.from({ length: 64 * 64 }, (_, i) => (i % 4 === first ? 0 : 255));
  const seen = [];
  for (const resample of [1, 2, 3]) {
    const small = await new RawImage(data, 64, 64, 1).resize(16, 16, { resample });
    seen.push(small.data[(8 * 16 + 8) * small.channels]);
  }
  console.log(first, ...seen);
}
SCRIPT
echo "first line at, by Lanczos, bilinear, bicubic: the middle pixel, 0 to 255"
echo "Pillow 12.3.0"; venv/bin/python python.py | tee python.txt
echo "@huggingface/transformers 4.3.2"; node script.mjs | tee script.txt
python3 - <<'PYTHON'
import sys

rows = {name: [list(map(int, line.split()))[1:] for line in open(f"{name}.txt")] for name in ("python", "script")}
filtered = all(150 <= value <= 230 for row in rows["python"] for value in row)
sampled = all(value in (0, 255) for row in rows["script"] for value in row[1:])
both = all({row[way] for row in rows["script"]} == {0, 255} for way in (1, 2))
sys.exit(0 if filtered and sampled and both else 1)
PYTHON
