#!/usr/bin/env bash
# transformers 5.24.0: the smart_resize of glm_image gives a quarter of the least area that it is told.
# Guess: a square picture of exactly min_pixels keeps its size, as it does in the function of that name in qwen2_vl.
# Exits 0 where the behaviour is the one that was seen, 1 where it is another.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install -q transformers==5.24.0 pillow==13.0.0
"$folder/venv/bin/python" - <<'PYTHON'
import sys
from importlib.metadata import version

from transformers.models.glm_image.image_processing_pil_glm_image import smart_resize as glm_image
from transformers.models.qwen2_vl.image_processing_pil_qwen2_vl import smart_resize as qwen2_vl

print("transformers", version("transformers"))
limits = {"factor": 16, "min_pixels": 512 * 512, "max_pixels": 2048 * 2048}
seen = {side: (glm_image(side, side, **limits), qwen2_vl(side, side, **limits)) for side in (256, 512, 2048, 4096)}
for side, (ours, other) in seen.items():
    print(f"{side} x {side}: glm_image {ours}, qwen2_vl {other}")
# Half of each side is what is rounded, after the scale was found for the whole: no square comes out above 1024.
expected = {256: 256, 512: 256, 2048: 1024, 4096: 1024}
print("at the least area:", limits["min_pixels"], "given:", seen[512][0][0] * seen[512][0][1])
sys.exit(0 if all(seen[side][0] == (half, half) for side, half in expected.items()) else 1)
PYTHON
