"""Training shards: the gym's pictures and dialogs as arrays, and batches drawn from them.

A shard is a folder with `images.u8` (K×96×96×3 bytes) and `records.jsonl` (one problem a line), written by the
TypeScript generator. Everything a loss needs beside the token ids is worked out once, when a shard is loaded.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import torch
from torch import Tensor

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


@dataclass
class DialogBatch:
    """Dialogs of like length, padded on the right; B dialogs, S tokens, Q taught tokens, C coordinates."""

    ids: Tensor
    """int64 [B,S]."""
    feature_index: Tensor
    """int64 [B,S], row of the batch's connector tokens [N*T,H] for each `<image>`."""
    kinds: Tensor
    """int64 [B]."""
    taught: Tensor
    """int64 [Q], flat position (in B·S) of the state that predicts each taught token."""
    targets: Tensor
    """int64 [Q]."""
    weights: Tensor
    """float32 [Q]."""
    smooth: Tensor
    """bool [Q]."""
    answers: Tensor
    """bool [Q], whether the token belongs to the answer."""
    guide_row: Tensor
    """int64 [G], dialog of each guided state."""
    guide_from: Tensor
    """int64 [G], its position."""
    guide_to: Tensor
    """int64 [G], position of the token it should look at."""
    coordinates: Tensor
    """int64 [2,C], dialog and position of each coordinate, four a box."""
    decisions: Tensor
    """bool [Q], whether the token says that one more box comes, or none."""


@dataclass
class Batch:
    images: Tensor
    """uint8 [N,96,96,3]; the pictures come first."""
    patches: Tensor
    """int64 [pictures,144]."""
    cells: Tensor
    """int64 [pictures,16]."""
    cell_boxes: Tensor
    """int64 [pictures,16,4], -1 unknown."""
    crop_images: Tensor
    """int64 [crops], rows of images."""
    crop_letters: Tensor
    crop_names: Tensor
    dialogs: list[DialogBatch]


def _pad_dialogs(dialogs: list[tuple[Dialog, np.ndarray]], vocabulary: Vocabulary, tokens: int) -> DialogBatch:
    """`dialogs` are pairs of a dialog and the rows of its images in the batch."""
    length = -(-max(len(dialog.ids) for dialog, _ in dialogs) // 8) * 8
    count = len(dialogs)
    ids = np.full((count, length), vocabulary.pad, dtype=np.int64)
    index = np.zeros((count, length), dtype=np.int64)
    weight = np.zeros((count, length), dtype=np.float32)
    smooth = np.zeros((count, length), dtype=bool)
    answers = np.zeros((count, length), dtype=bool)
    guides, coordinates = [], []
    for row, (dialog, rows) in enumerate(dialogs):
        size = len(dialog.ids)
        ids[row, :size] = dialog.ids
        weight[row, :size] = dialog.weight
        smooth[row, :size] = dialog.smooth
        answers[row, dialog.answer] = True
        index[row, :size][dialog.ids == vocabulary.image] = (rows[:, None] * tokens + np.arange(tokens)).reshape(-1)
        guides.append(np.concatenate([np.full((1, dialog.guides.shape[1]), row), dialog.guides]))
        coordinates.append(np.stack([np.full_like(dialog.coordinates, row), dialog.coordinates]))
    rows, columns = np.nonzero(weight)
    guide = np.concatenate(guides, axis=1).astype(np.int64)
    return DialogBatch(
        ids=torch.from_numpy(ids),
        feature_index=torch.from_numpy(index),
        kinds=torch.tensor([dialog.kind for dialog, _ in dialogs]),
        taught=torch.from_numpy(rows * length + columns - 1),
        targets=torch.from_numpy(ids[rows, columns]),
        weights=torch.from_numpy(weight[rows, columns]),
        smooth=torch.from_numpy(smooth[rows, columns]),
        answers=torch.from_numpy(answers[rows, columns]),
        guide_row=torch.from_numpy(guide[0]),
        guide_from=torch.from_numpy(guide[1]),
        guide_to=torch.from_numpy(guide[2]),
        coordinates=torch.from_numpy(np.concatenate(coordinates, axis=1).astype(np.int64)),
        decisions=torch.from_numpy(np.isin(ids[rows, columns], (vocabulary.act_open, vocabulary.answer_open))),
    )


def make_batch(
    chosen: list[tuple[Shard, Picture]],
    vocabulary: Vocabulary,
    image_tokens: int,
    chances: dict[str, float],
    rng: np.random.Generator,
    buckets: int = 3,
) -> Batch:
    """Gathers pictures, the crops their dialogs use, and a share (`chances` by kind) of their dialogs."""
    rows: dict[tuple[str, int], int] = {}
    pixels: list[np.ndarray] = []

    def row_of(shard: Shard, image: int) -> int:
        key = (shard.name, image)
        if key not in rows:
            rows[key] = len(pixels)
            pixels.append(shard.images[image])
        return rows[key]

    for shard, picture in chosen:
        row_of(shard, picture.image)
    crops = [
        (row_of(shard, int(image)), int(letter), int(name))
        for shard, picture in chosen
        for image, letter, name in picture.crops
    ]
    dialogs = [
        (dialog, np.array([row_of(shard, int(image)) for image in dialog.images], dtype=np.int64))
        for shard, picture in chosen
        for dialog in picture.dialogs
        if rng.random() < chances.get(KINDS[dialog.kind], 1.0)
    ]
    dialogs.sort(key=lambda pair: len(pair[0].ids))
    total = sum(len(dialog.ids) for dialog, _ in dialogs)
    groups: list[list[tuple[Dialog, np.ndarray]]] = [[]]
    filled = 0
    for pair in dialogs:
        if filled > total * len(groups) / buckets:
            groups.append([])
        groups[-1].append(pair)
        filled += len(pair[0].ids)
    crop_table = torch.tensor(crops, dtype=torch.long).reshape(-1, 3)
    return Batch(
        images=torch.from_numpy(np.stack(pixels)),
        patches=torch.from_numpy(np.stack([p.patches for _, p in chosen]).astype(np.int64)),
        cells=torch.from_numpy(np.stack([p.cells for _, p in chosen]).astype(np.int64)),
        cell_boxes=torch.from_numpy(np.stack([p.cell_boxes for _, p in chosen]).astype(np.int64)),
        crop_images=crop_table[:, 0],
        crop_letters=crop_table[:, 1],
        crop_names=crop_table[:, 2],
        dialogs=[_pad_dialogs(group, vocabulary, image_tokens) for group in groups if group],
    )
