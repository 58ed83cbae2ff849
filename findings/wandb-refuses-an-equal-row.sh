#!/usr/bin/env bash
# wandb 0.31.0: a table takes a row whose list holds records with different fields, and refuses the same row once more.
# Guess: what was taken once is taken again. The type that is made of such a list is an invalid one, which the table keeps
# for the column without a word, and which no value fits, not even the one that it was made of.
# The messages of a question with a picture are such a list, a part with a text beside one without: with pictures,
# `log_completions` and `report_to="wandb"`, GRPO of TRL 1.16.0 makes a table of its prompts and ends with that TypeError
# where it first logs. Without pictures it goes on.
# Exits 0 where the behaviour is the one that was seen, 1 where it is another.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv venv
venv/bin/pip install -q wandb==0.31.0
cat > python.py <<'PYTHON'
import sys
from importlib.metadata import version

import wandb

print("wandb", version("wandb"))
PICTURED = [{"role": "user", "content": [{"type": "image"}, {"type": "text", "text": "What is it?"}]}]
PLAIN = [{"role": "user", "content": [{"type": "text", "text": "What is it?"}]}]


def rows_taken(prompt):
    table = wandb.Table(columns=["prompt"])
    taken = 0
    try:
        for _ in range(2):
            table.add_data(prompt)
            taken += 1
    except TypeError as error:
        print("refused:", str(error).splitlines()[0])
    return taken


taken = {"with a picture": rows_taken(PICTURED), "without": rows_taken(PLAIN)}
print("rows taken of two equal ones:", taken)
sys.exit(0 if taken == {"with a picture": 1, "without": 2} else 1)
PYTHON
HOME="$folder" WANDB_MODE=offline WANDB_SILENT=true venv/bin/python python.py 2>errors.txt || { cat errors.txt; exit 1; }
