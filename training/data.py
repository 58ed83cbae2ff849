"""Training shards: the gym's pictures and dialogs as arrays.

A shard is a folder with `images.u8` (K×96×96×3 bytes) and `records.jsonl` (one problem a line), written by the
TypeScript generator. Everything a loss needs beside the token ids is worked out once, when a shard is loaded.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path

import numpy as np

KINDS = ("find", "count", "refer", "list", "wrong", "empty", "refused")
IMAGE_EDGE = 96
GRID = 4
NO_TARGET = -1
DECIDING = ("list", "count")
"""Kinds that box one thing after another until none is left."""
TRUSTED_BOXES = ("refer", "list", "count")
"""Kinds whose boxes are the objects' own boxes, fit to teach the connector where things are."""


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

    def value_of(self) -> np.ndarray:
        """int64 [size]: the number a token stands for, or -1."""
        values = np.full(self.size, -1, dtype=np.int64)
        values[self.numbers] = np.arange(len(self.numbers))
        return values


def load_vocabulary(meta: Path, tokenizer: Path) -> Vocabulary:
    words, tags = json.loads(meta.read_text()), json.loads(tokenizer.read_text())["added_tokens"]
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
    )


@dataclass(frozen=True)
class Dialog:
    """One dialog as arrays; S tokens, C coordinates (four a box)."""

    kind: int
    ids: np.ndarray
    """int16 [S]."""
    weight: np.ndarray
    """float32 [S], how much predicting this token counts; 0 where it is given."""
    smooth: np.ndarray
    """bool [S], whether the token is a coordinate, whose neighbours are nearly right."""
    images: np.ndarray
    """int32, images of the shard in the order of their tokens."""
    coordinates: np.ndarray
    """int32 [C], where coordinates stand."""
    guides: np.ndarray
    """int32 [2,G]: where a state predicts something of a box, and the image token that covers the box's centre."""
    answer: np.ndarray
    """int32, where the answer's tokens stand."""


@dataclass(frozen=True)
class Picture:
    """One problem: a picture, what covers its patches and cells, its crops and its dialogs."""

    image: int
    patches: np.ndarray
    """int16 [144]."""
    cells: np.ndarray
    """int16 [16], class of the object whose centre lies in each connector cell, 0 none."""
    cell_boxes: np.ndarray
    """int16 [16,4], left top right bottom in percent, -1 where no box is known."""
    crops: np.ndarray
    """int32 [crops,3]: image, letter, name."""
    dialogs: list[Dialog]


@dataclass(frozen=True)
class LossWeights:
    answer: float = 3.0
    coordinate: float = 1.5
    decision: float = 2.5
    """Whether to box one more or to stop, in a list or a count."""
    plain: float = 0.6
    guess: float = 0.2
    """The answer after a refused look, which cannot be known."""


def _coordinate_runs(numbers: np.ndarray) -> np.ndarray:
    """Positions of number tokens that come in fours (gaps of at most one token), [boxes,4]."""
    if len(numbers) == 0:
        return np.zeros((0, 4), dtype=np.int64)
    runs = np.split(numbers, np.flatnonzero(np.diff(numbers) > 2) + 1)
    return np.concatenate([run.reshape(-1, 4) for run in runs if len(run) % 4 == 0] or [np.zeros((0, 4), np.int64)])


def _cell_of(boxes: np.ndarray) -> np.ndarray:
    """Connector cell under the centre of each box in percent, [boxes,4] → [boxes]."""
    x = np.clip((boxes[:, 0] + boxes[:, 2]) * GRID // 200, 0, GRID - 1)
    y = np.clip((boxes[:, 1] + boxes[:, 3]) * GRID // 200, 0, GRID - 1)
    return y * GRID + x


def _between(ids: np.ndarray, opening: int, closing: int) -> np.ndarray:
    """Positions between the last opening token and the closing one after it."""
    starts = np.flatnonzero(ids == opening)
    if len(starts) == 0:
        return np.zeros(0, dtype=np.int64)
    ends = np.flatnonzero(ids == closing)
    end = ends[-1] if len(ends) and ends[-1] > starts[-1] else len(ids)
    return np.arange(starts[-1] + 1, end)


def parse_dialog(raw: dict, vocabulary: Vocabulary, values: np.ndarray, weights: LossWeights) -> Dialog:
    ids = np.asarray(raw["ids"], dtype=np.int64)
    taught = np.asarray(raw["loss"], dtype=bool)
    answer = _between(ids, vocabulary.answer_open, vocabulary.answer_close)
    answer = answer[taught[answer]]
    number_positions = np.flatnonzero((values[ids] >= 0) & taught)
    runs = _coordinate_runs(np.setdiff1d(number_positions, answer))
    weight = np.where(taught, weights.plain, 0).astype(np.float32)
    weight[runs.reshape(-1)] = weights.coordinate
    weight[answer] = weights.guess if raw["kind"] == "refused" else weights.answer
    smooth = np.zeros(len(ids), dtype=bool)
    smooth[runs.reshape(-1)] = True
    if raw["kind"] in DECIDING:
        weight[taught & np.isin(ids, (vocabulary.act_open, vocabulary.answer_open))] = weights.decision
    return Dialog(
        kind=KINDS.index(raw["kind"]),
        ids=ids.astype(np.int16),
        weight=weight,
        smooth=smooth,
        images=np.asarray(raw["images"], dtype=np.int32),
        coordinates=runs.reshape(-1).astype(np.int32),
        guides=_guides(raw["kind"], ids, taught, runs, values, vocabulary).astype(np.int32),
        answer=answer.astype(np.int32),
    )


def _guides(
    kind: str, ids: np.ndarray, taught: np.ndarray, runs: np.ndarray, values: np.ndarray, vocabulary: Vocabulary
) -> np.ndarray:
    """From where to look where, [2,G]: at each coordinate, and where a list or a count goes on to the next box.

    Where it stops instead, the place to look at is the first token, which stands for "no more".
    """
    first_image = np.flatnonzero(ids == vocabulary.image)[:1].sum()
    cells = _cell_of(values[ids[runs]]) + first_image
    from_, to = [(runs - 1).reshape(-1)], [np.repeat(cells, 4)]
    if kind in DECIDING:
        starts = np.flatnonzero(taught & (ids == vocabulary.act_open))
        stops = np.flatnonzero(taught & (ids == vocabulary.answer_open))
        from_ += [starts - 1, stops - 1]
        to += [cells[np.searchsorted(runs[:, 0], starts)], np.zeros_like(stops)]
    return np.stack([np.concatenate(from_), np.concatenate(to)])


def parse_picture(raw: dict, vocabulary: Vocabulary, values: np.ndarray, weights: LossWeights) -> Picture:
    dialogs = [parse_dialog(dialog, vocabulary, values, weights) for dialog in raw["dialogs"]]
    boxes = np.full((GRID * GRID, 4), NO_TARGET, dtype=np.int16)
    for dialog in dialogs:
        if KINDS[dialog.kind] in TRUSTED_BOXES:
            known = values[dialog.ids[dialog.coordinates.reshape(-1, 4)].astype(np.int64)]
            boxes[_cell_of(known)] = known
    side = int(len(raw["patches"]) ** 0.5)
    patches = np.asarray(raw["patches"], dtype=np.int16)
    return Picture(
        image=raw["image"],
        patches=patches,
        cells=cell_classes(patches.reshape(side, side)),
        cell_boxes=boxes,
        crops=np.asarray([[c["image"], c["letter"], c["name"]] for c in raw["crops"]], dtype=np.int32).reshape(-1, 3),
        dialogs=dialogs,
    )


def cell_classes(patches: np.ndarray) -> np.ndarray:
    """The commonest object in each cell's block of patches, 0 if fewer than two patches show one; [16]."""
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
    pictures: list[Picture]


def load_shard(folder: Path, vocabulary: Vocabulary, weights: LossWeights) -> Shard:
    values = vocabulary.value_of()
    with (folder / "records.jsonl").open() as lines:
        pictures = [parse_picture(json.loads(line), vocabulary, values, weights) for line in lines]
    images = np.memmap(folder / "images.u8", dtype=np.uint8, mode="r").reshape(-1, IMAGE_EDGE, IMAGE_EDGE, 3)
    return Shard(folder.name, images, pictures)
