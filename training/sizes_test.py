"""The sizes of the network that ships."""

from __future__ import annotations

import json
from pathlib import Path

from sizes import ModelConfig

HERE = Path(__file__).parent


def shipped() -> ModelConfig:
    meta = json.loads((HERE / "data-meta.json").read_text())
    return ModelConfig.load(
        HERE / "config.json",
        vocab_size=meta["vocab_size"],
        image_token_id=meta["image_id"],
        pad_token_id=meta["pad_id"],
        eos_token_id=meta["eos_id"],
    )


def test_agree_with_what_the_shards_are_written_for() -> None:
    meta = json.loads((HERE / "data-meta.json").read_text())
    assert shipped().image_size == meta["image_size"]
    assert shipped().image_tokens == meta["image_token_count"]


def test_divide_where_they_have_to() -> None:
    config = shipped()
    assert config.image_size % config.patch_size == 0
    assert config.side % config.scale_factor == 0
    assert config.vision_hidden % config.vision_heads == 0
    assert config.text_heads % config.text_kv_heads == 0


def test_survive_being_written_down() -> None:
    assert ModelConfig(**shipped().to_dict()) == shipped()
