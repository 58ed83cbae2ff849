"""Batches of pictures, the crops their dialogs use, and the dialogs padded by length."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import torch
from torch import Tensor

from data import KINDS, Dialog, Picture, Shard, Vocabulary


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
    """Gathers pictures, the crops their dialogs use, and a share (`chances` by kind) of dialogs and crops."""
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
        if rng.random() < chances.get("crop", 1.0)
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
