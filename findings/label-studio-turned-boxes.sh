#!/usr/bin/env bash
# label-studio-sdk 2.1.2: of a turned rectangle, COCO gets another box unless the picture is square, YOLO and VOC get the box
# that is not turned, and nothing is said.
# Guess: a box that a person turned is written to each format as the upright box around it. `rotated_rectangle` turns the
# sides as they are told, in percents of width and of height, as if a percent were as long across as down. On a picture of
# 1000 × 250, a box of 200 × 50 pixels with a quarter turn stands 50 wide and 200 high; COCO's is still 200 × 50, at another
# place. Only YOLO_OBB turns pixels.
# Exits 0 where the behaviour is the one that was seen, 1 where it is another.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install -q label-studio-sdk==2.1.2
cd "$folder"
venv/bin/python - <<'PYTHON'
import json
import sys
from importlib.metadata import version
from pathlib import Path
from xml.etree import ElementTree

from label_studio_sdk.converter import Converter
from PIL import Image

print("label-studio-sdk", version("label-studio-sdk"))
CONFIG = """<View>
  <Image name="image" value="$image"/>
  <RectangleLabels name="box" toName="image"><Label value="cat"/></RectangleLabels>
</View>"""
WIDTH, HEIGHT = 1000, 250
Image.new("RGB", (WIDTH, HEIGHT)).save("picture.png")
drawn = {
    "id": "turned",
    "type": "rectanglelabels",
    "from_name": "box",
    "to_name": "image",
    "original_width": WIDTH,
    "original_height": HEIGHT,
    "image_rotation": 0,
    # 200 × 50 pixels, turned about its upper left corner at (400, 20).
    "value": {"x": 40, "y": 8, "width": 20, "height": 20, "rotation": 90, "rectanglelabels": ["cat"]},
}
annotation = {"id": 1, "completed_by": 1, "result": [drawn]}
Path("tasks.json").write_text(json.dumps([{"id": 1, "data": {"image": str(Path("picture.png").resolve())}, "annotations": [annotation]}]))
for name in ("COCO", "YOLO", "YOLO_OBB", "VOC"):
    Converter(CONFIG, ".", download_resources=False).convert("tasks.json", name, name, is_dir=False)


def numbers(name):
    return [float(word) for word in Path(f"{name}/labels/picture.txt").read_text().split()[1:]]


corners = numbers("YOLO_OBB")
across, down = [x * WIDTH for x in corners[::2]], [y * HEIGHT for y in corners[1::2]]
x, y, width, height = numbers("YOLO")
left, top, right, bottom = (int(side.text) for side in ElementTree.parse("VOC/Annotations/picture.xml").find(".//bndbox"))
boxes = {
    "YOLO_OBB": [min(across), min(down), max(across) - min(across), max(down) - min(down)],
    "COCO": json.loads(Path("COCO/result.json").read_text())["annotations"][0]["bbox"],
    "YOLO": [(x - width / 2) * WIDTH, (y - height / 2) * HEIGHT, width * WIDTH, height * HEIGHT],
    "VOC": [left, top, right - left, bottom - top],
}
seen = {name: [round(side) for side in box] for name, box in boxes.items()}
for name, box in seen.items():
    print(f"{name}: left, top, width, height {box}")
expected = {
    "YOLO_OBB": [350, 20, 50, 200],
    "COCO": [200, 20, 200, 50],
    "YOLO": [400, 20, 200, 50],
    "VOC": [400, 20, 200, 50],
}
sys.exit(0 if seen == expected else 1)
PYTHON
