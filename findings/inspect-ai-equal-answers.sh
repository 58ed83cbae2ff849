#!/usr/bin/env bash
# inspect-ai 0.3.285: for `exact` and `f1`, -5 is right where 5 is, and x < 3 where x > 3 is; for `math`, a clock's 4:00 is
# right where 7:00 is.
# Guess: an exact match tells a number from the one of the other sign, and two times of day apart. Both of the first take
# punctuation away before they look whether a word is a number, and with it minus signs, comparisons, slashes, colons and
# brackets, but not the point of 1.5. `math` reads a time as a quotient, so that all whole hours are infinite and one infinity
# is the other, and 5:15 is 10:30.
# Exits 0 where the behaviour is the one that was seen, 1 where it is another.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
# latex2sympy2-extended is what `math` reads formulas with.
"$folder/venv/bin/pip" install -q inspect-ai==0.3.285 latex2sympy2-extended==1.11.0
"$folder/venv/bin/python" - <<'PYTHON'
import asyncio
import sys
from importlib.metadata import version

from inspect_ai.model import ChatMessageUser, ModelOutput
from inspect_ai.scorer import Target, exact, f1, math
from inspect_ai.solver import TaskState

print("inspect-ai", version("inspect-ai"), "latex2sympy2-extended", version("latex2sympy2-extended"))
MODEL = "mockllm/model"
SCORERS = {"exact": exact, "f1": f1, "math": math}


async def score(scorer, answer, truth):
    asked = [ChatMessageUser(content="What is it?")]
    output = ModelOutput.from_content(MODEL, answer)
    state = TaskState(model=MODEL, sample_id=1, epoch=1, input="What is it?", messages=asked, output=output)
    return (await SCORERS[scorer]()(state, Target(truth))).value


expected = {
    ("exact", "-5", "5"): "C",
    ("exact", "(1, -2)", "(1, 2)"): "C",
    ("exact", "x < 3", "x > 3"): "C",
    ("exact", "3/4", "34"): "C",
    ("exact", "12:30", "1230"): "C",
    ("exact", "1.5", "15"): "I",
    ("f1", "-5", "5"): 1.0,
    ("f1", "x < 3", "x > 3"): 1.0,
    ("math", "4:00", "7:00"): "C",
    ("math", r"\boxed{12:00}", "6:00"): "C",
    ("math", "10:30", "5:15"): "C",
    ("math", "4:05", "7:00"): "I",
}
seen = {case: asyncio.run(score(*case)) for case in expected}
for (scorer, answer, truth), value in seen.items():
    print(f"{scorer}: answer {answer!r}, truth {truth!r}: {value}")
sys.exit(0 if seen == expected else 1)
PYTHON
