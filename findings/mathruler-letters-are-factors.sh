#!/usr/bin/env bash
# mathruler 0.1.0, the grader that EasyR1's rewards call: a word of at most two different letters is a product of them.
# Guess: `grade_answer("no", "on")` is False, since neither is a number. It is True, as n·o = o·n, so that a light that is
# off by the model's answer is on, and a word is right when its letters are. Words of three different letters are compared
# as words.
# Exits 0 where the behaviour is the one that was seen, 1 where it is another.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
# The package does not name what it imports.
"$folder/venv/bin/pip" install -q mathruler==0.1.0 sympy==1.14.0 pylatexenc==2.11 tqdm
"$folder/venv/bin/python" - <<'PYTHON'
import sys
from importlib.metadata import version

from mathruler.grader import grade_answer

print("mathruler", version("mathruler"), "sympy", version("sympy"))
expected = {
    ("no", "on"): True,
    ("up", "pu"): True,
    ("dad", "add"): True,
    ("7A", "A7"): True,
    ("xx", "x^2"): True,
    ("red", "der"): False,
    ("yes", "sye"): False,
}
seen = {pair: bool(grade_answer(*pair)) for pair in expected}
for (answer, truth), equal in seen.items():
    print(f"answer {answer!r}, truth {truth!r}: equal {equal}")
sys.exit(0 if seen == expected else 1)
PYTHON
