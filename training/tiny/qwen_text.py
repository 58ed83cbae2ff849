"""What the decoders of Qwen3-VL and Qwen3.5 share: M-RoPE in three axes, interleaved, and the rows that are kept."""

from __future__ import annotations

import numpy as np
import onnx
from onnx import TensorProto
from transformers import (
    PreTrainedTokenizerFast,
    Qwen2VLImageProcessor,
    Qwen3VLProcessor,
    Qwen3VLVideoProcessor,
)

from graphs import GraphBuilder
from tiny import blocks
from tiny.blocks import floats, integers

PATCH = 4
TOKENS = [
    "<|im_start|>",
    "<|im_end|>",
    "<|endoftext|>",
    "<|vision_start|>",
    "<|vision_end|>",
    "<|image_pad|>",
    "<|video_pad|>",
]
ENDS = {"eos_token": "<|im_end|>", "pad_token": "<|endoftext|>"}
CHAT_TEMPLATE = (
    "{% for message in messages %}{{ '<|im_start|>' + message['role'] + '\n' }}{% for part in message['content'] %}"
    "{{ '<|vision_start|><|image_pad|><|vision_end|>' if part['type'] == 'image' else part['text'] }}{% endfor %}"
    "{{ '<|im_end|>\n' }}{% endfor %}{{ '<|im_start|>assistant\n' if add_generation_prompt else '' }}"
)
IMAGE_PROCESSOR = {
    "image_processor_type": "Qwen2VLImageProcessorFast",
    "do_convert_rgb": True,
    "do_normalize": True,
    "do_rescale": True,
    "do_resize": True,
    "image_mean": [0.5, 0.5, 0.5],
    "image_std": [0.5, 0.5, 0.5],
    "merge_size": 2,
    "patch_size": PATCH,
    "resample": 3,
    "rescale_factor": 1 / 255,
    "size": {"shortest_edge": 4 * (2 * PATCH) ** 2, "longest_edge": 20 * (2 * PATCH) ** 2},
    "temporal_patch_size": 2,
}
SECTION = [3, 3, 2]


def processor(tokenizer: PreTrainedTokenizerFast) -> Qwen3VLProcessor:
    images = Qwen2VLImageProcessor(**IMAGE_PROCESSOR)
    return Qwen3VLProcessor(images, tokenizer, Qwen3VLVideoProcessor(), chat_template=CHAT_TEMPLATE)


def special_ids(ids: dict[str, int]) -> dict[str, int]:
    return {
        "image_token_id": ids["<|image_pad|>"],
        "video_token_id": ids["<|video_pad|>"],
        "vision_start_token_id": ids["<|vision_start|>"],
        "vision_end_token_id": ids["<|vision_end|>"],
    }


def turning(g: GraphBuilder, rotated: int, rope: dict) -> tuple[str, str]:
    """cos and sin [B,S,1,rotated] of position_ids [3,B,S]: each frequency by time, by row or by column."""
    inverse = 1.0 / (rope["rope_theta"] ** (np.arange(0, rotated, 2, dtype=np.float32) / rotated))
    axis = np.zeros(rotated // 2, dtype=int)
    for number, first in ((1, 1), (2, 2)):
        axis[first : rope["mrope_section"][number] * 3 : 3] = number
    by_axis = np.zeros((3, rotated // 2), dtype=np.float32)
    by_axis[axis, np.arange(rotated // 2)] = inverse
    positions = g.op("Cast", g.op("Transpose", "position_ids", perm=[1, 2, 0]), to=TensorProto.FLOAT)
    half = g.op("MatMul", positions, g.constant(by_axis))
    angles = g.op("Unsqueeze", g.op("Concat", half, half, axis=-1), g.shape(2))
    return g.op("Cos", angles), g.op("Sin", angles)


def finish(g: GraphBuilder, x: str, inputs: list, outputs: list, hidden: int, vocabulary: int) -> onnx.ModelProto:
    """Logits of the last num_logits_to_keep tokens, or of all where that is nought."""
    first = g.op("Reshape", g.op("Neg", "num_logits_to_keep"), g.shape(1))
    kept = g.op("Slice", x, first, g.shape(np.iinfo(np.int64).max), g.shape(1))
    g.op("Identity", g.linear(kept, "lm_head"), outputs=("logits",))
    size = ("batch_size", "sequence_length")
    own = [
        floats("inputs_embeds", *size, hidden),
        integers("attention_mask", "batch_size", "total_sequence_length"),
        integers("position_ids", 3, *size),
    ]
    keep = integers("num_logits_to_keep")
    logits = floats("logits", "batch_size", "num_logits", vocabulary)
    return g.finish([*own, *inputs, keep], [logits, *outputs])


def normed_heads(g: GraphBuilder, x: str, name: str, heads: int, width: int, eps: float, plus_one: bool) -> str:
    return blocks.rms_norm(g, blocks.split_heads(g, x, heads, width), name, eps, plus_one)
