"""Settings of a training, and its schedule."""

from __future__ import annotations

import math
from dataclasses import dataclass


@dataclass(frozen=True)
class Recipe:
    """Everything about training that is not the network's shape; `recipes/` holds one for each stage."""

    problems: int = 28
    muon_lr: float = 0.02
    adam_lr: float = 3e-3
    warmup_steps: int = 100
    constant_share: float = 0.45
    final_lr_share: float = 0.02
    vision_seconds: float = 150
    sigma: float = 1.2
    clip: float = 1.0
    ema: float = 0.998
    guide_layer: int = 2
    guide_heads: int = 2
    seed: int = 1
    own_share: float = 0.0
    """The part of a batch that is the model's own runs, where there are any."""
    families: dict[str, float] | None = None
    """How much oftener than once a pass each family is shown; 1 where it is not named."""
    chances: dict[str, float] | None = None
    balance: dict[str, float] | None = None


def lr_share(recipe: Recipe, progress: float, steps_since_start: int) -> float:
    """Warm-up by steps, then constant, then a cosine to the deadline."""
    warm = min(1.0, (steps_since_start + 1) / recipe.warmup_steps)
    fall = min(1.0, max(0.0, (progress - recipe.constant_share) / (1 - recipe.constant_share)))
    return warm * (recipe.final_lr_share + (1 - recipe.final_lr_share) * 0.5 * (1 + math.cos(math.pi * fall)))
