#!/usr/bin/env bash
# qwen-agent 0.0.34: the zoom tool cuts nothing, and shows a large black picture instead of an error.
# Guess: a box between two pixel columns is refused, or grows to 32 pixels as the tool's other small boxes do.
# Exits 0 where the behaviour is the one that was seen, 1 where it is another.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
# The last four are imported by qwen-agent and not asked for by it.
"$folder/venv/bin/pip" install -q qwen-agent==0.0.34 pillow==13.0.0 soundfile python-dateutil tqdm numpy
cd "$folder"
"$folder/venv/bin/python" - <<'PYTHON'
import json
import sys
from importlib.metadata import version

from PIL import Image
from qwen_agent.llm.schema import ContentItem, Message
from qwen_agent.tools.image_zoom_in_qwen3vl import ImageZoomInToolQwen3VL

print("qwen-agent", version("qwen-agent"), "pillow", version("pillow"))
# A white strip, 300 × 20. The box is one thousandth wide: from pixel 90 to pixel 90.3, over the whole height.
Image.new("RGB", (300, 20), "white").save("strip.png")
call = json.dumps({"bbox_2d": [300, 0, 301, 1000], "label": "line", "img_idx": 0})
question = Message(role="user", content=[ContentItem(image="strip.png")])
[item] = ImageZoomInToolQwen3VL({"work_dir": "."}).call(call, messages=[question])
shown = Image.open(item.image) if item.image else None
colours = shown.convert("RGB").getcolors() if shown else None
print("text:", item.text, "size:", shown and shown.size, "colours:", colours)
# 32 pixels are not to be had in a strip of 20, so the box stays; PIL rounds both sides to 90 and cuts 0 × 20.
sys.exit(0 if shown and shown.size == (64, 4192) and colours == [(64 * 4192, (0, 0, 0))] else 1)
PYTHON
