#!/usr/bin/env bash
# transformers 5.24.0: a box that the Kosmos-2 processor writes as tokens is read back as a smaller one.
# Guess: the tokens name two of 32 × 32 cells, so a box that ends on the sides of cells comes back as it was.
# Exits 0 where the behaviour is the one that was seen, 1 where it is another.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install -q transformers==5.24.0 pillow==13.0.0 numpy
"$folder/venv/bin/python" - <<'PYTHON'
import sys
from importlib.metadata import version

from transformers.models.kosmos2.processing_kosmos2 import (
    clean_text_and_extract_entities_with_bboxes as read,
    coordinate_to_patch_index as cells,
)

print("transformers", version("transformers"))
seen = []
# The whole picture; its left half; one row of cells: all of them end on the sides of cells.
for box in [(0, 0, 1, 1), (0, 0, 0.5, 1), (0, 0.5, 1, 0.53125)]:
    first, last = cells(box, 32)
    words = f"<phrase>a van</phrase><object><patch_index_{first:04}><patch_index_{last:04}></object>"
    [(_, _, [back])] = read(words)[1]
    print(box, "->", first, last, "->", back)
    seen.append(back)
# Two cells mean their middles, so that half a cell is lost on every side; in one row or one column they mean their outer
# sides. A thin box is therefore read exactly and a large one is not.
expected = [(1 / 64, 1 / 64, 63 / 64, 63 / 64), (1 / 64, 1 / 64, 31 / 64, 63 / 64), (0, 0.5, 1, 0.53125)]
sys.exit(0 if seen == expected else 1)
PYTHON
