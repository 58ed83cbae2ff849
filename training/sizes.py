"""Every size of the network."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass
from pathlib import Path


@dataclass(frozen=True)
class ModelConfig:
    """Every size of the network; `training/config.json` holds the one that ships."""

    vocab_size: int
    image_token_id: int
    pad_token_id: int
    eos_token_id: int
    image_size: int = 96
    patch_size: int = 8
    scale_factor: int = 3
    vision_hidden: int = 128
    vision_layers: int = 4
    vision_heads: int = 4
    vision_mlp: int = 384
    text_hidden: int = 192
    text_layers: int = 4
    text_heads: int = 4
    text_kv_heads: int = 2
    head_dim: int = 64
    text_mlp: int = 448
    rope_theta: float = 10000.0
    max_positions: int = 2048
    layer_norm_eps: float = 1e-6
    rms_norm_eps: float = 1e-5

    @property
    def side(self) -> int:
        """Patches along one edge of an image."""
        return self.image_size // self.patch_size

    @property
    def image_tokens(self) -> int:
        """Connector tokens per image."""
        return (self.side // self.scale_factor) ** 2

    @staticmethod
    def load(path: Path, **overrides: int) -> ModelConfig:
        """Reads the sizes from a JSON file; `overrides` fill in what the tokenizer decides."""
        return ModelConfig(**{**json.loads(path.read_text()), **overrides})

    def to_dict(self) -> dict[str, float]:
        return asdict(self)
