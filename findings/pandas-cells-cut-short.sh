#!/usr/bin/env bash
# pandas 3.1.1: a workbook keeps the first 32,767 characters of a text, and gives the rest up with no more than a warning.
# Guess: what does not fit raises an error, or is kept otherwise. A model's long answer loses its end, where the answer is.
# VLMEvalKit (open-compass/VLMEvalKit e8e78f05, vlmeval/smp/file.py) writes its predictions so, unless told otherwise.
# Exits 0 where the behaviour is the one that was seen, 1 where it is another.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install -q pandas==3.1.1 xlsxwriter==3.3.1 openpyxl==3.1.5
cd "$folder"
"$folder/venv/bin/python" - <<'PYTHON'
import sys
import warnings
from importlib.metadata import version

import pandas as pd

print("pandas", version("pandas"), "xlsxwriter", version("xlsxwriter"), "openpyxl", version("openpyxl"))
words = "<think>" + "a" * 40_000 + "</think><answer>B</answer>"
table = pd.DataFrame({"index": [0], "prediction": [words]})
seen = []
for engine in ["xlsxwriter", "openpyxl"]:
    with warnings.catch_warnings(record=True) as warned:
        warnings.simplefilter("always")
        table.to_excel("table.xlsx", index=False, engine=engine)
    back = pd.read_excel("table.xlsx")["prediction"][0]
    seen.append((len(back), back == words[: len(back)], "<answer>" in back))
    print(engine, len(words), "characters written,", len(back), "read, warnings:", [str(one.message) for one in warned])
sys.exit(0 if seen == [(32_767, True, False)] * 2 else 1)
PYTHON
