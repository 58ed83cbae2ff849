"""What a model can do on problems it never saw: perception by the dense heads, and each family's dialogs."""

from __future__ import annotations

import torch
from torch import Tensor

from batch import Batch, DialogBatch
from data import ANSWER, COORDINATE, DECISION, LENGTH, VALUE, Vocabulary
from heads import DenseHeads, figures_of
from model import Idefics3

NEAR_PERCENT = 3


class Tally:
    """Shares of things that went right, by name."""

    def __init__(self) -> None:
        self.right: dict[str, float] = {}
        self.asked: dict[str, int] = {}

    def add(self, name: str, right: Tensor) -> None:
        if right.numel() == 0:
            return
        self.right[name] = self.right.get(name, 0.0) + float(right.float().sum())
        self.asked[name] = self.asked.get(name, 0) + right.numel()

    def shares(self) -> dict[str, float]:
        return {name: self.right[name] / asked for name, asked in sorted(self.asked.items())}


def _tally_dense(tally: Tally, heads: DenseHeads, states: Tensor, features: Tensor, batch: Batch) -> None:
    pictures = batch.patches.shape[0]
    named = heads.patch(states[:pictures]).argmax(-1) == batch.patches
    tally.add("_patch", named[batch.patches > 0])
    tally.add("_cell", (heads.cell(features[:pictures]).argmax(-1) == batch.cells)[batch.cells > 0])
    shown = features[batch.crop_images]
    has_letter, has_figure = batch.crop_letters > 0, batch.crop_figures > 0
    tally.add("_letter", (heads.letter(shown).argmax(-1) == batch.crop_letters)[has_letter])
    tens, ones = figures_of(batch.crop_figures)
    figures = (heads.tens(shown).argmax(-1) == tens) & (heads.ones(shown).argmax(-1) == ones)
    tally.add("_figure", figures[has_figure])


def _tally_dialogs(tally: Tally, logits: Tensor, dialogs: DialogBatch, values: Tensor) -> None:
    """logits [Q,V] of the taught tokens. A dialog is right in a part when every token of that part is."""
    said = logits.argmax(-1)
    right = said == dialogs.targets
    near = (values[said] - values[dialogs.targets]).abs() <= NEAR_PERCENT
    measured = (dialogs.roles == COORDINATE) | (dialogs.roles == LENGTH)
    right = torch.where(measured, near & (values[said] >= 0), right)
    rows = dialogs.taught // dialogs.ids.shape[1]
    parts = {"places": COORDINATE, "choices": DECISION, "lengths": LENGTH, "values": VALUE, "answer": ANSWER}
    for name, role in parts.items():
        mine = dialogs.roles == role
        wrong = torch.zeros(len(dialogs.kinds)).index_add_(0, rows[mine], (~right[mine]).float())
        for row in rows[mine].unique().tolist():
            tally.add(f"{dialogs.kinds[row]}.{name}", wrong[row : row + 1] == 0)


@torch.no_grad()
def evaluate(model: Idefics3, heads: DenseHeads, batches: list[Batch], vocabulary: Vocabulary) -> dict[str, float]:
    """Shares on held-out batches, dialogs teacher-forced."""
    tally = Tally()
    values = torch.from_numpy(vocabulary.value_of())
    for batch in batches:
        states, features = model.see(batch.images)
        _tally_dense(tally, heads, states, features, batch)
        for dialogs in batch.dialogs:
            hidden, _ = model.read(model.embed(dialogs.ids, features.flatten(0, 1), dialogs.feature_index))
            _tally_dialogs(tally, model.lm_head(hidden.flatten(0, 1)[dialogs.taught]), dialogs, values)
    return tally.shares()
