"""Writes the vectors that the tools are held to, by running the reference implementation, RapidOCR 3.10.0.

    python reference.py

The maps are small and drawn here: boxes of ink, upright and turned, faint ones and dust among them.
"""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
from rapidocr.ch_ppocr_det.utils import DBPostProcess
from rapidocr.ch_ppocr_rec.utils import CTCLabelDecode

TESTS = Path(__file__).parents[2] / "src" / "tools" / "text"

# Of RapidOCR's config.yaml, section Det.
DETECTION = {
    "thresh": 0.3,
    "box_thresh": 0.5,
    "max_candidates": 1000,
    "unclip_ratio": 1.6,
    "score_mode": "fast",
    "use_dilation": True,
}

WIDTH, HEIGHT = 96, 64
"""Of a map; the picture that it was made of is told beside."""

BOXES = [
    # Middle, half sides, degrees, how sure.
    [(20, 10, 15, 4, 0, 0.9), (60, 12, 20, 5, 0, 0.8)],
    [(48, 30, 30, 6, 20, 0.95), (20, 52, 6, 3, -35, 0.7)],
    [(12, 32, 4, 24, 0, 0.85), (60, 20, 3, 1, 0, 0.9), (60, 45, 12, 5, 0, 0.45)],
    [(94, 60, 14, 6, 0, 0.9), (2, 3, 8, 6, 10, 0.6)],
]


def map_of(boxes: list[tuple[float, ...]]) -> np.ndarray:
    ys, xs = np.mgrid[0:HEIGHT, 0:WIDTH]
    ink = np.zeros((HEIGHT, WIDTH), np.float32)
    for x, y, half_width, half_height, degrees, sure in boxes:
        angle = np.radians(degrees)
        along = (xs - x) * np.cos(angle) + (ys - y) * np.sin(angle)
        across = (ys - y) * np.cos(angle) - (xs - x) * np.sin(angle)
        inside = (np.abs(along) <= half_width) & (np.abs(across) <= half_height)
        ink[inside] = np.maximum(ink[inside], np.float32(sure))
    return ink


def text_lines() -> list[dict]:
    process = DBPostProcess(**DETECTION)
    cases = []
    for boxes in BOXES:
        ink = map_of(boxes)
        size = (HEIGHT * 4, WIDTH * 4)
        corners, scores = process(ink[None, None], size)
        lines = [
            {"corners": np.asarray(box).astype(int).tolist(), "confidence": round(float(score), 5)}
            for box, score in zip(corners, scores, strict=True)
        ]
        cases.append({"width": WIDTH, "height": HEIGHT, "scale": 4, "boxes": boxes, "lines": lines})
    return cases


def readings() -> list[dict]:
    characters = ["a", "b", "c", "d"]
    # It adds a blank and a space to the list that it is given.
    decode = CTCLabelDecode(character=list(characters))
    random = np.random.default_rng(16)
    cases = []
    for places in (1, 6, 12, 12, 20):
        scores = random.dirichlet([0.3] * (len(characters) + 2), places).astype(np.float32)
        lines, _ = decode(scores[None])
        text, confidence = lines[0]
        cases.append({"scores": scores.round(6).tolist(), "text": text, "confidence": round(float(confidence), 5)})
    return cases


def main() -> None:
    golden = {"characters": "a b c d", "textLines": text_lines(), "readings": readings()}
    path = TESTS / "text.golden.json"
    path.write_text(json.dumps(golden) + "\n")
    print(f"{path}: {path.stat().st_size:,} bytes")


if __name__ == "__main__":
    main()
