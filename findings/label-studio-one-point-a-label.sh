#!/usr/bin/env bash
# label-studio-sdk 2.1.2: of several key points of one label on a picture, the converter to COCO keeps the last.
# Guess: each key point becomes an annotation, as each rectangle does. All points of a picture become one annotation with
# a place for each label (`process_keypoints_for_coco`), so that two cats' noses are one nose, and nothing is said.
# Exits 0 where the behaviour is the one that was seen, 1 where it is another.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install -q label-studio-sdk==2.1.2
cd "$folder"
"$folder/venv/bin/python" - <<'PYTHON'
import json
import sys
from importlib.metadata import version
from pathlib import Path

from label_studio_sdk.converter import Converter
from PIL import Image

print("label-studio-sdk", version("label-studio-sdk"))
CONFIG = """<View>
  <Image name="image" value="$image"/>
  <RectangleLabels name="box" toName="image"><Label value="cat"/></RectangleLabels>
  <KeyPointLabels name="point" toName="image"><Label value="nose" model_index="0"/></KeyPointLabels>
</View>"""
Image.new("RGB", (100, 50)).save("picture.png")


def of(kind, name, value):
    size = {"original_width": 100, "original_height": 50, "image_rotation": 0}
    return {"id": json.dumps(value), "type": kind, "from_name": name, "to_name": "image", "value": value, **size}


points = [of("keypointlabels", "point", {"x": x, "y": 20, "width": 1, "keypointlabels": ["nose"]}) for x in (10, 90)]
boxes = [
    of("rectanglelabels", "box", {"x": x, "y": 10, "width": 8, "height": 8, "rotation": 0, "rectanglelabels": ["cat"]})
    for x in (10, 80)
]
task = {"id": 1, "data": {"image": str(Path("picture.png").resolve())}, "annotations": [{"result": boxes + points}]}
Path("tasks.json").write_text(json.dumps([task]))
Converter(CONFIG, ".", download_resources=False).convert("tasks.json", "out", "COCO", is_dir=False)
made = json.loads(Path("out/result.json").read_text())["annotations"]
kept = [one["keypoints"] for one in made if one.get("keypoints")]
print("asked: 2 rectangles, points at x = 10 and 90; made:", len(made) - len(kept), "rectangles, points", kept)
sys.exit(0 if kept == [[90, 10, 2]] and len(made) == 3 else 1)
PYTHON
