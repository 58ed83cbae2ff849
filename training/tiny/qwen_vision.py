"""The vision encoder of Qwen3-VL, Qwen3.5 and their kin: patches of any grid in squares of two by two."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import onnx
from onnx import TensorProto
from transformers import PreTrainedConfig

from graphs import GraphBuilder
from tiny import blocks
from tiny.blocks import floats, integers, scalar

MERGE = 2
EPS = 1e-6


@dataclass(frozen=True)
class PatchPlaces:
    """Row and column of each patch, and the picture's own, all int64 [patches] and []."""

    row: str
    column: str
    rows: str
    columns: str


def patch_places(g: GraphBuilder, grid: str, merge: int = MERGE) -> PatchPlaces:
    def whole(value: int) -> str:
        return scalar(g, value, np.int64)

    rows, columns = (g.op("Squeeze", g.op("Gather", grid, whole(axis), axis=1), g.shape(0)) for axis in (1, 2))
    index = g.op("Range", whole(0), g.op("Mul", rows, columns), whole(1))
    across = g.op("Div", columns, whole(merge))
    block = g.op("Div", index, whole(merge * merge))
    block_row = g.op("Div", block, across)
    block_column = g.op("Sub", block, g.op("Mul", block_row, across))
    inside = g.op("Sub", index, g.op("Mul", block, whole(merge * merge)))
    inner_row = g.op("Div", inside, whole(merge))
    inner_column = g.op("Sub", inside, g.op("Mul", inner_row, whole(merge)))
    row = g.op("Add", g.op("Mul", block_row, whole(merge)), inner_row)
    column = g.op("Add", g.op("Mul", block_column, whole(merge)), inner_column)
    return PatchPlaces(row, column, rows, columns)


def real(g: GraphBuilder, x: str) -> str:
    return g.op("Cast", x, to=TensorProto.FLOAT)


def axial_angles(g: GraphBuilder, places: PatchPlaces, width: int, theta: float) -> tuple[str, str]:
    """cos and sin [patches, 1, width]: a quarter of the head by row, a quarter by column, both twice."""
    spatial = width // 2
    frequencies = 1.0 / (theta ** (np.arange(0, spatial, 2, dtype=np.float32) / spatial))
    inverse = g.constant(frequencies.astype(np.float32))
    by_axis = [
        g.op("Mul", g.op("Unsqueeze", real(g, place), g.shape(1)), inverse) for place in (places.row, places.column)
    ]
    half = g.op("Concat", *by_axis, axis=1)
    angles = g.op("Unsqueeze", g.op("Concat", half, half, axis=1), g.shape(1))
    return g.op("Cos", angles), g.op("Sin", angles)


def table_of_positions(g: GraphBuilder, places: PatchPlaces, table: str, side: int) -> str:
    """The square table of positions stretched over the picture's grid, corners on corners: [patches, D]."""

    def weights(place: str, size: str) -> str:
        last = g.op("Max", g.op("Sub", real(g, size), scalar(g, 1)), scalar(g, 1))
        at = g.op("Div", g.op("Mul", real(g, place), scalar(g, side - 1)), last)
        far = g.op("Abs", g.op("Sub", g.op("Unsqueeze", at, g.shape(1)), g.constant(np.arange(side, dtype=np.float32))))
        return g.op("Max", g.op("Sub", scalar(g, 1), far), scalar(g, 0))

    by_row = g.op("Unsqueeze", weights(places.row, places.rows), g.shape(2))
    by_column = g.op("Unsqueeze", weights(places.column, places.columns), g.shape(1))
    both = g.op("Reshape", g.op("Mul", by_row, by_column), g.shape(-1, side * side))
    return g.op("MatMul", both, g.weight(table))


def _attention(g: GraphBuilder, x: str, name: str, heads: int, width: int, turn: tuple[str, str]) -> str:
    """[P,D] → [P,D]."""
    size = width // heads
    names = tuple(f"{name}_{part}" for part in "qkv")
    packed = g.op("Reshape", g.linear(x, f"{name}.qkv"), g.shape(-1, 3, heads, size))
    g.op("Split", packed, outputs=names, axis=1, num_outputs=3)
    q, k, v = (g.op("Reshape", part, g.shape(-1, heads, size)) for part in names)
    q, k = (blocks.rotate(g, part, *turn, size, size) for part in (q, k))
    q, k, v = (g.op("Unsqueeze", g.op("Transpose", part, perm=[1, 0, 2]), g.shape(0)) for part in (q, k, v))
    mixed = g.op("Reshape", blocks.plain_attention(g, q, k, v, size**-0.5), g.shape(-1, width))
    return g.linear(mixed, f"{name}.proj")


def _merger(g: GraphBuilder, x: str, name: str, width: int, normed_first: bool, output: str) -> None:
    wide = g.shape(-1, MERGE * MERGE * width)
    if normed_first:
        merged = g.op("Reshape", blocks.layer_norm(g, x, f"{name}.norm", EPS), wide)
    else:
        merged = blocks.layer_norm(g, g.op("Reshape", x, wide), f"{name}.norm", EPS)
    inner = blocks.gelu(g, g.linear(merged, f"{name}.linear_fc1"), "gelu")
    g.op("Identity", g.linear(inner, f"{name}.linear_fc2"), outputs=(output,))


def vision_encoder(weights: dict, vision: PreTrainedConfig, half: bool = True) -> onnx.ModelProto:
    """pixel_values [P,C·T·ps·ps], image_grid_thw [1,3] → image_features [P/4,H], deepstack_features_i as well."""
    width, heads = vision.hidden_size, vision.num_heads
    g = GraphBuilder("vision_encoder", weights, half)
    root = "model.visual"
    places = patch_places(g, "image_grid_thw")
    # The frames of a patch are one convolution without overlap: a product.
    filters = weights[f"{root}.patch_embed.proj.weight"].reshape(width, -1)
    embedded = g.op("MatMul", "pixel_values", g.tensor(filters.T, "patch_embed"))
    x = g.op("Add", embedded, g.weight(f"{root}.patch_embed.proj.bias"))
    side = int(vision.num_position_embeddings**0.5)
    x = g.op("Add", x, table_of_positions(g, places, f"{root}.pos_embed.weight", side))
    turn = axial_angles(g, places, width // heads, vision.rope_parameters["rope_theta"])
    tapped = list(getattr(vision, "deepstack_visual_indexes", []))
    outputs = [floats("image_features", "num_tokens", vision.out_hidden_size)]
    for i in range(vision.depth):
        layer = f"{root}.blocks.{i}"
        normed = blocks.layer_norm(g, x, f"{layer}.norm1", EPS)
        x = g.op("Add", x, _attention(g, normed, f"{layer}.attn", heads, width, turn))
        normed = blocks.layer_norm(g, x, f"{layer}.norm2", EPS)
        inner = blocks.gelu(g, g.linear(normed, f"{layer}.mlp.linear_fc1"), vision.hidden_act)
        x = g.op("Add", x, g.linear(inner, f"{layer}.mlp.linear_fc2"))
        if i in tapped:
            index = tapped.index(i)
            _merger(g, x, f"{root}.deepstack_merger_list.{index}", width, False, f"deepstack_features_{index}")
            outputs.append(floats(f"deepstack_features_{index}", "num_tokens", vision.out_hidden_size))
    _merger(g, x, f"{root}.merger", width, True, "image_features")
    size = vision.in_channels * vision.temporal_patch_size * vision.patch_size**2
    return g.finish([floats("pixel_values", "num_patches", size), integers("image_grid_thw", 1, 3)], outputs)
