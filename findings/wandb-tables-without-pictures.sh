#!/usr/bin/env bash
# wandb 0.31.0: the file of a table that `log` keeps with a run has the word `Image` where each picture was, and its media
# folder has none of them.
# Guess: a table that was logged can be looked at without the server, as the pictures that are logged by themselves can.
# The file is written by the generic encoder of JSON, for which a picture is an object like any other and becomes the name
# of its class, without a warning. So what trainers log of their runs (TRL, ms-swift: `wandb.log` of a table with an
# `image` column) tells offline neither what was seen nor its size. Both go into an artifact, whose files wait elsewhere
# under names that say nothing until they are sent.
# Exits 0 where the behaviour is the one that was seen, 1 where it is another.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv venv
venv/bin/pip install -q wandb==0.31.0 pillow==13.0.0
cat > python.py <<'PYTHON'
import json
import pathlib
import sys
from importlib.metadata import version

import wandb
from PIL import Image

print("wandb", version("wandb"), "Pillow", version("pillow"))


def table():
    picture = wandb.Image(Image.new("RGB", (160, 120), (9, 90, 200)))
    return wandb.Table(columns=["prompt", "image"], data=[["What is it?", picture]])


run = wandb.init(project="p")
run.log({"completions": table()})
run.log({"alone": wandb.Image(Image.new("RGB", (80, 60)))})
files = pathlib.Path(run.dir)
run.finish()
[kept] = files.rglob("*.table.json")
rows = json.loads(kept.read_text())["data"]
pictures = [path.parent.name for path in files.rglob("*.png")]
staged = [path.read_bytes() for path in pathlib.Path("data").rglob("*") if path.is_file()]
told, *_ = [json.loads(text)["data"][0][1] for text in staged if text.startswith(b"{") and b'"columns"' in text]
print("in the file of the run:", rows)
print("pictures with the run, the one that was logged by itself:", len(pictures))
print("in the artifact:", {key: told[key] for key in ("_type", "width", "height")})
seen = rows == [["What is it?", "Image"]] and len(pictures) == 1 and (told["width"], told["height"]) == (160, 120)
sys.exit(0 if seen else 1)
PYTHON
HOME="$folder" WANDB_MODE=offline WANDB_SILENT=true WANDB_DIR="$folder" WANDB_DATA_DIR="$folder/data" venv/bin/python python.py 2>errors.txt || { cat errors.txt; exit 1; }
