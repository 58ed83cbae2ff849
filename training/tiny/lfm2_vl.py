"""A tiny LFM2-VL: SigLIP 2 with patches of any grid, and a decoder of convolutions and attention.

Names of files, inputs and outputs are those of onnx-community/LFM2.5-VL-450M-ONNX, as transformers.js 4.3.2 feeds them
(models/lfm2_vl) and as its decoder is described by crate lfm 0.1.1 (src/runtime/decoder.rs).
"""

from __future__ import annotations

import numpy as np
import onnx
import torch
from onnx import TensorProto
from transformers import (
    Lfm2Config,
    Lfm2VlConfig,
    Lfm2VlForConditionalGeneration,
    Lfm2VlImageProcessor,
    Lfm2VlProcessor,
    PreTrainedTokenizerFast,
    Siglip2VisionConfig,
)

from graphs import GraphBuilder
from text import rotary_tables
from tiny import blocks
from tiny.blocks import floats, integers, scalar

PATCH, SIDE_OF_TABLE, TILE = 4, 4, 32
KEPT_COLUMNS = 3
CHAT_TEMPLATE = (
    "{{ bos_token }}{% for message in messages %}{{ '<|im_start|>' + message['role'] + '\n' }}"
    "{% for part in message['content'] %}{{ '<image>' if part['type'] == 'image' else part['text'] }}{% endfor %}"
    "{{ '<|im_end|>\n' }}{% endfor %}{{ '<|im_start|>assistant\n' if add_generation_prompt else '' }}"
)
TOKENS = ["<|startoftext|>", "<|im_start|>", "<|im_end|>", "<|pad|>", "<image>", "<|image_start|>", "<|image_end|>"]
TOKENS += ["<|img_thumbnail|>"] + [f"<|img_row_{row}_col_{col}|>" for row in range(1, 5) for col in range(1, 5)]
ENDS = {"bos_token": "<|startoftext|>", "eos_token": "<|im_end|>", "pad_token": "<|pad|>"}
IMAGE_PROCESSOR = {
    "image_processor_type": "Lfm2VlImageProcessorFast",
    "downsample_factor": 2,
    "do_image_splitting": True,
    "do_normalize": True,
    "do_pad": True,
    "do_rescale": True,
    "do_resize": True,
    "encoder_patch_size": PATCH,
    "image_mean": [0.5, 0.5, 0.5],
    "image_std": [0.5, 0.5, 0.5],
    "max_image_tokens": 16,
    "max_pixels_tolerance": 2.0,
    "max_tiles": 4,
    "min_image_tokens": 4,
    "min_tiles": 2,
    "resample": 2,
    "rescale_factor": 1 / 255,
    "return_row_col_info": True,
    "size": {"height": TILE, "width": TILE},
    "tile_size": TILE,
    "use_thumbnail": True,
}


def processor(tokenizer: PreTrainedTokenizerFast) -> Lfm2VlProcessor:
    return Lfm2VlProcessor(Lfm2VlImageProcessor(**IMAGE_PROCESSOR), tokenizer, chat_template=CHAT_TEMPLATE)


def settings_files(settings: Lfm2VlConfig) -> dict[str, dict]:
    """Beside config.json and the tokenizer: as LFM2.5-VL's repositories have them."""
    return {
        "preprocessor_config.json": IMAGE_PROCESSOR,
        "generation_config.json": {"eos_token_id": settings.text_config.eos_token_id},
    }


TEXT = {
    "hidden_size": 32,
    "intermediate_size": 48,
    "num_attention_heads": 2,
    "num_key_value_heads": 1,
    "max_position_embeddings": 1024,
    "layer_types": ["conv", "full_attention", "conv", "full_attention"],
    "rope_parameters": {"rope_theta": 10000.0, "rope_type": "default"},
}
VISION = {
    "hidden_size": 24,
    "intermediate_size": 32,
    "num_hidden_layers": 2,
    "num_attention_heads": 2,
    "num_patches": SIDE_OF_TABLE**2,
    "patch_size": PATCH,
}


def config(
    vocabulary: int, ids: dict[str, int], text: dict = TEXT, vision: dict = VISION, projector: int = 40
) -> Lfm2VlConfig:
    """Of any size; the tiny one's where nothing is said. `projector` is the width of the projector's hidden layer."""
    language = Lfm2Config(
        **text,
        vocab_size=vocabulary,
        num_hidden_layers=len(text["layer_types"]),
        conv_L_cache=KEPT_COLUMNS,
        conv_bias=False,
        block_auto_adjust_ff_dim=False,
        bos_token_id=ids["<|startoftext|>"],
        eos_token_id=ids["<|im_end|>"],
        pad_token_id=ids["<|pad|>"],
        tie_word_embeddings=False,
    )
    seeing = Siglip2VisionConfig(**vision, vision_use_head=False)
    return Lfm2VlConfig(
        text_config=language.to_dict(),
        vision_config=seeing.to_dict(),
        image_token_id=ids["<image>"],
        projector_hidden_size=projector,
        projector_use_layernorm=False,
        downsample_factor=2,
        tie_word_embeddings=False,
    )


def model(settings: Lfm2VlConfig) -> Lfm2VlForConditionalGeneration:
    return Lfm2VlForConditionalGeneration._from_config(settings, attn_implementation="eager")


def graphs(network: Lfm2VlForConditionalGeneration) -> dict[str, onnx.ModelProto]:
    return {f"{role}.onnx": build(network.state_dict(), network.config) for role, build in GRAPHS.items()}


def _axis_weights(g: GraphBuilder, place: str, size: str, side: int) -> str:
    """How much each row (or column) of the table of positions counts at each place: [N,P,1], [N,1,1] → [N,P,G]."""
    scale = g.op("Div", scalar(g, side), size)
    center = g.op("Sub", g.op("Mul", g.op("Add", place, scalar(g, 0.5)), scale), scalar(g, 0.5))
    source = g.constant(np.arange(side, dtype=np.float32))
    far = g.op("Div", g.op("Abs", g.op("Sub", source, center)), g.op("Max", scale, scalar(g, 1)))
    weights = g.op("Max", g.op("Sub", scalar(g, 1), far), scalar(g, 0))
    return g.op("Div", weights, g.op("ReduceSum", weights, g.shape(-1), keepdims=1))


def _shape_column(g: GraphBuilder, column: int) -> str:
    """int64 [N,1] of spatial_shapes."""
    return g.op("Gather", "spatial_shapes", g.shape(column), axis=1)


def _positions(g: GraphBuilder, patches: str, side: int) -> str:
    """The table of positions, stretched over each picture's own grid: [N,P,D]."""
    columns = g.op("Unsqueeze", _shape_column(g, 1), g.shape(2))
    rows = g.op("Unsqueeze", _shape_column(g, 0), g.shape(2))
    index = g.op("Unsqueeze", g.op("Range", scalar(g, 0, np.int64), patches, scalar(g, 1, np.int64)), g.shape(0, 2))
    # Padding takes the first place, or its weights would be nought over nought.
    inside = g.op("Cast", g.op("Less", index, g.op("Mul", rows, columns)), to=TensorProto.INT64)
    index = g.op("Mul", index, inside)
    row = g.op("Div", index, columns)
    column = g.op("Sub", index, g.op("Mul", row, columns))

    def real(x: str) -> str:
        return g.op("Cast", x, to=TensorProto.FLOAT)

    along_rows = g.op("Unsqueeze", _axis_weights(g, real(row), real(rows), side), g.shape(3))
    along_columns = g.op("Unsqueeze", _axis_weights(g, real(column), real(columns), side), g.shape(2))
    both = g.op("Reshape", g.op("Mul", along_rows, along_columns), g.shape(0, 0, side**2))
    return g.op("MatMul", both, g.weight("model.vision_tower.embeddings.position_embedding.weight"))


def _features(g: GraphBuilder, x: str, patches: str, width: int) -> None:
    """Squares of two by two patches, those that count, through the projector."""
    factor = 2
    columns = _shape_column(g, 1)
    across = g.op("Div", columns, scalar(g, factor, np.int64))
    count = g.op("Mul", g.op("Div", _shape_column(g, 0), scalar(g, factor, np.int64)), across)
    slots = g.op("Div", patches, scalar(g, factor**2, np.int64))
    token = g.op("Unsqueeze", g.op("Range", scalar(g, 0, np.int64), slots, scalar(g, 1, np.int64)), g.shape(0))
    valid = g.op("Less", token, count)
    row = g.op("Mul", g.op("Div", token, across), scalar(g, factor, np.int64))
    column = g.op(
        "Mul", g.op("Sub", token, g.op("Mul", g.op("Div", token, across), across)), scalar(g, factor, np.int64)
    )
    first = g.op("Add", g.op("Mul", row, columns), column)
    first = g.op("Mul", first, g.op("Cast", valid, to=TensorProto.INT64))
    offsets = [first, g.op("Add", first, scalar(g, 1, np.int64)), g.op("Add", first, columns)]
    offsets.append(g.op("Add", offsets[2], scalar(g, 1, np.int64)))
    four = g.op("Concat", *(g.op("Unsqueeze", offset, g.shape(2)) for offset in offsets), axis=2)
    flat = g.op("Reshape", four, g.shape(0, -1))
    wide = g.op("Expand", g.op("Unsqueeze", flat, g.shape(2)), g.shape(1, 1, width))
    squares = g.op("Reshape", g.op("GatherElements", x, wide, axis=1), g.shape(-1, factor**2 * width))
    kept = g.op("Compress", squares, g.op("Reshape", valid, g.shape(-1)), axis=0)
    inner = blocks.gelu(g, g.linear(kept, "model.multi_modal_projector.linear_1"), "gelu")
    g.op("Identity", g.linear(inner, "model.multi_modal_projector.linear_2"), outputs=("image_features",))


def vision_encoder(weights: dict[str, torch.Tensor], settings: Lfm2VlConfig, half: bool = True) -> onnx.ModelProto:
    """pixel_values [N,P,16·3], pixel_attention_mask [N,P], spatial_shapes [N,2] → image_features [tokens,H]."""
    vision = settings.vision_config
    width, heads = vision.hidden_size, vision.num_attention_heads
    g = GraphBuilder("vision_encoder", weights, half)
    root = "model.vision_tower"
    patches = g.op("Squeeze", blocks.size_of(g, "pixel_values", 1), g.shape(0))
    x = g.op(
        "Add",
        g.linear("pixel_values", f"{root}.embeddings.patch_embedding"),
        _positions(g, patches, int(vision.num_patches**0.5)),
    )
    hidden = g.op("Sub", scalar(g, 1), g.op("Cast", "pixel_attention_mask", to=TensorProto.FLOAT))
    mask = g.op("Unsqueeze", g.op("Mul", hidden, scalar(g, -1e9)), g.shape(1, 2))
    for i in range(vision.num_hidden_layers):
        layer = f"{root}.encoder.layers.{i}"
        normed = blocks.layer_norm(g, x, f"{layer}.layer_norm1", vision.layer_norm_eps)
        q, k, v = (
            blocks.heads_first(
                g, blocks.split_heads(g, g.linear(normed, f"{layer}.self_attn.{part}_proj"), heads, width // heads)
            )
            for part in "qkv"
        )
        mixed = blocks.merge_heads(g, blocks.plain_attention(g, q, k, v, (width // heads) ** -0.5, mask), width)
        x = g.op("Add", x, g.linear(mixed, f"{layer}.self_attn.out_proj"))
        normed = blocks.layer_norm(g, x, f"{layer}.layer_norm2", vision.layer_norm_eps)
        inner = blocks.gelu(g, g.linear(normed, f"{layer}.mlp.fc1"), vision.hidden_act)
        x = g.op("Add", x, g.linear(inner, f"{layer}.mlp.fc2"))
    x = blocks.layer_norm(g, x, f"{root}.post_layernorm", vision.layer_norm_eps)
    _features(g, x, patches, width)
    inputs = [
        floats("pixel_values", "batch_size", "num_patches", vision.patch_size**2 * 3),
        integers("pixel_attention_mask", "batch_size", "num_patches"),
        integers("spatial_shapes", "batch_size", 2),
    ]
    return g.finish(inputs, [floats("image_features", "num_tokens", settings.text_config.hidden_size)])


def decoder(weights: dict[str, torch.Tensor], settings: Lfm2VlConfig, half: bool = True) -> onnx.ModelProto:
    """inputs_embeds, attention_mask, past → logits of every token, present. There are no position ids."""
    text = settings.text_config
    count, kv_count = text.num_attention_heads, text.num_key_value_heads
    width = text.hidden_size // count
    g = GraphBuilder("decoder_model_merged", weights, half)
    known = blocks.lengths(g)
    cos, sin = rotary_tables(text.max_position_embeddings, width, text.rope_parameters["rope_theta"])
    rotary = (g.constant(cos.numpy(), "cos_cache"), g.constant(sin.numpy(), "sin_cache"))
    inputs = [
        floats("inputs_embeds", "batch_size", "sequence_length", text.hidden_size),
        integers("attention_mask", "batch_size", "total_sequence_length"),
    ]
    outputs = [floats("logits", "batch_size", "sequence_length", text.vocab_size)]
    x = "inputs_embeds"
    for i, kind in enumerate(text.layer_types):
        layer = f"model.language_model.layers.{i}"
        normed = blocks.rms_norm(g, x, f"{layer}.operator_norm", text.norm_eps)
        if kind == "conv":
            names = tuple(f"gate_{i}_{part}" for part in "bcx")
            wide = g.op("Transpose", g.linear(normed, f"{layer}.conv.in_proj"), perm=[0, 2, 1])
            g.op("Split", wide, outputs=names, axis=1, num_outputs=3)
            gated = g.op("Mul", names[0], names[2])
            weight = f"{layer}.conv.conv.weight"
            seen = blocks.short_convolution(g, gated, weight, i, text.hidden_size, text.conv_L_cache, KEPT_COLUMNS)
            mixed = g.op("Transpose", g.op("Mul", names[1], seen), perm=[0, 2, 1])
            added = g.linear(mixed, f"{layer}.conv.out_proj")
            interface = blocks.state_interface("conv", i, text.hidden_size, KEPT_COLUMNS)
        else:
            q, k = (
                blocks.merge_heads(
                    g,
                    blocks.rms_norm(
                        g,
                        blocks.split_heads(g, g.linear(normed, f"{layer}.self_attn.{part}_proj"), number, width),
                        f"{layer}.self_attn.{part}_layernorm",
                        text.norm_eps,
                    ),
                    number * width,
                )
                for part, number in (("q", count), ("k", kv_count))
            )
            v = g.linear(normed, f"{layer}.self_attn.v_proj")
            mixed = blocks.grouped_attention(g, (q, k, v), i, known, (count, kv_count, width), rotary)
            added = g.linear(mixed, f"{layer}.self_attn.out_proj")
            interface = blocks.key_value_interface(i, kv_count, width)
        inputs += interface[0]
        outputs += interface[1]
        x = g.op("Add", x, added)
        normed = blocks.rms_norm(g, x, f"{layer}.ffn_norm", text.norm_eps)
        ffn = f"{layer}.feed_forward"
        x = g.op("Add", x, blocks.gated_mlp(g, normed, f"{ffn}.w1", f"{ffn}.w3", f"{ffn}.w2"))
    normed = blocks.rms_norm(g, x, "model.language_model.embedding_norm", text.norm_eps)
    g.op("Identity", g.linear(normed, "lm_head"), outputs=("logits",))
    return g.finish(inputs, outputs)


def embed_tokens(weights: dict[str, torch.Tensor], settings: Lfm2VlConfig, half: bool = True) -> onnx.ModelProto:
    """input_ids [B,S] → inputs_embeds [B,S,H]."""
    g = GraphBuilder("embed_tokens", weights, half)
    return blocks.token_embedder(g, "model.language_model.embed_tokens.weight", settings.text_config.hidden_size)


GRAPHS = {"embed_tokens": embed_tokens, "vision_encoder": vision_encoder, "decoder_model_merged": decoder}
