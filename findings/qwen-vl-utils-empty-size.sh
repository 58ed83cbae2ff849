#!/usr/bin/env bash
# qwen-vl-utils 0.0.14: fetch_image fails on a long picture that is within its own limits.
# Guess: where max_pixels makes a thin picture smaller, its short side stays at one factor, as it does in transformers.
# Exits 0 where the behaviour is the one that was seen, 1 where it is another.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
# Without torch and torchvision, which are for videos: empty modules stand for them below.
"$folder/venv/bin/pip" install -q --no-deps qwen-vl-utils==0.0.14
"$folder/venv/bin/pip" install -q pillow==13.0.0 numpy packaging requests transformers==5.24.0
"$folder/venv/bin/python" - <<'PYTHON'
import sys
from importlib.metadata import version
from types import ModuleType

from PIL import Image
from transformers.models.qwen2_vl.image_processing_pil_qwen2_vl import smart_resize as processor_resize


class Empty(ModuleType):
    def __getattr__(self, name):
        if name.startswith("__"):
            raise AttributeError(name)
        return Empty(name)


for name in ["torch", "torchvision", "torchvision.io", "torchvision.transforms"]:
    sys.modules[name] = Empty(name)

from qwen_vl_utils.vision_process import fetch_image, smart_resize

print("qwen-vl-utils", version("qwen-vl-utils"), "transformers", version("transformers"))
# 195 times as long as wide, where 200 are allowed; 100 tokens at the most, where 4 are the least.
limits = {"min_pixels": 4 * 28 * 28, "max_pixels": 100 * 28 * 28}
sizes = [resize(10_920, 56, factor=28, **limits) for resize in (smart_resize, processor_resize)]
try:
    outcome = str(fetch_image({"image": Image.new("RGB", (56, 10_920)), **limits}).size)
except ValueError as error:
    outcome = f"ValueError: {error}"
print("height and width:", sizes[0], "transformers:", sizes[1], "fetch_image:", outcome)
sys.exit(0 if sizes == [(3892, 0), (3892, 28)] and outcome.startswith("ValueError") else 1)
PYTHON
