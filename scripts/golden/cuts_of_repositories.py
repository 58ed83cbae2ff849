"""Makes `src/dialect/cuts.golden.json` again, by running the functions of repositories that are no packages. Not part of CI.

    pip download --no-deps verl==0.6.1 && unzip verl-0.6.1-*.whl -d verl
    python scripts/golden/cuts_of_repositories.py \\
        verl/verl/tools/image_zoom_in_tool.py \\
        Chain-of-Focus/eval/vstar/vllm_inference.py \\
        verl-tool/verl_tool/servers/tools/pixel_reasoner.py \\
        Pixel-Reasoner/curiosity_driven_rl/openrlhf/trainer/ppo_utils/experience_maker.py

The repositories are xtong-zhang/Chain-of-Focus at 431ff0d, TIGER-AI-Lab/verl-tool at 980962b and
TIGER-AI-Lab/Pixel-Reasoner at a3a6c3a. Pillow 13.0.0 is needed. The functions are taken out of their files, for the files
import much else that is not needed to run them.
"""

import ast
import json
import logging
import os
import random
import re
import sys
from math import ceil, floor
from pathlib import Path
from typing import Optional

from PIL import Image

RANDOM = random.Random(7)
BOXES = 150
GOLDEN = Path(__file__).parents[2] / "src/dialect/cuts.golden.json"


def functions(path: str, *names: str, **known: object) -> dict:
    """The functions of these names, compiled by themselves; `known` is what they use."""
    for node in ast.walk(ast.parse(Path(path).read_text())):
        if isinstance(node, ast.FunctionDef) and node.name in names:
            exec(compile(ast.Module([node], []), path, "exec"), known)
    return known


class Picture:
    """A picture that remembers what was cut out of it."""

    def __init__(self, width: int, height: int) -> None:
        self.size = (width, height)
        self.corners: tuple | None = None

    def crop(self, corners: tuple) -> "Picture":
        self.corners = corners
        cut = Image.new("L", self.size).crop(corners)
        return Picture(*cut.size)


def verl(path: str):
    logger = logging.getLogger("verl")
    logger.disabled = True
    found = functions(path, "_validate_bbox", "_maybe_resize_bbox", floor=floor, ceil=ceil, Optional=Optional, logger=logger)
    tool = type("Tool", (), {"MIN_DIMENSION": 28, **{name: found[name] for name in ("_validate_bbox", "_maybe_resize_bbox")}})()

    def cut(box, width, height):
        made = tool._maybe_resize_bbox(list(box), width, height)
        return made and [round(side) for side in made]

    return cut


def chain_of_focus(path: str):
    found = functions(path, "find_absolute_bboxes", "check_absolute_bbox_format", json=json, re=re, print=lambda *_: None)

    def cut(box, width, height):
        call = json.dumps({"name": "image_zoom_in_tool", "arguments": {"bbox_2d": box, "label": "x"}})
        return found["find_absolute_bboxes"](f"<tool_call>{call}</tool_call>", Image.new("L", (width, height)), 1.5)

    return cut


def verl_tool(path: str):
    def cut(box, width, height):
        picture = Picture(width, height)
        nothing = type("Nothing", (), {})
        found = functions(path, "crop", decode_image_url=lambda _: picture, Image=Image, Path=nothing, os=os)
        found["crop"](0, box)
        return list(picture.corners)

    return cut


def pixel_reasoner(path: str):
    found = functions(path, "crop_image_normalized")

    def cut(box, width, height):
        picture = Picture(width, height)
        try:
            found["crop_image_normalized"](picture, box)
        except AssertionError:
            return None
        return [round(side) for side in picture.corners]

    return cut


def rows(paths: list[str]) -> dict[str, list]:
    whole = {"verl 0.6.1": verl(paths[0]), "Chain-of-Focus 431ff0d": chain_of_focus(paths[1]), "verl-tool 980962b": verl_tool(paths[2])}
    shares = pixel_reasoner(paths[3])
    made: dict[str, list] = {name: [] for name in [*whole, "Pixel-Reasoner a3a6c3a"]}
    for _ in range(BOXES):
        width, height = 28 * RANDOM.randint(2, 60), 28 * RANDOM.randint(2, 60)
        left, top = RANDOM.randint(-5, width), RANDOM.randint(-5, height)
        right = left + RANDOM.randint(0, 40 if RANDOM.random() < 0.6 else width)
        bottom = top + RANDOM.randint(0, 40 if RANDOM.random() < 0.6 else height)
        box = [left, top, right, bottom]
        for name, cut in whole.items():
            made[name].append([width, height, *box, cut(box, width, height)])
        x, y = round(RANDOM.uniform(0, 0.8), 2), round(RANDOM.uniform(0, 0.8), 2)
        box = [x, y, *(round(min(0.99, corner + RANDOM.uniform(0, 0.4)), 2) for corner in (x, y))]
        made["Pixel-Reasoner a3a6c3a"].append([width, height, *box, shares(box, width, height)])
    return made


def written(made: dict[str, list]) -> str:
    tables = [f'  "{name}": [\n' + ",\n".join(f"    {json.dumps(row)}" for row in table) + "\n  ]" for name, table in made.items()]
    return "{\n" + ",\n".join(tables) + "\n}\n"


if __name__ == "__main__":
    GOLDEN.write_text(written(rows(sys.argv[1:])))
