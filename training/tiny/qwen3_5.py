"""A tiny Qwen3.5: M-RoPE on a part of each head, gated attention beside a gated delta rule that keeps a matrix.

Names of files, inputs and outputs are those of onnx-community/Qwen3.5-2B-ONNX, as transformers.js 4.3.2 feeds them
(configs.js, getCacheNames: past_conv.i and past_recurrent.i of the linear layers).
"""

from __future__ import annotations

import numpy as np
import onnx
import torch
from onnx import helper
from transformers import Qwen3_5Config, Qwen3_5ForConditionalGeneration

from graphs import GraphBuilder
from tiny import blocks, qwen_text
from tiny.blocks import scalar
from tiny.qwen_text import CHAT_TEMPLATE, ENDS, IMAGE_PROCESSOR, PATCH, SECTION, TOKENS, processor
from tiny.qwen_vision import vision_encoder

__all__ = ["CHAT_TEMPLATE", "ENDS", "TOKENS", "config", "graphs", "model", "processor", "settings_files"]
WIDTH, ROTATED = 32, 16
KEY_HEADS, VALUE_HEADS, LINEAR_WIDTH, KERNEL = 1, 2, 8, 4


def settings_files(settings: Qwen3_5Config) -> dict[str, dict]:
    return {
        "preprocessor_config.json": IMAGE_PROCESSOR,
        "generation_config.json": {"eos_token_id": settings.text_config.eos_token_id},
    }


def config(vocabulary: int, ids: dict[str, int]) -> Qwen3_5Config:
    text = {
        "model_type": "qwen3_5_text",
        "vocab_size": vocabulary,
        "hidden_size": 32,
        "intermediate_size": 48,
        "num_hidden_layers": 3,
        "layer_types": ["linear_attention", "full_attention", "linear_attention"],
        "num_attention_heads": 2,
        "num_key_value_heads": 1,
        "head_dim": WIDTH,
        "linear_conv_kernel_dim": KERNEL,
        "linear_key_head_dim": LINEAR_WIDTH,
        "linear_value_head_dim": LINEAR_WIDTH,
        "linear_num_key_heads": KEY_HEADS,
        "linear_num_value_heads": VALUE_HEADS,
        "max_position_embeddings": 1024,
        "rope_parameters": {
            "rope_type": "default",
            "rope_theta": 10000.0,
            "partial_rotary_factor": ROTATED / WIDTH,
            "mrope_section": SECTION,
            "mrope_interleaved": True,
        },
        "eos_token_id": ids["<|im_end|>"],
        "pad_token_id": ids["<|endoftext|>"],
        "tie_word_embeddings": False,
    }
    vision = {
        "model_type": "qwen3_5_vision",
        "depth": 2,
        "hidden_size": 16,
        "intermediate_size": 24,
        "num_heads": 1,
        "patch_size": PATCH,
        "spatial_merge_size": 2,
        "temporal_patch_size": 2,
        "out_hidden_size": 32,
        "num_position_embeddings": 16,
    }
    return Qwen3_5Config(
        text_config=text, vision_config=vision, tie_word_embeddings=False, **qwen_text.special_ids(ids)
    )


def model(settings: Qwen3_5Config) -> Qwen3_5ForConditionalGeneration:
    return Qwen3_5ForConditionalGeneration._from_config(settings, attn_implementation="eager")


def graphs(network: Qwen3_5ForConditionalGeneration) -> dict[str, onnx.ModelProto]:
    weights, settings = network.state_dict(), network.config
    embedder = GraphBuilder("embed_tokens", weights, half=True)
    hidden = settings.text_config.hidden_size
    return {
        "embed_tokens.onnx": blocks.token_embedder(embedder, "model.language_model.embed_tokens.weight", hidden),
        "vision_encoder.onnx": vision_encoder(weights, settings.vision_config),
        "decoder_model_merged.onnx": decoder(weights, settings),
    }


def _unit(g: GraphBuilder, x: str) -> str:
    """Each vector of the last axis of length one."""
    square = g.op("ReduceSum", g.op("Mul", x, x), g.shape(-1), keepdims=1)
    return g.op("Div", x, g.op("Sqrt", g.op("Add", square, scalar(g, 1e-6))))


def _delta_step(layer: int) -> onnx.GraphProto:
    """One token: state [B,H,K,V] and q, k [B,H,K], v [B,H,V], decay, beta [B,H] → state, out [B,H,V]."""
    # Names may not come again inside what they are visible from.
    g = GraphBuilder("delta_step", {}, half=False, count=(layer + 1) * 1_000_000)

    def wide(x: str, axis: int) -> str:
        return g.op("Unsqueeze", x, g.shape(axis))

    decayed = g.op("Mul", "state", wide(wide("decay", -1), -1))
    recalled = g.op("ReduceSum", g.op("Mul", decayed, wide("key", -1)), g.shape(2), keepdims=0)
    change = g.op("Mul", g.op("Sub", "value", recalled), wide("beta", -1))
    g.op("Add", decayed, g.op("Mul", wide("key", -1), wide(change, 2)), outputs=("next_state",))
    g.op("ReduceSum", g.op("Mul", "next_state", wide("query", -1)), g.shape(2), outputs=("out",), keepdims=0)
    names = ("state", "query", "key", "value", "decay", "beta")
    inputs = [blocks.floats(name, *([None] * rank)) for name, rank in zip(names, (4, 3, 3, 3, 2, 2), strict=True)]
    outputs = [blocks.floats("next_state", *([None] * 4)), blocks.floats("out", *([None] * 3))]
    return helper.make_graph(g.nodes, "delta_step", inputs, outputs, g.initializers)


def _repeated(g: GraphBuilder, x: str) -> str:
    """Each key head for the value heads that it serves: [B,S,K,w] → [B,S,V,w]."""
    times = VALUE_HEADS // KEY_HEADS
    wide = g.op("Expand", g.op("Unsqueeze", x, g.shape(3)), g.shape(1, 1, 1, times, 1))
    return g.op("Reshape", wide, g.shape(0, 0, VALUE_HEADS, LINEAR_WIDTH))


def _linear_attention(g: GraphBuilder, x: str, name: str, layer: int, eps: float) -> str:
    keys, values = KEY_HEADS * LINEAR_WIDTH, VALUE_HEADS * LINEAR_WIDTH
    channels = 2 * keys + values
    mixed = g.op("Transpose", g.linear(x, f"{name}.in_proj_qkv"), perm=[0, 2, 1])
    seen = blocks.short_convolution(g, mixed, f"{name}.conv1d.weight", layer, channels, KERNEL, KERNEL)
    active = g.op("Transpose", blocks.silu(g, seen), perm=[0, 2, 1])
    parts = tuple(f"linear_{layer}_{part}" for part in "qkv")
    g.op("Split", active, g.shape(keys, keys, values), outputs=parts, axis=-1)
    q, k = (_repeated(g, _unit(g, blocks.split_heads(g, part, KEY_HEADS, LINEAR_WIDTH))) for part in parts[:2])
    q = g.op("Mul", q, scalar(g, LINEAR_WIDTH**-0.5))
    v = blocks.split_heads(g, parts[2], VALUE_HEADS, LINEAR_WIDTH)
    beta = g.op("Sigmoid", g.linear(x, f"{name}.in_proj_b"))
    steps = g.op("Softplus", g.op("Add", g.linear(x, f"{name}.in_proj_a"), g.weight(f"{name}.dt_bias")))
    rate = g.constant(-np.exp(g.weights[f"{name}.A_log"].float().numpy()))
    decay = g.op("Exp", g.op("Mul", rate, steps))
    out = f"delta_{layer}"
    g.op(
        "Scan",
        f"past_recurrent.{layer}",
        *(q, k, v, decay, beta),
        outputs=(f"present_recurrent.{layer}", out),
        body=_delta_step(layer),
        num_scan_inputs=5,
        scan_input_axes=[1] * 5,
        scan_output_axes=[1],
    )
    gate = blocks.split_heads(g, g.linear(x, f"{name}.in_proj_z"), VALUE_HEADS, LINEAR_WIDTH)
    gated = g.op("Mul", blocks.rms_norm(g, out, f"{name}.norm", eps), blocks.silu(g, gate))
    return g.linear(blocks.merge_heads(g, gated, values), f"{name}.out_proj")


def _full_attention(g: GraphBuilder, x: str, name: str, layer: int, known: tuple, turn: tuple, text) -> str:
    count, kv_count, eps = text.num_attention_heads, text.num_key_value_heads, text.rms_norm_eps
    both = blocks.split_heads(g, g.linear(x, f"{name}.q_proj"), count, 2 * WIDTH)
    asked, gate = f"asked_{layer}", f"gate_{layer}"
    g.op("Split", both, outputs=(asked, gate), axis=-1, num_outputs=2)
    wanted = blocks.rms_norm(g, asked, f"{name}.q_norm", eps, plus_one=True)
    held = qwen_text.normed_heads(g, g.linear(x, f"{name}.k_proj"), f"{name}.k_norm", kv_count, WIDTH, eps, True)
    q, k = (
        blocks.merge_heads(g, blocks.rotate(g, part, *turn, WIDTH, ROTATED), heads * WIDTH)
        for part, heads in ((wanted, count), (held, kv_count))
    )
    v = g.linear(x, f"{name}.v_proj")
    mixed = blocks.grouped_attention(g, (q, k, v), layer, known, (count, kv_count, WIDTH))
    gated = g.op("Mul", mixed, g.op("Sigmoid", blocks.merge_heads(g, gate, count * WIDTH)))
    return g.linear(gated, f"{name}.o_proj")


def decoder(weights: dict[str, torch.Tensor], settings: Qwen3_5Config) -> onnx.ModelProto:
    text = settings.text_config
    eps = text.rms_norm_eps
    g = GraphBuilder("decoder_model_merged", weights, half=True)
    known = blocks.lengths(g)
    turn = qwen_text.turning(g, ROTATED, text.rope_parameters["rope_theta"])
    inputs: list = []
    outputs: list = []
    x = "inputs_embeds"
    channels = (2 * KEY_HEADS + VALUE_HEADS) * LINEAR_WIDTH
    for i, kind in enumerate(text.layer_types):
        layer = f"model.language_model.layers.{i}"
        normed = blocks.rms_norm(g, x, f"{layer}.input_layernorm", eps, plus_one=True)
        if kind == "linear_attention":
            added = _linear_attention(g, normed, f"{layer}.linear_attn", i, eps)
            matrix = (VALUE_HEADS, LINEAR_WIDTH, LINEAR_WIDTH)
            kept = [
                blocks.state_interface("conv", i, channels, KERNEL),
                blocks.state_interface("recurrent", i, *matrix),
            ]
        else:
            added = _full_attention(g, normed, f"{layer}.self_attn", i, known, turn, text)
            kept = [blocks.key_value_interface(i, text.num_key_value_heads, WIDTH)]
        for own_inputs, own_outputs in kept:
            inputs += own_inputs
            outputs += own_outputs
        x = g.op("Add", x, added)
        normed = blocks.rms_norm(g, x, f"{layer}.post_attention_layernorm", eps, plus_one=True)
        mlp = f"{layer}.mlp"
        x = g.op("Add", x, blocks.gated_mlp(g, normed, f"{mlp}.gate_proj", f"{mlp}.up_proj", f"{mlp}.down_proj"))
    x = blocks.rms_norm(g, x, "model.language_model.norm", eps, plus_one=True)
    return qwen_text.finish(g, x, inputs, outputs, text.hidden_size, text.vocab_size)
