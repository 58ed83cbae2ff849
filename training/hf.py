"""The same network as transformers knows it: its config, and its model with our weights."""

from __future__ import annotations

import torch
from torch import Tensor
from transformers import Idefics3Config, Idefics3ForConditionalGeneration

from sizes import ModelConfig


def hf_config(config: ModelConfig, bos: int) -> Idefics3Config:
    return Idefics3Config(
        architectures=["Idefics3ForConditionalGeneration"],
        image_token_id=config.image_token_id,
        scale_factor=config.scale_factor,
        tie_word_embeddings=False,
        bos_token_id=bos,
        eos_token_id=config.eos_token_id,
        pad_token_id=config.pad_token_id,
        vision_config={
            "hidden_size": config.vision_hidden,
            "intermediate_size": config.vision_mlp,
            "num_hidden_layers": config.vision_layers,
            "num_attention_heads": config.vision_heads,
            "image_size": config.image_size,
            "patch_size": config.patch_size,
            "layer_norm_eps": config.layer_norm_eps,
        },
        text_config={
            "model_type": "llama",
            "vocab_size": config.vocab_size,
            "hidden_size": config.text_hidden,
            "intermediate_size": config.text_mlp,
            "num_hidden_layers": config.text_layers,
            "num_attention_heads": config.text_heads,
            "num_key_value_heads": config.text_kv_heads,
            "head_dim": config.head_dim,
            "rope_theta": config.rope_theta,
            "rms_norm_eps": config.rms_norm_eps,
            "max_position_embeddings": config.max_positions,
            "bos_token_id": bos,
            "eos_token_id": config.eos_token_id,
            "pad_token_id": config.pad_token_id,
            "tie_word_embeddings": False,
        },
    )


def hf_model(weights: dict[str, Tensor], config: Idefics3Config) -> Idefics3ForConditionalGeneration:
    """Strict: every weight of ours must find its place, and every place its weight."""
    torch.manual_seed(0)
    model = Idefics3ForConditionalGeneration(config).eval()
    model.load_state_dict(weights, strict=True)
    return model
