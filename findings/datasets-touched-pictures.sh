#!/usr/bin/env bash
# datasets 5.2.0: a `map` that only looks at a JPEG saves the picture anew, at Pillow's quality 75, and does so each time.
# Guess: a picture that nobody changed keeps its bytes. It does where no one read `row["image"]`; a function that reads it,
# be it only to return the width for another column, leaves in the row the picture that Pillow opened, which is encoded in
# the format that it came in. So a step that counts pixels costs small letters their edges, `Dataset.from_list` of a
# dataset's own rows does the same, and each further step moves the pixels further from the first ones.
# Exits 0 where the behaviour is the one that was seen, 1 where it is another.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install -q datasets==5.2.0 pillow==13.0.0 numpy==2.4.6
cd "$folder"
HF_HOME="$folder" HF_HUB_OFFLINE=1 venv/bin/python - 2>errors.txt <<'PYTHON' || { cat errors.txt; exit 1; }
import io
import sys
from importlib.metadata import version

import numpy as np
from datasets import Dataset, Features, Image as ImageFeature, Value
from PIL import Image, ImageDraw

print("datasets", version("datasets"), "Pillow", version("pillow"))
picture = Image.new("RGB", (128, 64), "white")
ImageDraw.Draw(picture).text((8, 24), "Total 4,817.06", fill=(200, 0, 0))
kept = io.BytesIO()
picture.save(kept, format="JPEG", quality=95, subsampling=0)
first = kept.getvalue()
columns = Features({"image": ImageFeature(), "width": Value("int64")})
dataset = Dataset.from_dict({"image": [{"bytes": first, "path": None}], "width": [0]}, features=columns)


def looked(row):
    row["width"] = row["image"].width
    return row


def pixels(data):
    return np.asarray(Image.open(io.BytesIO(data)).convert("RGB")).astype(int)


def changed(rows):
    data = rows.cast_column("image", ImageFeature(decode=False))[0]["image"]["bytes"]
    return int(np.abs(pixels(data) - pixels(first)).max()), data == first


steps = {
    "not looked at, another column returned": dataset.map(lambda row: {"width": row["width"] + 1}),
    "not looked at, the row returned": dataset.map(lambda row: row),
    "filter that looks": dataset.filter(lambda row: row["image"].width > 1),
    "looked at, another column returned": dataset.map(lambda row: {"width": row["image"].width}),
    "looked at, the row returned": dataset.map(looked),
    "the same again": dataset.map(looked).map(looked),
    "and again": dataset.map(looked).map(looked).map(looked),
    "from_list of its rows": Dataset.from_list(list(dataset)),
}
seen = {name: changed(rows) for name, rows in steps.items()}
for name, (levels, same) in seen.items():
    print(f"{name}: the same bytes {same}, pixels differ by up to {levels} of 255 levels")
same = [same for _, same in seen.values()]
levels = [levels for levels, _ in seen.values()]
sys.exit(0 if same == [True] * 3 + [False] * 5 and min(levels[3:]) > 30 else 1)
PYTHON
