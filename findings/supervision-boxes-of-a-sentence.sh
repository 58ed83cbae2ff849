#!/usr/bin/env bash
# supervision 0.31.2: `Detections.from_vlm` gives no detection, and says nothing, for much of what these models write.
# Guess: boxes in a Qwen answer are read wherever the JSON stands in it, and what is not read raises or warns. What is read
# is one list of objects with `label`: a list whose boxes carry `text_content`, as the family labels words that it read, an
# object by itself, two lists in one answer, or a bracket in the thought before the list give zero detections. Of
# PaliGemma's answers, those to "segment …" give none, and a label ends at its first apostrophe or comma.
# Exits 0 where the behaviour is the one that was seen, 1 where it is another.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install -q supervision==0.31.2
"$folder/venv/bin/python" - 2>/dev/null <<'PYTHON'
import json
import sys
import warnings
from importlib.metadata import version

import supervision as sv

print("supervision", version("supervision"))
box = {"bbox_2d": [100, 200, 300, 400], "label": "cat"}
read = {"bbox_2d": [100, 200, 300, 400], "text_content": "STOP"}
listed = json.dumps([box])
fenced = f"```json\n{listed}\n```"
place = "<loc0010><loc0020><loc0030><loc0040>"
answers = {
    "qwen, one list": (sv.VLM.QWEN_2_5_VL, fenced, ["cat"]),
    "qwen, words before the list": (sv.VLM.QWEN_2_5_VL, f"Here it is:\n{fenced}", ["cat"]),
    "qwen, an object by itself": (sv.VLM.QWEN_2_5_VL, json.dumps(box), []),
    "qwen, boxes of words that were read": (sv.VLM.QWEN_2_5_VL, json.dumps([read]), []),
    "qwen, two lists": (sv.VLM.QWEN_2_5_VL, f"{fenced}\nand\n{fenced}", []),
    "qwen, a bracket before the list": (sv.VLM.QWEN_2_5_VL, f"Cats [one]:\n{fenced}", []),
    "paligemma, detect": (sv.VLM.PALIGEMMA, f"{place} cat ; {place} dog", ["cat", "dog"]),
    "paligemma, segment": (sv.VLM.PALIGEMMA, f"{place}{'<seg001>' * 16} cat", []),
    "paligemma, an apostrophe": (sv.VLM.PALIGEMMA, f"{place} person's hat", ["person"]),
}
right = True
for name, (model, text, expected) in answers.items():
    sizes = {"resolution_wh": (1000, 1000)}
    if model is sv.VLM.QWEN_2_5_VL:
        sizes["input_wh"] = (1000, 1000)
    with warnings.catch_warnings(record=True) as told:
        warnings.simplefilter("always")
        found = sv.Detections.from_vlm(model, text, **sizes)
    labels = [str(label) for label in found.data["class_name"]]
    print(f"{name}: {len(found)} detections {labels}, {len(told)} warnings")
    right = right and labels == expected and len(found) == len(expected) and not told
sys.exit(0 if right else 1)
PYTHON
