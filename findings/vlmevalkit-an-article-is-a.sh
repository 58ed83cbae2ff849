#!/usr/bin/env bash
# VLMEvalKit (ms-vlmeval 0.0.20): the answer "A red car", which is the text of B, is read as the choice A, and for some
# answers the variable that makes the log longer changes what is read.
# Guess: `can_infer`, which most of its multiple-choice benchmarks ask first, takes an answer that is the text of one choice
# for that choice. A word that is a letter of the choices wins before any text is looked at, where it is one of the last
# four: "A red car" is A, "A red car on grass" is not, and what is read is not shown to the judge. A check for the article is
# there, but only where `VERBOSE` is set, as it stands behind the same `if` as its line in the log: one file of answers has
# two accuracies.
# Exits 0 where the behaviour is the one that was seen, 1 where it is another.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
# Without torch and the rest, which the matching of answers does not need: empty modules stand for the package below.
"$folder/venv/bin/pip" install -q --no-deps ms-vlmeval==0.0.20
"$folder/venv/bin/python" - <<'PYTHON'
import os
import sys
from importlib.metadata import distribution, version
from importlib.util import module_from_spec, spec_from_file_location
from logging import getLogger
from types import ModuleType

print("ms-vlmeval", version("ms-vlmeval"))
for name in ("vlmeval", "vlmeval.smp", "vlmeval.smp.log"):
    sys.modules[name] = ModuleType(name)
sys.modules["vlmeval.smp.log"].get_logger = getLogger
place = distribution("ms-vlmeval").locate_file("vlmeval/utils/matching_util.py")
spec = spec_from_file_location("matching_util", place)
matching = module_from_spec(spec)
spec.loader.exec_module(matching)


def read(answer, choices, verbose):
    os.environ.pop("VERBOSE", None)
    if verbose:
        os.environ["VERBOSE"] = "1"
    return matching.can_infer(answer, dict(choices))


CARS = {"A": "A blue car", "B": "A red car"}
MEN = {"A": "A man in red", "B": "A man in blue"}
COATS = {"A": "A man in a red coat", "B": "A man in a blue coat"}
# What is read without VERBOSE and with it.
expected = {
    "A red car": (CARS, "A", "A"),
    "a red car": (CARS, "B", "B"),
    "A man in blue": (MEN, "A", "B"),
    "a man in blue": (MEN, "B", "B"),
    "A man in a blue coat": (COATS, "B", "B"),
}
right = True
for answer, (choices, *wanted) in expected.items():
    seen = [read(answer, choices, verbose) for verbose in (False, True)]
    print(f"{answer!r} of {choices}: {seen[0]}, with VERBOSE {seen[1]}")
    right = right and seen == wanted
sys.exit(0 if right else 1)
PYTHON
