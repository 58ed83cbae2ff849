"""What a model can do on pictures it never saw: perception by the dense heads, pointing, reading and counting."""

from __future__ import annotations

import torch
from torch import Tensor

from batch import Batch, DialogBatch
from data import KINDS, Vocabulary
from heads import DenseHeads
from model import Idefics3

NEAR_PERCENT = 3
FIND, COUNT, REFER, LIST = (KINDS.index(kind) for kind in ("find", "count", "refer", "list"))
WORDS_TO_DECODE = 72


class Tally:
    """Shares of things that went right, by name."""

    def __init__(self) -> None:
        self.right: dict[str, float] = {}
        self.asked: dict[str, int] = {}

    def add(self, name: str, right: Tensor) -> None:
        self.right[name] = self.right.get(name, 0.0) + float(right.float().sum())
        self.asked[name] = self.asked.get(name, 0) + right.numel()

    def shares(self) -> dict[str, float]:
        return {name: self.right[name] / max(1, asked) for name, asked in self.asked.items()}


def overlap(a: Tensor, b: Tensor) -> Tensor:
    """Intersection over union of boxes [M,4]."""
    corner = torch.minimum(a[:, 2:], b[:, 2:]) - torch.maximum(a[:, :2], b[:, :2])
    shared = corner.clamp(min=0).prod(1)
    area = (a[:, 2:] - a[:, :2]).clamp(min=0).prod(1) + (b[:, 2:] - b[:, :2]).clamp(min=0).prod(1)
    return shared / (area - shared).clamp(min=1)


def _tally_dense(tally: Tally, heads: DenseHeads, states: Tensor, features: Tensor, batch: Batch) -> None:
    pictures = batch.patches.shape[0]
    named = heads.patch(states[:pictures]).argmax(-1) == batch.patches
    tally.add("patch", named)
    tally.add("patch_object", named[batch.patches > 0])
    tally.add("cell", heads.cell(features[:pictures]).argmax(-1) == batch.cells)
    shown = batch.crop_letters > 0
    letters = heads.letter(features[batch.crop_images]).argmax(-1)
    tally.add("letter", (letters == batch.crop_letters)[shown])
    letters = heads.patch_letter(states[batch.crop_images]).argmax(-1)
    tally.add("patch_letter", (letters == batch.crop_letters)[shown])


def _tally_dialogs(tally: Tally, logits: Tensor, dialogs: DialogBatch, numbers: Tensor, values: Tensor) -> None:
    """logits [B,S,V]."""
    length = dialogs.ids.shape[1]
    row, at = dialogs.coordinates
    said = logits[row, at - 1][:, numbers].argmax(-1).view(-1, 4)
    meant = values[dialogs.ids[row, at]].view(-1, 4)
    row = row.view(-1, 4)[:, 0]
    kinds = dialogs.kinds[row]
    near = ((said - meant).abs() <= NEAR_PERCENT).all(1)
    first = torch.ones_like(row, dtype=torch.bool)
    first[1:] = row[1:] != row[:-1]
    tally.add("refer", near[kinds == REFER])
    tally.add("list_boxes", near[kinds == LIST])
    tally.add("count_boxes", near[kinds == COUNT])
    tally.add("find_iou", (overlap(said, meant) > 0.5)[first & (kinds == FIND)])
    right = logits.flatten(0, 1)[dialogs.taught].argmax(-1) == dialogs.targets
    rows = dialogs.taught // length
    wrong = torch.zeros(len(dialogs.kinds)).index_add_(0, rows[dialogs.answers], (~right[dialogs.answers]).float())
    has_answer = torch.zeros(len(dialogs.kinds), dtype=torch.bool)
    has_answer[rows[dialogs.answers]] = True
    astray = torch.zeros(len(dialogs.kinds)).index_add_(0, rows[dialogs.decisions], (~right[dialogs.decisions]).float())
    tally.add("count_decisions", (astray == 0)[dialogs.kinds == COUNT])
    for kind, name in enumerate(KINDS):
        if name not in ("refer", "list"):
            tally.add(f"{name}_answer", (wrong == 0)[(dialogs.kinds == kind) & has_answer])


@torch.no_grad()
def evaluate(model: Idefics3, heads: DenseHeads, batches: list[Batch], vocabulary: Vocabulary) -> dict[str, float]:
    """Shares on held-out batches, dialogs teacher-forced."""
    tally = Tally()
    numbers, values = torch.from_numpy(vocabulary.numbers), torch.from_numpy(vocabulary.value_of())
    for batch in batches:
        states, features = model.see(batch.images)
        _tally_dense(tally, heads, states, features, batch)
        for dialogs in batch.dialogs:
            hidden, _ = model.read(model.embed(dialogs.ids, features.flatten(0, 1), dialogs.feature_index))
            _tally_dialogs(tally, model.lm_head(hidden), dialogs, numbers, values)
    return tally.shares()


@torch.no_grad()
def decode(model: Idefics3, features: Tensor, ids: Tensor, index: Tensor, starts: Tensor, eos: int) -> Tensor:
    """Greedy continuation of each row of ids [B,S] from its own start; returns ids [B,S']. No cache: rows are few."""
    extra = torch.zeros(len(ids), max(0, int(starts.max()) + WORDS_TO_DECODE - ids.shape[1]), dtype=torch.long)
    ids, index = torch.cat([ids, extra], 1), torch.cat([index, extra], 1)
    ends, rows = starts.clone(), torch.arange(len(ids))
    alive = torch.ones(len(ids), dtype=torch.bool)
    for _ in range(WORDS_TO_DECODE):
        length = int(ends.max())
        hidden, _ = model.read(model.embed(ids[:, :length], features, index[:, :length]))
        word = model.lm_head(hidden[rows, ends - 1]).argmax(-1)
        ids[rows[alive], ends[alive]] = word[alive]
        ends = ends + alive
        alive = alive & (word != eos)
        if not alive.any():
            break
    return ids


@torch.no_grad()
def count_share(model: Idefics3, batches: list[Batch], vocabulary: Vocabulary, limit: int) -> float:
    """Share of counting dialogs whose freely written answer is right."""
    right, asked = 0, 0
    for batch in batches:
        _, features = model.see(batch.images)
        for dialogs in batch.dialogs:
            chosen = (dialogs.kinds == COUNT).nonzero()[: max(0, limit - asked), 0]
            if len(chosen) == 0:
                continue
            rows, columns = dialogs.taught // dialogs.ids.shape[1], dialogs.taught % dialogs.ids.shape[1]
            starts = torch.stack([columns[rows == row].min() + 1 for row in chosen])
            truth = [dialogs.targets[(rows == row) & dialogs.answers].tolist() for row in chosen]
            said = decode(
                model,
                features.flatten(0, 1),
                dialogs.ids[chosen],
                dialogs.feature_index[chosen],
                starts,
                vocabulary.eos,
            )
            right += sum(
                _answer(line[start:], vocabulary) == meant
                for line, start, meant in zip(said.tolist(), starts.tolist(), truth, strict=True)
            )
            asked += len(chosen)
    return right / max(1, asked)


def _answer(ids: list[int], vocabulary: Vocabulary) -> list[int]:
    """The tokens between the answer's tags."""
    if vocabulary.answer_open not in ids:
        return []
    start = ids.index(vocabulary.answer_open) + 1
    end = ids.index(vocabulary.answer_close, start) if vocabulary.answer_close in ids[start:] else len(ids)
    return ids[start:end]
