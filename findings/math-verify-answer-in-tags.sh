#!/usr/bin/env bash
# math-verify 0.9.0: a number is read between tags only where a blank stands before it.
# Guess: `parse("<answer>42</answer>")` reads 42, as rewards that hand it whole completions rely on. What it reads instead
# is the last number of the thought, so that a wrong answer can be found equal to the right one.
# Exits 0 where the behaviour is the one that was seen, 1 where it is another.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install -q math-verify==0.9.0 latex2sympy2-extended==1.11.0
"$folder/venv/bin/python" - <<'PYTHON'
import sys
from importlib.metadata import version

from math_verify import parse, verify

print("math-verify", version("math-verify"), "latex2sympy2-extended", version("latex2sympy2-extended"))
gold = parse("42")
seen = {}
for text in ("42", "<answer>42</answer>", "<answer> 42</answer>", "<answer>\n42</answer>", "is:42", "is: 42"):
    read = [str(each) for each in parse(text)]
    seen[text] = (read, bool(verify(gold, parse(text))))
    print(repr(text), "read", read, "equal to 42:", seen[text][1])
thought = "<think>I count 4, then 42</think><answer>3</answer>"
seen[thought] = ([str(each) for each in parse(thought)], bool(verify(gold, parse(thought))))
print(repr(thought), "read", seen[thought][0], "equal to 42:", seen[thought][1])
# What is read has to begin at the beginning, behind a blank, or behind "=" or "$".
expected = {
    "42": True,
    "<answer>42</answer>": False,
    "<answer> 42</answer>": True,
    "<answer>\n42</answer>": True,
    "is:42": False,
    "is: 42": True,
    thought: True,
}
sys.exit(0 if {text: equal for text, (_, equal) in seen.items()} == expected else 1)
PYTHON
