"""Training shards: the gym's pictures and dialogs as arrays.

A shard is a folder with `images.u8` (K×96×96×3 bytes) and `records.jsonl` (one problem a line), written by the
TypeScript generator, which says of every token what part it plays and where to look for it.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path

import numpy as np

IMAGE_EDGE = 96
GRID = 4
PATCHES = 12
"""Patches along one edge."""
LETTER_COUNT = 20
NO_TARGET = -1
NO_LABEL = -100
"""What cross-entropy passes over."""
ROLES = ["none", "plain", "coordinate", "decision", "answer", "guess", "value", "length"]
NONE, PLAIN, COORDINATE, DECISION, ANSWER, GUESS, VALUE, LENGTH = range(len(ROLES))
"""The parts that a token plays, as `annotate.ts` numbers them."""


@dataclass(frozen=True)
class Vocabulary:
    """What training must know of the tokenizer, from `data-meta.json`."""

    size: int
    pad: int
    eos: int
    image: int
    numbers: np.ndarray
    """int64 [101], the token of each number 0..100."""
    act_open: int
    answer_open: int
    answer_close: int
    classes: int
    """What a patch may show, nothing among it."""

    def value_of(self) -> np.ndarray:
        """int64 [size]: the number a token stands for, or -1."""
        values = np.full(self.size, -1, dtype=np.int64)
        values[self.numbers] = np.arange(len(self.numbers))
        return values


def load_vocabulary(meta: Path, tokenizer: Path) -> Vocabulary:
    words, tags = json.loads(meta.read_text()), json.loads(tokenizer.read_text())["added_tokens"]
    _expect_same_form(words)
    ids = {tag["content"]: tag["id"] for tag in tags}
    return Vocabulary(
        size=words["vocab_size"],
        pad=words["pad_id"],
        eos=words["eos_id"],
        image=words["image_id"],
        numbers=np.asarray(words["number_ids"], dtype=np.int64),
        act_open=ids["<act>"],
        answer_open=ids["<answer>"],
        answer_close=ids["</answer>"],
        classes=words["class_count"],
    )


def _expect_same_form(words: dict) -> None:
    """Raises ValueError where the shards' writer counts roles, letters or patches otherwise than this code does."""
    here = {"roles": ROLES, "image_size": IMAGE_EDGE, "image_token_count": GRID * GRID}
    for name, value in here.items():
        if words[name] != value:
            raise ValueError(f"data-meta.json has {words[name]} for {name}, and data.py {value}")
    if len(words["letters"]) != LETTER_COUNT:
        raise ValueError(f"data-meta.json has {len(words['letters'])} letters, and data.py {LETTER_COUNT}")


@dataclass(frozen=True)
class Dialog:
    """One dialog as arrays; S tokens."""

    kind: str
    ids: np.ndarray
    """int16 [S]."""
    roles: np.ndarray
    """uint8 [S], the part that each token plays; NONE where it is given."""
    images: np.ndarray
    """int32, images of the shard in the order of their tokens."""
    guides: np.ndarray
    """int32 [2,G]: where a state predicts something of a place, and the image token that covers the place."""
    advantage: float = 1.0
    """What the loss of the whole dialog is multiplied by; below nought for one that reinforcement speaks against."""


@dataclass(frozen=True)
class Picture:
    """One whole picture, and what covers its patches and cells."""

    image: int
    patches: np.ndarray
    """int16 [144]."""
    cells: np.ndarray
    """int16 [16], class of the object whose centre lies in each connector cell, 0 none."""
    cell_boxes: np.ndarray
    """int16 [16,4], left top right bottom in percent, -1 where no box is known."""


@dataclass(frozen=True)
class Problem:
    family: str
    pictures: list[Picture]
    crops: np.ndarray
    """int32 [crops,4]: image, letter, name, figure; 0 where there is none."""
    dialogs: list[Dialog]


def _cell_of(boxes: np.ndarray) -> np.ndarray:
    """Connector cell under the centre of each box in percent, [boxes,4] → [boxes]."""
    x = np.clip((boxes[:, 0] + boxes[:, 2]) * GRID // 200, 0, GRID - 1)
    y = np.clip((boxes[:, 1] + boxes[:, 3]) * GRID // 200, 0, GRID - 1)
    return y * GRID + x


def _parse_dialog(raw: dict) -> Dialog:
    advantage = raw.get("advantage", 1.0)
    return Dialog(
        kind=raw["kind"],
        ids=np.asarray(raw["ids"], dtype=np.int16),
        roles=np.frombuffer(raw["roles"].encode(), dtype=np.uint8) - ord("0"),
        images=np.asarray(raw["images"], dtype=np.int32),
        guides=np.asarray(raw["guides"] if advantage > 0 else [], dtype=np.int32).reshape(-1, 2).T,
        advantage=advantage,
    )


def _parse_picture(raw: dict) -> Picture:
    boxes = np.full((GRID * GRID, 4), NO_TARGET, dtype=np.int16)
    known = np.asarray(raw["boxes"], dtype=np.int16).reshape(-1, 4)
    boxes[_cell_of(known)] = known
    if not raw["patches"]:
        nothing = np.full(PATCHES * PATCHES, NO_LABEL, dtype=np.int16)
        return Picture(raw["image"], nothing, nothing[: GRID * GRID], boxes)
    patches = np.asarray(raw["patches"], dtype=np.int16)
    return Picture(raw["image"], patches, _cell_classes(patches.reshape(PATCHES, PATCHES)), boxes)


def parse_problem(raw: dict) -> Problem:
    crops = [[c["image"], c["letter"], c["name"], c["figure"]] for c in raw["crops"]]
    return Problem(
        family=raw["family"],
        pictures=[_parse_picture(picture) for picture in raw["pictures"]],
        crops=np.asarray(crops, dtype=np.int32).reshape(-1, 4),
        dialogs=[_parse_dialog(dialog) for dialog in raw["dialogs"]],
    )


def _cell_classes(patches: np.ndarray) -> np.ndarray:
    """The commonest class in each cell's block of patches, 0 if fewer than two patches show one; [16]."""
    scale = patches.shape[0] // GRID
    blocks = patches.reshape(GRID, scale, GRID, scale).transpose(0, 2, 1, 3).reshape(GRID * GRID, -1)
    classes = np.zeros(GRID * GRID, dtype=np.int16)
    for cell, block in enumerate(blocks):
        names, counts = np.unique(block[block > 0], return_counts=True)
        if len(names) and counts.max() >= 2:
            classes[cell] = names[counts.argmax()]
    return classes


@dataclass(frozen=True)
class Shard:
    name: str
    images: np.ndarray
    """uint8 memory map [K,96,96,3]."""
    problems: list[Problem]


def load_shard(folder: Path) -> Shard:
    with (folder / "records.jsonl").open() as lines:
        problems = [parse_problem(json.loads(line)) for line in lines]
    images = np.memmap(folder / "images.u8", dtype=np.uint8, mode="r").reshape(-1, IMAGE_EDGE, IMAGE_EDGE, 3)
    return Shard(folder.name, images, problems)
