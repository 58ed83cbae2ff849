"""Writes the agreement of made-up raters as krippendorff and scikit-learn tell it, for the page's own to be held to.

    pip install krippendorff==0.9.0 scikit-learn==1.9.1 numpy
    python agreement_golden.py [--out ../src/annotation/agreement/agreement.golden.json]

Values that the references cannot tell (one word throughout, no two raters on one item) are null.
"""

from __future__ import annotations

import argparse
import json
import math
import warnings
from pathlib import Path

import krippendorff
import numpy as np
from sklearn.metrics import cohen_kappa_score

WORDS = ["wrong", "neutral", "correct"]
LEVELS = ["nominal", "ordinal"]
TABLES = 40


def table(rng: np.random.Generator) -> list[list[int | None]]:
    """What raters said of items, agreeing as often as the table's own figure has it; null for nothing."""
    raters, items = int(rng.integers(2, 6)), int(rng.integers(1, 30))
    agreeing, silent = rng.uniform(0, 1), rng.uniform(0, 0.5)
    rows = []
    for truth in rng.integers(0, len(WORDS), items):
        said = np.where(rng.uniform(size=raters) < agreeing, truth, rng.integers(0, len(WORDS), raters))
        rows.append(
            [None if quiet else int(word) for word, quiet in zip(said, rng.uniform(size=raters) < silent, strict=True)]
        )
    return rows


def alpha(rows: list[list[int | None]], level: str) -> float | None:
    data = np.array([[math.nan if word is None else word for word in row] for row in rows]).T
    try:
        value = krippendorff.alpha(data, value_domain=range(len(WORDS)), level_of_measurement=level)
    except ValueError:
        return None
    return None if math.isnan(value) else float(value)


def kappa(rows: list[list[int | None]]) -> float | None:
    both = [(row[0], row[1]) for row in rows if row[0] is not None and row[1] is not None]
    if not both:
        return None
    value = cohen_kappa_score([a for a, _ in both], [b for _, b in both])
    return None if math.isnan(value) else float(value)


def main() -> None:
    here = Path(__file__).resolve().parent
    parser = argparse.ArgumentParser()
    parser.add_argument("--out", type=Path, default=here / "../src/annotation/agreement/agreement.golden.json")
    out: Path = parser.parse_args().out
    warnings.filterwarnings("ignore")
    rng = np.random.default_rng(7)
    tables = []
    for _ in range(TABLES):
        rows = table(rng)
        words = [[None if word is None else WORDS[word] for word in row] for row in rows]
        tables.append({"items": words, "kappa": kappa(rows), **{level: alpha(rows, level) for level in LEVELS}})
    versions = {"krippendorff": "0.9.0", "scikit-learn": "1.9.1"}
    out.write_text(json.dumps({"versions": versions, "scale": WORDS, "tables": tables}) + "\n")


if __name__ == "__main__":
    main()
