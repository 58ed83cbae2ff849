"""A tiny Qwen3-VL: M-RoPE and three streams of features that go into the first layers (deepstack).

Names of files and inputs are those of onnx-community/Qwen3-VL-2B-Instruct-ONNX, as transformers.js 4.3.2 feeds them.
Streams are named as public exports with deepstack name them.
"""

from __future__ import annotations

import onnx
import torch
from transformers import Qwen3VLConfig, Qwen3VLForConditionalGeneration

from graphs import GraphBuilder
from tiny import blocks, qwen_text
from tiny.qwen_text import CHAT_TEMPLATE, ENDS, IMAGE_PROCESSOR, PATCH, SECTION, TOKENS, processor
from tiny.qwen_vision import vision_encoder

__all__ = ["CHAT_TEMPLATE", "ENDS", "TOKENS", "config", "graphs", "model", "processor", "settings_files"]
WIDTH = 16


def settings_files(settings: Qwen3VLConfig) -> dict[str, dict]:
    return {
        "preprocessor_config.json": IMAGE_PROCESSOR,
        "generation_config.json": {"eos_token_id": settings.text_config.eos_token_id},
    }


def config(vocabulary: int, ids: dict[str, int]) -> Qwen3VLConfig:
    text = {
        "model_type": "qwen3_vl_text",
        "vocab_size": vocabulary,
        "hidden_size": 32,
        "intermediate_size": 48,
        "num_hidden_layers": 3,
        "num_attention_heads": 2,
        "num_key_value_heads": 1,
        "head_dim": WIDTH,
        "max_position_embeddings": 1024,
        "rope_parameters": {
            "rope_type": "default",
            "rope_theta": 10000.0,
            "mrope_section": SECTION,
            "mrope_interleaved": True,
        },
        "eos_token_id": ids["<|im_end|>"],
        "pad_token_id": ids["<|endoftext|>"],
        "tie_word_embeddings": False,
    }
    vision = {
        "model_type": "qwen3_vl_vision",
        "depth": 3,
        "hidden_size": 16,
        "intermediate_size": 24,
        "num_heads": 1,
        "patch_size": PATCH,
        "spatial_merge_size": 2,
        "temporal_patch_size": 2,
        "out_hidden_size": 32,
        "num_position_embeddings": 16,
        "deepstack_visual_indexes": [0, 1],
    }
    return Qwen3VLConfig(
        text_config=text, vision_config=vision, tie_word_embeddings=False, **qwen_text.special_ids(ids)
    )


def model(settings: Qwen3VLConfig) -> Qwen3VLForConditionalGeneration:
    return Qwen3VLForConditionalGeneration._from_config(settings, attn_implementation="eager")


def graphs(network: Qwen3VLForConditionalGeneration) -> dict[str, onnx.ModelProto]:
    weights, settings = network.state_dict(), network.config
    embedder = GraphBuilder("embed_tokens", weights, half=True)
    hidden = settings.text_config.hidden_size
    return {
        "embed_tokens.onnx": blocks.token_embedder(embedder, "model.language_model.embed_tokens.weight", hidden),
        "vision_encoder.onnx": vision_encoder(weights, settings.vision_config),
        "decoder_model_merged.onnx": decoder(weights, settings),
    }


def decoder(weights: dict[str, torch.Tensor], settings: Qwen3VLConfig) -> onnx.ModelProto:
    text = settings.text_config
    count, kv_count, eps = text.num_attention_heads, text.num_key_value_heads, text.rms_norm_eps
    g = GraphBuilder("decoder_model_merged", weights, half=True)
    known = blocks.lengths(g)
    turn = qwen_text.turning(g, WIDTH, text.rope_parameters)
    streams = len(settings.vision_config.deepstack_visual_indexes)
    size = ("batch_size", "sequence_length", text.hidden_size)
    inputs = [blocks.floats(f"deepstack_features_{i}", *size) for i in range(streams)]
    outputs: list = []
    x = "inputs_embeds"
    for i in range(text.num_hidden_layers):
        layer = f"model.language_model.layers.{i}"
        normed = blocks.rms_norm(g, x, f"{layer}.input_layernorm", eps)
        q, k = (
            blocks.merge_heads(
                g,
                blocks.rotate(
                    g,
                    qwen_text.normed_heads(
                        g,
                        g.linear(normed, f"{layer}.self_attn.{part}_proj"),
                        f"{layer}.self_attn.{part}_norm",
                        number,
                        WIDTH,
                        eps,
                        False,
                    ),
                    *turn,
                    WIDTH,
                    WIDTH,
                ),
                number * WIDTH,
            )
            for part, number in (("q", count), ("k", kv_count))
        )
        v = g.linear(normed, f"{layer}.self_attn.v_proj")
        mixed = blocks.grouped_attention(g, (q, k, v), i, known, (count, kv_count, WIDTH))
        x = g.op("Add", x, g.linear(mixed, f"{layer}.self_attn.o_proj"))
        normed = blocks.rms_norm(g, x, f"{layer}.post_attention_layernorm", eps)
        mlp = f"{layer}.mlp"
        x = g.op("Add", x, blocks.gated_mlp(g, normed, f"{mlp}.gate_proj", f"{mlp}.up_proj", f"{mlp}.down_proj"))
        if i < streams:
            x = g.op("Add", x, f"deepstack_features_{i}")
        kept = blocks.key_value_interface(i, kv_count, WIDTH)
        inputs += kept[0]
        outputs += kept[1]
    x = blocks.rms_norm(g, x, "model.language_model.norm", eps)
    return qwen_text.finish(g, x, inputs, outputs, text.hidden_size, text.vocab_size)
