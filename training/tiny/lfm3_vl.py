"""A tiny LFM3-VL in Liquid's own layout: the decoder takes ids and the pictures' features; no embed_tokens.

Files are named as in LiquidAI/LFM3-VL-2B-ONNX (decoder, vision_encoder; settings of pictures in processor_config.json),
whose card says that "the decoder takes these features at the <|image|> placeholders of input_ids".
"""

from __future__ import annotations

import numpy as np
import onnx
import torch
from onnx import TensorProto
from transformers import (
    Lfm3VlConfig,
    Lfm3VlForConditionalGeneration,
    Lfm3VlProcessor,
    PreTrainedTokenizerFast,
    Qwen2VLImageProcessor,
    Qwen3VLVideoProcessor,
)

from graphs import GraphBuilder
from tiny import blocks, qwen_vision
from tiny.blocks import floats, integers, scalar
from tiny.qwen_text import IMAGE_PROCESSOR as QWEN_IMAGES
from tiny.qwen_text import PATCH

WIDTH, WINDOW, KEPT_COLUMNS, MERGE = 16, 6, 4, 2
TOKENS = ["<|startoftext|>", "<|im_start|>", "<|im_end|>", "<|pad|>"]
TOKENS += ["<|vision_start|>", "<|vision_end|>", "<|image|>", "<|video|>"]
ENDS = {"bos_token": "<|startoftext|>", "eos_token": "<|im_end|>", "pad_token": "<|pad|>"}
TOKENIZER = {"image_token": "<|image|>", "video_token": "<|video|>"}
IMAGE_PROCESSOR = {**QWEN_IMAGES, "resample": 3}
CHAT_TEMPLATE = (
    "{{ bos_token }}{% for message in messages %}{{ '<|im_start|>' + message['role'] + '\n' }}"
    "{% for part in message['content'] %}"
    "{{ '<|vision_start|><|image|><|vision_end|>' if part['type'] == 'image' else part['text'] }}{% endfor %}"
    "{{ '<|im_end|>\n' }}{% endfor %}{{ '<|im_start|>assistant\n' if add_generation_prompt else '' }}"
)


def processor(tokenizer: PreTrainedTokenizerFast) -> Lfm3VlProcessor:
    tokenizer.image_token, tokenizer.video_token = TOKENIZER["image_token"], TOKENIZER["video_token"]
    images = Qwen2VLImageProcessor(**IMAGE_PROCESSOR)
    return Lfm3VlProcessor(images, tokenizer, Qwen3VLVideoProcessor(), chat_template=CHAT_TEMPLATE)


def settings_files(settings: Lfm3VlConfig) -> dict[str, dict]:
    return {
        "processor_config.json": {"processor_class": "Lfm3VlProcessor", "image_processor": IMAGE_PROCESSOR},
        "generation_config.json": {"eos_token_id": settings.text_config.eos_token_id},
    }


def config(vocabulary: int, ids: dict[str, int]) -> Lfm3VlConfig:
    text = {
        "model_type": "lfm3",
        "vocab_size": vocabulary,
        "hidden_size": 32,
        "intermediate_size": 48,
        "num_hidden_layers": 4,
        "layer_types": ["conv", "full_attention", "conv", "sliding_attention"],
        "num_attention_heads": 2,
        "num_key_value_heads": 1,
        "head_dim": WIDTH,
        "sliding_window": WINDOW,
        "conv_L_cache": KEPT_COLUMNS,
        "max_position_embeddings": 1024,
        "bos_token_id": ids["<|startoftext|>"],
        "eos_token_id": ids["<|im_end|>"],
        "pad_token_id": ids["<|pad|>"],
        "tie_word_embeddings": False,
    }
    vision = {
        "model_type": "lfm3_vl_vision",
        "hidden_size": 32,
        "intermediate_size": 40,
        "num_hidden_layers": 2,
        "layer_types": ["conv", "full_attention"],
        "num_attention_heads": 2,
        "num_key_value_heads": 1,
        "patch_size": PATCH,
        "spatial_merge_size": MERGE,
        "temporal_patch_size": 2,
    }
    return Lfm3VlConfig(
        text_config=text,
        vision_config=vision,
        image_token_id=ids["<|image|>"],
        video_token_id=ids["<|video|>"],
        vision_start_token_id=ids["<|vision_start|>"],
        vision_end_token_id=ids["<|vision_end|>"],
        projector_hidden_size=40,
        tie_word_embeddings=False,
    )


def model(settings: Lfm3VlConfig) -> Lfm3VlForConditionalGeneration:
    return Lfm3VlForConditionalGeneration._from_config(settings, attn_implementation="eager")


def graphs(network: Lfm3VlForConditionalGeneration) -> dict[str, onnx.ModelProto]:
    weights, settings = network.state_dict(), network.config
    return {"vision_encoder.onnx": vision_encoder(weights, settings), "decoder.onnx": decoder(weights, settings)}


def _grid_convolution(g: GraphBuilder, x: str, name: str, places: qwen_vision.PatchPlaces, width: int) -> str:
    """[P,D] → [P,D]: a gated depthwise convolution over the grid, which the patches leave and come back to."""
    gates = tuple(f"{name}_{part}" for part in ("input", "output", "value"))
    g.op("Split", g.linear(x, f"{name}.in_proj"), outputs=gates, axis=-1, num_outputs=3)

    def one(value: str) -> str:
        return g.op("Reshape", value, g.shape(1))

    merge = scalar(g, MERGE, np.int64)
    down, across = (one(g.op("Div", size, merge)) for size in (places.rows, places.columns))
    two, channels = g.shape(MERGE), g.shape(width)
    blocked = g.op("Reshape", g.op("Mul", gates[0], gates[2]), g.op("Concat", down, across, two, two, channels, axis=0))
    raster = g.op("Transpose", blocked, perm=[4, 0, 2, 1, 3])
    grid = g.op("Reshape", raster, g.op("Concat", g.shape(1, width), one(places.rows), one(places.columns), axis=0))
    filters = g.constant(g.weights[f"{name}.spatial_conv.weight"].float().numpy())
    seen = g.op("Conv", grid, filters, group=width, kernel_shape=[3, 3], pads=[1, 1, 1, 1])
    cut = g.op("Reshape", seen, g.op("Concat", channels, down, two, across, two, axis=0))
    back = g.op("Reshape", g.op("Transpose", cut, perm=[1, 3, 2, 4, 0]), g.shape(-1, width))
    return g.linear(g.op("Mul", gates[1], back), f"{name}.out_proj")


def _grouped(g: GraphBuilder, x: str, count: int, kv_count: int) -> str:
    """Each head of keys or values for the queries that share it: [B,kv,S,w] → [B,count,S,w]."""
    if count == kv_count:
        return x
    wide = g.op("Expand", g.op("Unsqueeze", x, g.shape(2)), g.shape(1, 1, count // kv_count, 1, 1))
    shape = g.op("Concat", g.shape(0, count), blocks.size_of(g, x, 2), g.shape(WIDTH), axis=0)
    return g.op("Reshape", wide, shape)


def _vision_attention(g: GraphBuilder, x: str, name: str, vision, turn: tuple[str, str]) -> str:
    count, kv_count, eps = vision.num_attention_heads, vision.num_key_value_heads, vision.norm_eps

    def heads(part: str, number: int, normed: bool) -> str:
        split = g.op("Reshape", g.linear(x, f"{name}.{part}_proj"), g.shape(-1, number, WIDTH))
        if normed:
            split = blocks.rotate(g, blocks.rms_norm(g, split, f"{name}.{part}_norm", eps), *turn, WIDTH, WIDTH)
        return g.op("Unsqueeze", g.op("Transpose", split, perm=[1, 0, 2]), g.shape(0))

    q = heads("q", count, normed=True)
    k = _grouped(g, heads("k", kv_count, normed=True), count, kv_count)
    v = _grouped(g, heads("v", kv_count, normed=False), count, kv_count)
    mixed = g.op("Reshape", blocks.plain_attention(g, q, k, v, WIDTH**-0.5), g.shape(-1, count * WIDTH))
    return g.linear(mixed, f"{name}.out_proj")


def vision_encoder(weights: dict[str, torch.Tensor], settings: Lfm3VlConfig) -> onnx.ModelProto:
    vision = settings.vision_config
    g = GraphBuilder("vision_encoder", weights, half=True)
    root = "model.vision_tower"
    places = qwen_vision.patch_places(g, "image_grid_thw", MERGE)
    turn = qwen_vision.axial_angles(g, places, WIDTH, vision.rope_parameters["rope_theta"])
    x = blocks.rms_norm(g, g.linear("pixel_values", f"{root}.patch_embed"), f"{root}.embedding_norm", vision.norm_eps)
    for i, kind in enumerate(vision.layer_types):
        layer = f"{root}.layers.{i}"
        normed = blocks.rms_norm(g, x, f"{layer}.operator_norm", vision.norm_eps)
        if kind == "conv":
            added = _grid_convolution(g, normed, f"{layer}.conv", places, vision.hidden_size)
        else:
            added = _vision_attention(g, normed, f"{layer}.self_attn", vision, turn)
        x = g.op("Add", x, added)
        normed = blocks.rms_norm(g, x, f"{layer}.ffn_norm", vision.norm_eps)
        ffn = f"{layer}.feed_forward"
        x = g.op("Add", x, blocks.gated_mlp(g, normed, f"{ffn}.w1", f"{ffn}.w3", f"{ffn}.w2"))
    projector = "model.multi_modal_projector"
    merged = blocks.layer_norm(g, x, f"{projector}.layer_norm", 1e-6)
    merged = g.op("Reshape", merged, g.shape(-1, MERGE * MERGE * vision.hidden_size))
    inner = blocks.gelu(g, g.linear(merged, f"{projector}.linear_1"), "gelu")
    g.op("Identity", g.linear(inner, f"{projector}.linear_2"), outputs=("image_features",))
    size = 3 * vision.temporal_patch_size * vision.patch_size**2
    inputs = [floats("pixel_values", "num_patches", size), integers("image_grid_thw", 1, 3)]
    return g.finish(inputs, [floats("image_features", "num_tokens", settings.text_config.hidden_size)])


def _embedded(g: GraphBuilder, table: str, image_token: int, hidden: int) -> str:
    """Ids looked up, with the rows of image_features in the places of the image token."""
    words = g.op("Gather", g.weight(table), "input_ids", axis=0)
    is_image = g.op("Equal", "input_ids", scalar(g, image_token, np.int64))
    count = g.op("CumSum", g.op("Cast", is_image, to=TensorProto.INT64), scalar(g, 1, np.int64))
    # A row of nought in front, so that a run without pictures has something to point at.
    rows = g.op("Concat", g.constant(np.zeros((1, hidden), dtype=np.float32)), "image_features", axis=0)
    return g.op("Where", g.op("Unsqueeze", is_image, g.shape(2)), g.op("Gather", rows, count, axis=0), words)


def _masks(g: GraphBuilder) -> dict[str, str]:
    """Added to the scores [S,total]: what comes later is hidden, and for the window what is too long ago."""
    one = scalar(g, 1, np.int64)
    total = g.op("Squeeze", blocks.size_of(g, "attention_mask", 1), g.shape(0))
    past = g.op("Sub", total, g.op("Squeeze", blocks.size_of(g, "input_ids", 1), g.shape(0)))
    asked = g.op("Unsqueeze", g.op("Range", past, total, one), g.shape(1))
    held = g.op("Unsqueeze", g.op("Range", scalar(g, 0, np.int64), total, one), g.shape(0))
    later = g.op("Less", asked, held)
    old = g.op("GreaterOrEqual", g.op("Sub", asked, held), scalar(g, WINDOW, np.int64))

    def score(hidden: str) -> str:
        return g.op("Where", hidden, scalar(g, -1e9), scalar(g, 0))

    return {"full_attention": score(later), "sliding_attention": score(g.op("Or", later, old))}


def _angles(g: GraphBuilder, rope: dict) -> tuple[str, str]:
    """cos and sin [B,S,1,w]; "proportional" turns only the first part of the frequencies."""
    turned = int(rope.get("partial_rotary_factor", 1.0) * WIDTH // 2)
    inverse = np.zeros(WIDTH // 2, dtype=np.float32)
    inverse[:turned] = 1.0 / (rope["rope_theta"] ** (np.arange(0, 2 * turned, 2, dtype=np.float32) / WIDTH))
    positions = g.op("Cast", g.op("Unsqueeze", "position_ids", g.shape(2)), to=TensorProto.FLOAT)
    half = g.op("Mul", positions, g.constant(inverse))
    angles = g.op("Unsqueeze", g.op("Concat", half, half, axis=-1), g.shape(2))
    return g.op("Cos", angles), g.op("Sin", angles)


def _attention(g: GraphBuilder, x: str, name: str, layer: int, text, turn: tuple[str, str], mask: str) -> str:
    count, kv_count, eps = text.num_attention_heads, text.num_key_value_heads, text.norm_eps

    def heads(part: str, number: int, normed: bool) -> str:
        split = blocks.split_heads(g, g.linear(x, f"{name}.{part}_proj"), number, WIDTH)
        if normed:
            split = blocks.rotate(g, blocks.rms_norm(g, split, f"{name}.{part}_norm", eps), *turn, WIDTH, WIDTH)
        return blocks.heads_first(g, split)

    kept = {}
    for part, kind, normed in (("k", "key", True), ("v", "value", False)):
        past, present = f"past_key_values.{layer}.{kind}", f"present.{layer}.{kind}"
        g.op("Concat", past, heads(part, kv_count, normed), outputs=(present,), axis=2)
        kept[part] = _grouped(g, present, count, kv_count)
    mixed = blocks.plain_attention(g, heads("q", count, normed=True), kept["k"], kept["v"], WIDTH**-0.5, mask)
    gate = g.op("Unsqueeze", g.op("Sigmoid", g.linear(x, f"{name}.g_proj")), g.shape(3))
    return g.linear(blocks.merge_heads(g, g.op("Mul", mixed, gate), count * WIDTH), f"{name}.o_proj")


def _convolution(g: GraphBuilder, x: str, name: str, layer: int, text) -> str:
    gates = tuple(f"gate_{layer}_{part}" for part in "bcx")
    wide = g.op("Transpose", g.linear(x, f"{name}.in_proj"), perm=[0, 2, 1])
    g.op("Split", wide, outputs=gates, axis=1, num_outputs=3)
    gated, weight = g.op("Mul", gates[0], gates[2]), f"{name}.conv.weight"
    seen = blocks.short_convolution(g, gated, weight, layer, text.hidden_size, text.conv_L_cache, KEPT_COLUMNS)
    return g.linear(g.op("Transpose", g.op("Mul", gates[1], seen), perm=[0, 2, 1]), f"{name}.out_proj")


def decoder(weights: dict[str, torch.Tensor], settings: Lfm3VlConfig) -> onnx.ModelProto:
    """input_ids, image_features of the pictures in them, attention_mask, position_ids, past → logits, present."""
    text = settings.text_config
    g = GraphBuilder("decoder", weights, half=True)
    root, eps = "model.language_model", text.norm_eps
    x = _embedded(g, f"{root}.embed_tokens.weight", settings.image_token_id, text.hidden_size)
    masks = _masks(g)
    turns = {kind: _angles(g, rope) for kind, rope in text.rope_parameters.items()}
    size = ("batch_size", "sequence_length")
    inputs = [
        integers("input_ids", *size),
        floats("image_features", "num_image_tokens", text.hidden_size),
        integers("attention_mask", "batch_size", "total_sequence_length"),
        integers("position_ids", *size),
    ]
    outputs = [floats("logits", *size, text.vocab_size)]
    for i, kind in enumerate(text.layer_types):
        layer = f"{root}.layers.{i}"
        normed = blocks.rms_norm(g, x, f"{layer}.operator_norm", eps)
        if kind == "conv":
            added = _convolution(g, normed, f"{layer}.conv", i, text)
            kept = blocks.state_interface("conv", i, text.hidden_size, KEPT_COLUMNS)
        else:
            added = _attention(g, normed, f"{layer}.self_attn", i, text, turns[kind], masks[kind])
            kept = blocks.key_value_interface(i, text.num_key_value_heads, WIDTH)
        inputs += kept[0]
        outputs += kept[1]
        x = g.op("Add", x, blocks.rms_norm(g, added, f"{layer}.post_operator_norm", eps))
        ffn = f"{layer}.feed_forward"
        normed = blocks.rms_norm(g, x, f"{layer}.ffn_norm", eps)
        grown = blocks.gated_mlp(g, normed, f"{ffn}.w1", f"{ffn}.w3", f"{ffn}.w2")
        x = g.op("Add", x, blocks.rms_norm(g, grown, f"{layer}.post_ffn_norm", eps))
    g.op("Identity", g.linear(blocks.rms_norm(g, x, f"{root}.embedding_norm", eps), "lm_head"), outputs=("logits",))
    return g.finish(inputs, outputs)
