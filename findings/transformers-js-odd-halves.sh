#!/usr/bin/env bash
# @huggingface/transformers 4.3.2: of a picture of 1280 × 720, the same Qwen3-VL sees 1280 × 736 in JavaScript and
# 1280 × 704 in Python.
# Guess: `smart_resize` of the two libraries gives the same sides, as one is a port of the other. A side that lies halfway
# between two multiples of the factor is rounded up by Math.round, and to the even one by Python's round: with a factor of
# 32 those are 80, 144, 208, … 400, 720, 1040, 1104, and with one of 28 they are 70, 126, 182, … 1078. The prompt then has
# 40 picture tokens more, and boxes in pixels of what the model saw are of another grid.
# Exits 0 where the behaviour is the one that was seen, 1 where it is another.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv venv
venv/bin/pip install -q transformers==5.24.0 pillow==13.0.0 numpy==2.4.6
npm install --silent --no-save --ignore-scripts @huggingface/transformers@4.3.2
cat > python.py <<'PYTHON'
import numpy as np
from PIL import Image
from transformers import Qwen2VLImageProcessorPil

for patch, width, height in ((16, 1280, 720), (16, 1920, 1040), (16, 640, 400), (14, 630, 406), (16, 1280, 736)):
    size = {"shortest_edge": 65536, "longest_edge": 16777216}
    processor = Qwen2VLImageProcessorPil(patch_size=patch, merge_size=2, size=size)
    grid = processor(Image.new("RGB", (width, height)), return_tensors="np")["image_grid_thw"]
    _, rows, columns = np.asarray(grid)[0]
    print(f"{width}x{height}:{columns * patch}x{rows * patch}")
PYTHON
cat > script.mjs <<'SCRIPT'
import { Qwen2VLImageProcessor, RawImage } from "@huggingface/transformers";

for (const [patch, width, height] of [[16, 1280, 720], [16, 1920, 1040], [16, 640, 400], [14, 630, 406], [16, 1280, 736]]) {
  const processor = new Qwen2VLImageProcessor({
    patch_size: patch,
    merge_size: 2,
    temporal_patch_size: 2,
    min_pixels: 65536,
    max_pixels: 16777216,
    size: { shortest_edge: 65536, longest_edge: 16777216 },
    image_mean: [0.5, 0.5, 0.5],
    image_std: [0.5, 0.5, 0.5],
    do_convert_rgb: true,
    do_resize: true,
    do_rescale: true,
    do_normalize: true,
    resample: 3,
  });
  const picture = new RawImage(new Uint8ClampedArray(width * height * 3), width, height, 3);
  const { image_grid_thw } = await processor(picture);
  const [, rows, columns] = image_grid_thw.tolist()[0].map(Number);
  console.log(`${width}x${height}:${columns * patch}x${rows * patch}`);
}
SCRIPT
in_python=$(venv/bin/python python.py | paste -sd ' ')
in_script=$(node script.mjs | paste -sd ' ')
echo "transformers 5.24.0              $in_python"
echo "@huggingface/transformers 4.3.2  $in_script"
[ "$in_python" = "1280x720:1280x704 1920x1040:1920x1024 640x400:640x384 630x406:616x392 1280x736:1280x736" ] || exit 1
[ "$in_script" = "1280x720:1280x736 1920x1040:1920x1056 640x400:640x416 630x406:644x420 1280x736:1280x736" ] || exit 1
