"""The shapes of the small models that point, for real_size.py: graphs and processors are those of `tiny`, only larger.

LFM2.5-VL-450M and Qwen3.5-0.8B as their config.json have them (LiquidAI/LFM2.5-VL-450M, Qwen/Qwen3.5-0.8B). Two things
are smaller: positions reach to 8,192, which is beyond what the page offers, and LFM2.5-VL cuts a picture into at most
four tiles, since the made-up tokenizer names no more. The matrix of the words is kept twice, as exports keep it.
"""

from __future__ import annotations

import json
from pathlib import Path
from types import ModuleType
from typing import NamedTuple

from torch import Tensor, manual_seed

from export import plain_config
from tiny import lfm2_vl, qwen3_5
from tiny.golden import build_tokenizer

POSITIONS = 8192


class Shape(NamedTuple):
    """What a family's `config` is asked for, and its processor's settings where they differ from the tiny one's."""

    family: ModuleType
    processor: str
    vocabulary: int
    sizes: dict
    images: dict


LFM2_5_VL_450M = Shape(
    lfm2_vl,
    "Lfm2VlProcessor",
    65536,
    {
        "text": {
            "hidden_size": 1024,
            # 6,656 before block_auto_adjust_ff_dim: two thirds, rounded up to whole 256s.
            "intermediate_size": 4608,
            "num_attention_heads": 16,
            "num_key_value_heads": 8,
            "max_position_embeddings": POSITIONS,
            "layer_types": ["full_attention" if i in {2, 5, 8, 10, 12, 14} else "conv" for i in range(16)],
            "rope_parameters": {"rope_theta": 1000000.0, "rope_type": "default"},
        },
        "vision": {
            "hidden_size": 768,
            "intermediate_size": 3072,
            "num_hidden_layers": 12,
            "num_attention_heads": 12,
            "num_patches": 256,
            "patch_size": 16,
        },
        "projector": 2560,
    },
    {
        "encoder_patch_size": 16,
        "max_image_tokens": 256,
        "min_image_tokens": 32,
        "size": {"height": 512, "width": 512},
        "tile_size": 512,
    },
)

QWEN3_5_0_8B = Shape(
    qwen3_5,
    "Qwen3VLProcessor",
    248320,
    {
        "text": {
            "hidden_size": 1024,
            "intermediate_size": 3584,
            "layer_types": ["linear_attention" if (i + 1) % 4 else "full_attention" for i in range(24)],
            "num_attention_heads": 8,
            "num_key_value_heads": 2,
            "head_dim": 256,
            "linear_conv_kernel_dim": 4,
            "linear_key_head_dim": 128,
            "linear_value_head_dim": 128,
            "linear_num_key_heads": 16,
            "linear_num_value_heads": 16,
            "max_position_embeddings": POSITIONS,
            "rope_parameters": {
                "rope_type": "default",
                "rope_theta": 10000000.0,
                "partial_rotary_factor": 0.25,
                "mrope_section": [11, 11, 10],
                "mrope_interleaved": True,
            },
        },
        "vision": {
            "depth": 12,
            "hidden_size": 768,
            "intermediate_size": 3072,
            "num_heads": 12,
            "patch_size": 16,
            "out_hidden_size": 1024,
            "num_position_embeddings": 2304,
        },
    },
    {"patch_size": 16, "size": {"shortest_edge": 65536, "longest_edge": 16777216}},
)

SHAPES = {"lfm2.5-vl-450m": LFM2_5_VL_450M, "qwen3.5-0.8b": QWEN3_5_0_8B}


def settings_of(shape: Shape) -> object:
    family = shape.family
    tokenizer = build_tokenizer(family.TOKENS, family.ENDS)
    ids = {token: tokenizer.convert_tokens_to_ids(token) for token in family.TOKENS}
    return family.config(shape.vocabulary, ids, **shape.sizes)


def random_weights(shape: Shape, settings: object) -> dict[str, Tensor]:
    manual_seed(0)
    return shape.family.model(settings).state_dict()


def write_texts(folder: Path, shape: Shape, settings: object) -> None:
    """All files but the graphs, the tokenizer still without its further words."""
    family = shape.family
    build_tokenizer(family.TOKENS, family.ENDS).save_pretrained(folder)
    tokenizer = {
        "tokenizer_class": "PreTrainedTokenizerFast",
        **family.ENDS,
        "clean_up_tokenization_spaces": False,
        "chat_template": family.CHAT_TEMPLATE,
    }
    images = {**family.IMAGE_PROCESSOR, **shape.images, "processor_class": shape.processor}
    texts = {
        "config.json": plain_config(settings),
        "tokenizer_config.json": tokenizer,
        **family.settings_files(settings),
        "preprocessor_config.json": images,
        "processor_config.json": {"processor_class": shape.processor},
    }
    for name, value in texts.items():
        (folder / name).write_text(json.dumps(value, indent=1) + "\n")
