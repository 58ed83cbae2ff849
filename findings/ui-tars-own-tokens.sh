#!/usr/bin/env bash
# ui-tars 0.5.1: the action parser cannot read what its own add_box_token writes.
# Guess: a turn with <|box_start|> and <|box_end|> around its place, as the models are prompted with it and as
# add_box_token puts them there, is read like the same turn without them.
# Exits 0 where the behaviour is the one that was seen, 1 where it is another.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install -q ui-tars==0.5.1
"$folder/venv/bin/python" - <<'PYTHON'
import sys
from importlib.metadata import version

from ui_tars.action_parser import add_box_token, parse_action_to_structure_output


def read(turn):
    size = {"factor": 1000, "origin_resized_height": 1080, "origin_resized_width": 1920, "model_type": "qwen25vl"}
    try:
        return parse_action_to_structure_output(turn, **size)[0]["action_inputs"]
    except ValueError as error:
        return f"{type(error).__name__}: {error}"


print("ui-tars", version("ui-tars"))
plain = "Thought: There.\nAction: click(start_box='(1830,42)')"
marked = add_box_token(plain)
print(repr(plain), "gives", read(plain))
print(repr(marked), "gives", read(marked))
sys.exit(0 if "<|box_start|>" in marked and isinstance(read(plain), dict) and "could not convert" in str(read(marked)) else 1)
PYTHON
