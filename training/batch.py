"""Batches of problems: their pictures, the crops their dialogs use, and the dialogs padded by length."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import torch
from torch import Tensor

from data import ANSWER, COORDINATE, DECISION, GUESS, LENGTH, PLAIN, VALUE, Dialog, Problem, Shard, Vocabulary

WEIGHTS = np.zeros(8, dtype=np.float32)
"""How much predicting a token counts, by the part it plays."""
WEIGHTS[[PLAIN, COORDINATE, DECISION, ANSWER, GUESS, VALUE, LENGTH]] = [0.6, 1.5, 2.5, 3.0, 0.2, 2.5, 1.5]


@dataclass
class DialogBatch:
    """Dialogs of like length, padded on the right; B dialogs, S tokens, Q taught tokens, G guides."""

    ids: Tensor
    """int64 [B,S], as the model reads them: coordinates may be a little off their targets."""
    feature_index: Tensor
    """int64 [B,S], row of the batch's connector tokens [N*T,H] for each `<image>`."""
    kinds: list[str]
    """[B]."""
    taught: Tensor
    """int64 [Q], flat position (in B·S) of the state that predicts each taught token."""
    targets: Tensor
    """int64 [Q]."""
    weights: Tensor
    """float32 [Q]."""
    roles: Tensor
    """uint8 [Q]."""
    guide_row: Tensor
    """int64 [G], dialog of each guided state."""
    guide_from: Tensor
    """int64 [G], its position."""
    guide_to: Tensor
    """int64 [G], position of the token it should look at."""


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
    crop_figures: Tensor
    dialogs: list[DialogBatch]
    problems: int


OWN = "own"
"""The kind of the model's own runs: what they read back is what it said."""
SHAKEN_SHARE = 0.5
"""How often a coordinate that the model reads back is a little off what it should have written."""
SHAKES = np.array([-2, -1, -1, -1, 1, 1, 1, 2])


def _shaken(ids: np.ndarray, roles: np.ndarray, numbers: np.ndarray, rng: np.random.Generator) -> np.ndarray:
    """Token ids with coordinates a percent or two off: in use the model reads its own, which are never exact."""
    moved = np.isin(roles, (COORDINATE, LENGTH)) & (rng.random(len(ids)) < SHAKEN_SHARE)
    values = ids[moved] - numbers[0] + rng.choice(SHAKES, moved.sum())
    shaken = ids.copy()
    shaken[moved] = numbers[np.clip(values, 0, len(numbers) - 1)]
    return shaken


def _pad_dialogs(
    dialogs: list[tuple[Dialog, np.ndarray]], vocabulary: Vocabulary, tokens: int, shaker: np.random.Generator | None
) -> DialogBatch:
    """`dialogs` are pairs of a dialog and the rows of its images in the batch."""
    length = -(-max(len(dialog.ids) for dialog, _ in dialogs) // 8) * 8
    count = len(dialogs)
    ids = np.full((count, length), vocabulary.pad, dtype=np.int64)
    read = np.full((count, length), vocabulary.pad, dtype=np.int64)
    index = np.zeros((count, length), dtype=np.int64)
    roles = np.zeros((count, length), dtype=np.uint8)
    guides = []
    for row, (dialog, rows) in enumerate(dialogs):
        size = len(dialog.ids)
        ids[row, :size] = dialog.ids
        shakes = shaker is not None and dialog.kind != OWN
        read[row, :size] = _shaken(dialog.ids, dialog.roles, vocabulary.numbers, shaker) if shakes else dialog.ids
        roles[row, :size] = dialog.roles
        index[row, :size][dialog.ids == vocabulary.image] = (rows[:, None] * tokens + np.arange(tokens)).reshape(-1)
        guides.append(np.concatenate([np.full((1, dialog.guides.shape[1]), row), dialog.guides]))
    advantages = np.asarray([dialog.advantage for dialog, _ in dialogs], dtype=np.float32)
    rows, columns = np.nonzero(roles)
    taught_roles = roles[rows, columns]
    guide = np.concatenate(guides, axis=1).astype(np.int64)
    return DialogBatch(
        ids=torch.from_numpy(read),
        feature_index=torch.from_numpy(index),
        kinds=[dialog.kind for dialog, _ in dialogs],
        taught=torch.from_numpy(rows * length + columns - 1),
        targets=torch.from_numpy(ids[rows, columns]),
        weights=torch.from_numpy(WEIGHTS[taught_roles] * advantages[rows]),
        roles=torch.from_numpy(taught_roles),
        guide_row=torch.from_numpy(guide[0]),
        guide_from=torch.from_numpy(guide[1]),
        guide_to=torch.from_numpy(guide[2]),
    )


def make_batch(
    chosen: list[tuple[Shard, Problem]],
    vocabulary: Vocabulary,
    image_tokens: int,
    chances: dict[str, float],
    rng: np.random.Generator,
    buckets: int = 3,
    shakes: bool = False,
) -> Batch:
    """Gathers pictures, the crops their dialogs use, and a share (`chances` by kind) of dialogs and crops."""
    rows: dict[tuple[str, int], int] = {}
    pixels: list[np.ndarray] = []

    def row_of(shard: Shard, image: int) -> int:
        key = (shard.name, image)
        if key not in rows:
            rows[key] = len(pixels)
            pixels.append(shard.images[image])
        return rows[key]

    shown = [(shard, picture) for shard, problem in chosen for picture in problem.pictures]
    # They come first among the rows.
    for shard, picture in shown:
        row_of(shard, picture.image)
    pictures = [picture for _, picture in shown]
    crops = [
        (row_of(shard, int(image)), int(letter), int(name), int(figure))
        for shard, problem in chosen
        for image, letter, name, figure in problem.crops
        if rng.random() < chances.get("crop", 1.0)
    ]
    dialogs = [
        (dialog, np.array([row_of(shard, int(image)) for image in dialog.images], dtype=np.int64))
        for shard, problem in chosen
        for dialog in problem.dialogs
        if rng.random() < chances.get(dialog.kind, 1.0)
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
    crop_table = torch.tensor(crops, dtype=torch.long).reshape(-1, 4)
    return Batch(
        images=torch.from_numpy(np.stack(pixels)),
        patches=torch.from_numpy(np.stack([p.patches for p in pictures]).astype(np.int64)),
        cells=torch.from_numpy(np.stack([p.cells for p in pictures]).astype(np.int64)),
        cell_boxes=torch.from_numpy(np.stack([p.cell_boxes for p in pictures]).astype(np.int64)),
        crop_images=crop_table[:, 0],
        crop_letters=crop_table[:, 1],
        crop_names=crop_table[:, 2],
        crop_figures=crop_table[:, 3],
        dialogs=[_pad_dialogs(group, vocabulary, image_tokens, rng if shakes else None) for group in groups if group],
        problems=len(chosen),
    )
