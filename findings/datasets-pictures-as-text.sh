#!/usr/bin/env bash
# datasets 5.2.0: a data set with pictures cannot be written by `to_json`, and by `to_csv` it is written as Python prints bytes.
# Guess: one of the two writes the paths of pictures or their bytes in base64, and both write the same. `to_json` hands
# pandas 3.1.1 the bytes, which takes them for UTF-8: it fails with an OverflowError and leaves an empty file. `to_csv`
# writes `{'bytes': b'\x89PNG…', 'path': 'a.png'}` without a word; `from_csv` gives back that text, and no picture.
# Exits 0 where the behaviour is the one that was seen, 1 where it is another.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install -q datasets==5.2.0 pandas==3.1.1 pillow==13.0.0
cd "$folder"
HF_HOME="$folder" HF_HUB_OFFLINE=1 venv/bin/python - 2>errors.txt <<'PYTHON' || { cat errors.txt; exit 1; }
import io
import os
import sys
from importlib.metadata import version

from datasets import Dataset, Image as ImageFeature
from PIL import Image

print("datasets", version("datasets"), "pandas", version("pandas"))
kept = io.BytesIO()
Image.new("RGB", (8, 8), (200, 40, 40)).save(kept, format="PNG")
rows = {"image": [{"bytes": kept.getvalue(), "path": "a.png"}], "question": ["Which colour?"]}
dataset = Dataset.from_dict(rows).cast_column("image", ImageFeature())
try:
    dataset.to_json("a.jsonl")
    failed = None
except Exception as error:
    failed = type(error).__name__
print("to_json:", failed, os.path.getsize("a.jsonl"), "bytes")
dataset.to_csv("a.csv")
back = Dataset.from_csv("a.csv")[0]["image"]
print("to_csv, from_csv:", type(back).__name__, repr(back[:40]))
as_seen = failed == "OverflowError" and os.path.getsize("a.jsonl") == 0 and back.startswith("{'bytes': b")
sys.exit(0 if as_seen else 1)
PYTHON
