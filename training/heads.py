"""What is taught beside next-token loss, and dropped at export.

Dense heads say what stands in each patch and each connector cell and what a crop shows; guided attention tells two
heads of one text layer which image token to look at while a coordinate is written. Without the dense heads a network
this small learns nothing from next-token loss in its first tens of thousands of problems.
"""

from __future__ import annotations

from dataclasses import dataclass

import torch
import torch.nn.functional as F
from torch import Tensor, nn

from batch import Batch, DialogBatch
from data import COORDINATE, LENGTH, LETTER_COUNT
from model import Idefics3
from sizes import ModelConfig

LETTERS = 1 + LETTER_COUNT
"""No letter, and 20 letters."""
FIGURES = 11
"""No figure, and the ten."""
PERCENTS = 101
UNLIKELY = 3.0
"""-log of a probability of a twentieth."""


class AttentivePool(nn.Module):
    """Classifies a set of tokens, having learnt which of them matter: a letter covers few of them."""

    def __init__(self, width: int, classes: int) -> None:
        super().__init__()
        self.score = nn.Linear(width, 1)
        self.classes = nn.Linear(width, classes)
        nn.init.normal_(self.classes.weight, std=width**-0.5)

    def forward(self, x: Tensor) -> Tensor:
        """[N,T,D] → [N,classes]."""
        attention = torch.softmax(self.score(x).float(), dim=1)
        return (attention * self.classes(x).float()).sum(1)


class DenseHeads(nn.Module):
    def __init__(self, config: ModelConfig, classes: int) -> None:
        super().__init__()
        self.patch = nn.Linear(config.vision_hidden, classes)
        self.cell = nn.Linear(config.text_hidden, classes)
        self.box = nn.Linear(config.text_hidden, 4 * PERCENTS)
        self.name = nn.Linear(config.text_hidden, classes)
        self.letter = AttentivePool(config.text_hidden, LETTERS)
        self.patch_letter = AttentivePool(config.vision_hidden, LETTERS)
        self.tens = AttentivePool(config.text_hidden, FIGURES)
        self.ones = AttentivePool(config.text_hidden, FIGURES)
        self.patch_tens = AttentivePool(config.vision_hidden, FIGURES)
        self.patch_ones = AttentivePool(config.vision_hidden, FIGURES)
        for head in (self.patch, self.cell, self.box, self.name):
            nn.init.normal_(head.weight, std=head.in_features**-0.5)
            nn.init.zeros_(head.bias)


@dataclass(frozen=True)
class Balance:
    """How much each part of the loss weighs."""

    language: float = 1.0
    patch: float = 1.0
    cell: float = 0.5
    box: float = 0.3
    letter: float = 1.0
    patch_letter: float = 1.0
    figure: float = 1.0
    name: float = 0.25
    guide: float = 0.3


def soft_targets(values: Tensor, sigma: float) -> Tensor:
    """Gaussian bumps over the percents, [Q] → [Q,101]; a coordinate one off is nearly right."""
    distance = torch.arange(PERCENTS)[None, :] - values[:, None]
    return torch.softmax(-(distance.float() ** 2) / (2 * sigma**2), dim=-1)


def figures_of(numbers: Tensor) -> tuple[Tensor, Tensor]:
    """Classes of a number's tens and ones, 0 for none; numbers count from 1 and 0 means there is none."""
    value = numbers - 1
    ones = torch.where(numbers > 0, 1 + value % 10, 0)
    return torch.where(value >= 10, 1 + value // 10, 0), ones


def dense_losses(heads: DenseHeads, states: Tensor, features: Tensor, batch: Batch, sigma: float) -> dict[str, Tensor]:
    """states [N,P,D], features [N,T,H]; the pictures are the first images of the batch."""
    pictures = batch.patches.shape[0]
    cells = features[:pictures]
    known = batch.cell_boxes[..., 0] >= 0
    boxes = heads.box(cells[known]).float().view(-1, PERCENTS)
    shown, patches = features[batch.crop_images], states[batch.crop_images]
    tens, ones = figures_of(batch.crop_figures)
    read = [(heads.tens(shown), tens), (heads.ones(shown), ones)]
    read += [(heads.patch_tens(patches), tens), (heads.patch_ones(patches), ones)]
    return {
        "patch": F.cross_entropy(heads.patch(states[:pictures]).float().flatten(0, 1), batch.patches.flatten()),
        "cell": F.cross_entropy(heads.cell(cells).float().flatten(0, 1), batch.cells.flatten()),
        "box": F.cross_entropy(boxes, soft_targets(batch.cell_boxes[known].flatten(), sigma)),
        "letter": F.cross_entropy(heads.letter(shown), batch.crop_letters),
        "patch_letter": F.cross_entropy(heads.patch_letter(patches), batch.crop_letters),
        "figure": torch.stack([F.cross_entropy(logits, target) for logits, target in read]).mean(),
        "name": F.cross_entropy(heads.name(shown.mean(1)).float(), batch.crop_names),
    }


def taught_logits(model: Idefics3, states: Tensor, dialogs: DialogBatch) -> Tensor:
    """Logits [Q,V] of the taught tokens alone."""
    return model.lm_head(states.flatten(0, 1)[dialogs.taught]).float()


def token_losses(logits: Tensor, dialogs: DialogBatch, numbers: Tensor, values: Tensor, sigma: float) -> Tensor:
    """Cross-entropy of each taught token [Q]; coordinates against a soft target. numbers [101], values [V]."""
    logprobs = F.log_softmax(logits, dim=-1)
    losses = -logprobs.gather(1, dialogs.targets[:, None])[:, 0]
    smooth = (dialogs.roles == COORDINATE) | (dialogs.roles == LENGTH)
    soft = soft_targets(values[dialogs.targets[smooth]], sigma)
    losses = losses.clone()
    losses[smooth] = -(soft * logprobs[smooth][:, numbers]).sum(-1)
    # What is already unlikely is not made unlikelier: a loss that speaks against a token has no floor of its own.
    spoken_against = (dialogs.weights < 0) & (losses.detach() > UNLIKELY)
    return torch.where(spoken_against, torch.zeros_like(losses), losses)


def guide_losses(attention: list[tuple[Tensor, Tensor]], dialogs: DialogBatch, layer: int, heads: int) -> Tensor:
    """-log of the attention that the first `heads` heads of `layer` pay to the image token they should look at, [C].

    attention: rotated queries [B,A,S,E] and keys [B,G,S,E] of each layer. Heads 0..A/G-1 share key head 0.
    """
    queries, keys = attention[layer]
    rows, at = dialogs.guide_row, dialogs.guide_from
    query = queries[:, :heads].transpose(1, 2)[rows, at].float()
    key = keys[:, 0][rows].float()
    scores = torch.einsum("che,cse->chs", query, key) * query.shape[-1] ** -0.5
    future = torch.arange(key.shape[1])[None, :] > at[:, None]
    scores = scores.masked_fill(future[:, None, :], -torch.inf)
    targets = dialogs.guide_to[:, None, None].expand(-1, heads, 1)
    return -F.log_softmax(scores, dim=-1).gather(2, targets)[..., 0].mean(1)
