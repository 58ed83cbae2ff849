"""A tiny Qwen3.5: M-RoPE on a part of each head, gated attention beside a gated delta rule that keeps a matrix.

Names of files, inputs and outputs are those of onnx-community/Qwen3.5-2B-ONNX, as transformers.js 4.3.2 feeds them
(configs.js, getCacheNames: past_conv.i and past_recurrent.i of the linear layers).
"""

from __future__ import annotations

import numpy as np
import onnx
import torch
from onnx import helper
from transformers import PreTrainedConfig, Qwen3_5Config, Qwen3_5ForConditionalGeneration

from graphs import GraphBuilder
from tiny import blocks, qwen_text
from tiny.blocks import scalar
from tiny.qwen_text import CHAT_TEMPLATE, ENDS, IMAGE_PROCESSOR, PATCH, SECTION, TOKENS, processor
from tiny.qwen_vision import vision_encoder

__all__ = ["CHAT_TEMPLATE", "ENDS", "GRAPHS", "TOKENS", "config", "graphs", "model", "processor", "settings_files"]
TEXT = {
    "hidden_size": 32,
    "intermediate_size": 48,
    "layer_types": ["linear_attention", "full_attention", "linear_attention"],
    "num_attention_heads": 2,
    "num_key_value_heads": 1,
    "head_dim": 32,
    "linear_conv_kernel_dim": 4,
    "linear_key_head_dim": 8,
    "linear_value_head_dim": 8,
    "linear_num_key_heads": 1,
    "linear_num_value_heads": 2,
    "max_position_embeddings": 1024,
    "rope_parameters": {
        "rope_type": "default",
        "rope_theta": 10000.0,
        "partial_rotary_factor": 0.5,
        "mrope_section": SECTION,
        "mrope_interleaved": True,
    },
}
VISION = {
    "depth": 2,
    "hidden_size": 16,
    "intermediate_size": 24,
    "num_heads": 1,
    "patch_size": PATCH,
    "out_hidden_size": 32,
    "num_position_embeddings": 16,
}


def settings_files(settings: Qwen3_5Config) -> dict[str, dict]:
    return {
        "preprocessor_config.json": IMAGE_PROCESSOR,
        "generation_config.json": {"eos_token_id": settings.text_config.eos_token_id},
    }


def config(vocabulary: int, ids: dict[str, int], text: dict = TEXT, vision: dict = VISION) -> Qwen3_5Config:
    """Of any size; the tiny one's where nothing is said."""
    language = {
        **text,
        "model_type": "qwen3_5_text",
        "vocab_size": vocabulary,
        "num_hidden_layers": len(text["layer_types"]),
        "eos_token_id": ids["<|im_end|>"],
        "pad_token_id": ids["<|endoftext|>"],
        "tie_word_embeddings": False,
    }
    seeing = {**vision, "model_type": "qwen3_5_vision", "spatial_merge_size": 2, "temporal_patch_size": 2}
    return Qwen3_5Config(
        text_config=language, vision_config=seeing, tie_word_embeddings=False, **qwen_text.special_ids(ids)
    )


def model(settings: Qwen3_5Config) -> Qwen3_5ForConditionalGeneration:
    return Qwen3_5ForConditionalGeneration._from_config(settings, attn_implementation="eager")


def graphs(network: Qwen3_5ForConditionalGeneration) -> dict[str, onnx.ModelProto]:
    return {f"{role}.onnx": build(network.state_dict(), network.config) for role, build in GRAPHS.items()}


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


def _repeated(g: GraphBuilder, x: str, text: PreTrainedConfig) -> str:
    """Each key head for the value heads that it serves: [B,S,K,w] → [B,S,V,w]."""
    times = text.linear_num_value_heads // text.linear_num_key_heads
    wide = g.op("Expand", g.op("Unsqueeze", x, g.shape(3)), g.shape(1, 1, 1, times, 1))
    return g.op("Reshape", wide, g.shape(0, 0, text.linear_num_value_heads, text.linear_key_head_dim))


def _channels(text: PreTrainedConfig) -> tuple[int, int]:
    """Of all keys (and queries) of a linear layer, and of all its values."""
    keys = text.linear_num_key_heads * text.linear_key_head_dim
    return keys, text.linear_num_value_heads * text.linear_value_head_dim


def _linear_attention(g: GraphBuilder, x: str, name: str, layer: int, text: PreTrainedConfig) -> str:
    keys, values = _channels(text)
    kernel, width = text.linear_conv_kernel_dim, text.linear_key_head_dim
    mixed = g.op("Transpose", g.linear(x, f"{name}.in_proj_qkv"), perm=[0, 2, 1])
    convolved = f"{name}.conv1d.weight"
    seen = blocks.short_convolution(g, mixed, convolved, layer, 2 * keys + values, kernel, kernel)
    active = g.op("Transpose", blocks.silu(g, seen), perm=[0, 2, 1])
    parts = tuple(f"linear_{layer}_{part}" for part in "qkv")
    g.op("Split", active, g.shape(keys, keys, values), outputs=parts, axis=-1)
    q, k = (
        _repeated(g, _unit(g, blocks.split_heads(g, part, text.linear_num_key_heads, width)), text)
        for part in parts[:2]
    )
    q = g.op("Mul", q, scalar(g, width**-0.5))
    heads = (text.linear_num_value_heads, text.linear_value_head_dim)
    v = blocks.split_heads(g, parts[2], *heads)
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
    gate = blocks.split_heads(g, g.linear(x, f"{name}.in_proj_z"), *heads)
    gated = g.op("Mul", blocks.rms_norm(g, out, f"{name}.norm", text.rms_norm_eps), blocks.silu(g, gate))
    return g.linear(blocks.merge_heads(g, gated, values), f"{name}.out_proj")


def _rotated(text: PreTrainedConfig) -> int:
    """How many numbers of each head are turned."""
    return int(text.head_dim * text.rope_parameters["partial_rotary_factor"])


def _full_attention(g: GraphBuilder, x: str, name: str, layer: int, known: tuple, turn: tuple, text) -> str:
    count, kv_count, eps = text.num_attention_heads, text.num_key_value_heads, text.rms_norm_eps
    width = text.head_dim
    both = blocks.split_heads(g, g.linear(x, f"{name}.q_proj"), count, 2 * width)
    asked, gate = f"asked_{layer}", f"gate_{layer}"
    g.op("Split", both, outputs=(asked, gate), axis=-1, num_outputs=2)
    wanted = blocks.rms_norm(g, asked, f"{name}.q_norm", eps, plus_one=True)
    held = qwen_text.normed_heads(g, g.linear(x, f"{name}.k_proj"), f"{name}.k_norm", kv_count, width, eps, True)
    q, k = (
        blocks.merge_heads(g, blocks.rotate(g, part, *turn, width, _rotated(text)), heads * width)
        for part, heads in ((wanted, count), (held, kv_count))
    )
    v = g.linear(x, f"{name}.v_proj")
    mixed = blocks.grouped_attention(g, (q, k, v), layer, known, (count, kv_count, width))
    gated = g.op("Mul", mixed, g.op("Sigmoid", blocks.merge_heads(g, gate, count * width)))
    return g.linear(gated, f"{name}.o_proj")


def decoder(weights: dict[str, torch.Tensor], settings: Qwen3_5Config, half: bool = True) -> onnx.ModelProto:
    text = settings.text_config
    eps = text.rms_norm_eps
    g = GraphBuilder("decoder_model_merged", weights, half)
    known = blocks.lengths(g)
    turn = qwen_text.turning(g, _rotated(text), text.rope_parameters)
    inputs: list = []
    outputs: list = []
    x = "inputs_embeds"
    keys, values = _channels(text)
    matrix = (text.linear_num_value_heads, text.linear_key_head_dim, text.linear_value_head_dim)
    for i, kind in enumerate(text.layer_types):
        layer = f"model.language_model.layers.{i}"
        normed = blocks.rms_norm(g, x, f"{layer}.input_layernorm", eps, plus_one=True)
        if kind == "linear_attention":
            added = _linear_attention(g, normed, f"{layer}.linear_attn", i, text)
            kept = [
                blocks.state_interface("conv", i, 2 * keys + values, text.linear_conv_kernel_dim),
                blocks.state_interface("recurrent", i, *matrix),
            ]
        else:
            added = _full_attention(g, normed, f"{layer}.self_attn", i, known, turn, text)
            kept = [blocks.key_value_interface(i, text.num_key_value_heads, text.head_dim)]
        for own_inputs, own_outputs in kept:
            inputs += own_inputs
            outputs += own_outputs
        x = g.op("Add", x, added)
        normed = blocks.rms_norm(g, x, f"{layer}.post_attention_layernorm", eps, plus_one=True)
        mlp = f"{layer}.mlp"
        x = g.op("Add", x, blocks.gated_mlp(g, normed, f"{mlp}.gate_proj", f"{mlp}.up_proj", f"{mlp}.down_proj"))
    x = blocks.rms_norm(g, x, "model.language_model.norm", eps, plus_one=True)
    return qwen_text.finish(g, x, inputs, outputs, text.hidden_size, text.vocab_size)


def embed_tokens(weights: dict[str, torch.Tensor], settings: Qwen3_5Config, half: bool = True) -> onnx.ModelProto:
    """input_ids [B,S] → inputs_embeds [B,S,H]."""
    g = GraphBuilder("embed_tokens", weights, half)
    return blocks.token_embedder(g, "model.language_model.embed_tokens.weight", settings.text_config.hidden_size)


def _vision(weights: dict[str, torch.Tensor], settings: Qwen3_5Config, half: bool = True) -> onnx.ModelProto:
    return vision_encoder(weights, settings.vision_config, half)


GRAPHS = {"embed_tokens": embed_tokens, "vision_encoder": _vision, "decoder_model_merged": decoder}
