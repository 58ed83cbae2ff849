#!/usr/bin/env bash
# transformers 5.24.0: the two image processors of one model give a network pixels that differ by up to 13 of 255 levels.
# Guess: the processor on torchvision and the one on Pillow differ by a rounding here and there, as both are antialiased.
# What differs is the order of the passes: where a tall picture shrinks, Pillow 13 makes it lower first, torchvision
# narrower first, and between the passes both round and cut to eight bits.
# Exits 0 where the behaviour is the one that was seen, 1 where it is another.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install -q \
  torch==2.14.1 torchvision==0.29.1 transformers==5.24.0 pillow==13.0.0 numpy==2.4.6
"$folder/venv/bin/python" - <<'PYTHON'
import sys
from importlib.metadata import version

import numpy as np
from PIL import Image
from transformers import Qwen2VLImageProcessor, Qwen2VLImageProcessorPil

print("transformers", version("transformers"), "torchvision", version("torchvision"), "Pillow", version("pillow"))
size = {"shortest_edge": 4096, "longest_edge": 6144}
settings = {"image_mean": [0, 0, 0], "image_std": [1, 1, 1], "patch_size": 16, "size": size}
seen = {}
for width, height in ((300, 33), (33, 300)):
    y, x = np.mgrid[0:height, 0:width]
    channels = [(7 * x + 3 * y) % 256, (5 * x + 11 * y + 40) % 256, (x * y + 2 * x) % 256]
    image = Image.fromarray(np.stack(channels, axis=-1).astype(np.uint8))
    one, other = (
        np.asarray(kind(**settings)(image, return_tensors="np")["pixel_values"]) * 255
        for kind in (Qwen2VLImageProcessor, Qwen2VLImageProcessorPil)
    )
    difference = np.abs(one - other)
    seen[width, height] = round(float(difference.max()))
    print(f"{width} x {height}: at most {seen[width, height]} levels, {(difference > 0.5).mean():.1%} of samples differ")
sys.exit(0 if seen[300, 33] <= 2 and seen[33, 300] >= 10 else 1)
PYTHON
