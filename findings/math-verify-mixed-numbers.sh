#!/usr/bin/env bash
# math-verify 0.9.0: a mixed number with a blank in it is another number, and a time of day is a fraction.
# Guess: 3 1/2 inches, as one reads them off a ruler, are 3.5, or are not read. In `\boxed{3 1/2}` they are (3 + 1)/2 = 2,
# and in plain words 1, the numerator, so that the answer 3 is equal to 2 3/4; only `3\frac{1}{2}` is 3.5. A clock's 10:30
# in a box is 10/30, so that 5:15 is equal to it and 10.5 is not.
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
expected = {
    (r"\boxed{3 1/2}", r"\boxed{3.5}"): False,
    (r"\boxed{3 1/2}", r"\boxed{2}"): True,
    (r"\boxed{2 3/4}", r"\boxed{5/4}"): True,
    (r"\boxed{3\frac{1}{2}}", r"\boxed{3.5}"): True,
    ("It is 2 3/4 inches", "It is 2.75 inches"): False,
    ("It is 2 3/4 inches", "It is 3 inches"): True,
    (r"\boxed{10:30}", r"\boxed{5:15}"): True,
    (r"\boxed{12:05}", r"\boxed{24:10}"): True,
    (r"\boxed{10:30}", r"\boxed{10.5}"): False,
}
seen = {}
for truth, answer in expected:
    read = [parse(text) for text in (truth, answer)]
    seen[truth, answer] = bool(verify(*read))
    print(f"truth {truth!r} read {read[0][0]}, answer {answer!r} read {read[1][0]}: equal {seen[truth, answer]}")
sys.exit(0 if seen == expected else 1)
PYTHON
