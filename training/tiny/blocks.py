"""Parts of the graphs of every family, on graphs.GraphBuilder."""

from __future__ import annotations

import numpy as np
import onnx
from onnx import TensorProto, helper

from graphs import CONTRIB, GraphBuilder


def floats(name: str, *shape: int | str) -> onnx.ValueInfoProto:
    return helper.make_tensor_value_info(name, TensorProto.FLOAT, shape)


def integers(name: str, *shape: int | str) -> onnx.ValueInfoProto:
    return helper.make_tensor_value_info(name, TensorProto.INT64, shape)


def scalar(g: GraphBuilder, value: float, dtype: type = np.float32) -> str:
    return g.constant(np.array(value, dtype=dtype))


def rms_norm(g: GraphBuilder, x: str, name: str, eps: float, plus_one: bool = False) -> str:
    """Over the last axis. Qwen3.5 keeps its weights less one."""
    weight = g.weights[f"{name}.weight"].float() + (1 if plus_one else 0)
    return g.op("SimplifiedLayerNormalization", x, g.constant(weight.numpy()), axis=-1, epsilon=eps, stash_type=1)


def layer_norm(g: GraphBuilder, x: str, name: str, eps: float) -> str:
    return g.op("LayerNormalization", x, g.weight(f"{name}.weight"), g.weight(f"{name}.bias"), axis=-1, epsilon=eps)


def silu(g: GraphBuilder, x: str) -> str:
    return g.op("Mul", x, g.op("Sigmoid", x))


def gelu(g: GraphBuilder, x: str, kind: str) -> str:
    if kind == "gelu_pytorch_tanh":
        return g.op("FastGelu", x, domain=CONTRIB)
    return g.op("Gelu", x, domain=CONTRIB)


def gated_mlp(g: GraphBuilder, x: str, gate: str, up: str, down: str) -> str:
    return g.linear(g.op("Mul", silu(g, g.linear(x, gate)), g.linear(x, up)), down)


def split_heads(g: GraphBuilder, x: str, heads: int, width: int) -> str:
    """[B,S,heads·width] → [B,S,heads,width]."""
    return g.op("Reshape", x, g.shape(0, 0, heads, width))


def heads_first(g: GraphBuilder, x: str) -> str:
    """[B,S,heads,width] → [B,heads,S,width]."""
    return g.op("Transpose", x, perm=[0, 2, 1, 3])


def merge_heads(g: GraphBuilder, x: str, width: int) -> str:
    """[B,S,heads,w] → [B,S,width]."""
    return g.op("Reshape", x, g.shape(0, 0, width))


def size_of(g: GraphBuilder, x: str, axis: int) -> str:
    """int64 [1]."""
    return g.op("Shape", x, start=axis, end=axis + 1)


def rotate(g: GraphBuilder, x: str, cos: str, sin: str, width: int, rotated: int) -> str:
    """The first `rotated` of `width` numbers of the last axis, in halves; cos and sin as wide as `rotated`."""
    half = rotated // 2
    parts = [half, half] + ([width - rotated] if rotated < width else [])
    names = tuple(f"part_{g.count}_{i}" for i in range(len(parts)))
    g.op("Split", x, g.shape(*parts), outputs=names, axis=-1)
    front = g.op("Concat", names[0], names[1], axis=-1)
    turned = g.op("Concat", g.op("Neg", names[1]), names[0], axis=-1)
    moved = g.op("Add", g.op("Mul", front, cos), g.op("Mul", turned, sin))
    return g.op("Concat", moved, names[2], axis=-1) if len(names) == 3 else moved


def lengths(g: GraphBuilder) -> tuple[str, str]:
    """What GroupQueryAttention wants of the mask: last valid index of each row, and the longest length, both int32."""
    valid = g.op("ReduceSum", "attention_mask", g.shape(1), keepdims=0)
    last = g.op("Cast", g.op("Sub", valid, scalar(g, 1, np.int64)), to=TensorProto.INT32)
    total = g.op("Gather", g.op("Shape", "attention_mask"), scalar(g, 1, np.int64), axis=0)
    return last, g.op("Cast", total, to=TensorProto.INT32)


def grouped_attention(
    g: GraphBuilder,
    qkv: tuple[str, str, str],
    layer: int,
    known: tuple[str, str],
    heads: tuple[int, int, int],
    rotary: tuple[str, str] | None = None,
) -> str:
    """[B,S,heads·w] three times → [B,S,heads·w], past and present of `layer` beside."""
    count, kv_count, width = heads
    return g.op(
        "GroupQueryAttention",
        *qkv,
        f"past_key_values.{layer}.key",
        f"past_key_values.{layer}.value",
        *known,
        *(rotary or ("", "")),
        outputs=(f"mixed_{layer}", f"present.{layer}.key", f"present.{layer}.value"),
        domain=CONTRIB,
        num_heads=count,
        kv_num_heads=kv_count,
        do_rotary=0 if rotary is None else 1,
        rotary_interleaved=0,
        scale=width**-0.5,
    )


def short_convolution(g: GraphBuilder, x: str, weight: str, layer: int, channels: int, kernel: int, kept: int) -> str:
    """Causal and depthwise over [B,C,S], after the `kept` columns of past_conv; present_conv is the last `kept`."""
    padded = g.op("Concat", f"past_conv.{layer}", x, axis=2)
    g.op(
        "Slice",
        padded,
        g.shape(-kept),
        g.shape(np.iinfo(np.int64).max),
        g.shape(2),
        outputs=(f"present_conv.{layer}",),
    )
    seen = g.op("Slice", padded, g.shape(kept - kernel + 1), g.shape(np.iinfo(np.int64).max), g.shape(2))
    filters = g.constant(g.weights[weight].float().reshape(channels, 1, kernel).numpy())
    return g.op("Conv", seen, filters, group=channels, kernel_shape=[kernel])


def plain_attention(g: GraphBuilder, q: str, k: str, v: str, scale: float, mask: str | None = None) -> str:
    """[B,heads,S,w] three times → [B,S,heads,w]; the mask is added to the scores."""
    scores = g.op("Mul", g.op("MatMul", q, g.op("Transpose", k, perm=[0, 1, 3, 2])), scalar(g, scale))
    if mask is not None:
        scores = g.op("Add", scores, mask)
    return heads_first(g, g.op("MatMul", g.op("Softmax", scores, axis=-1), v))


def token_embedder(g: GraphBuilder, table: str, hidden: int) -> onnx.ModelProto:
    """input_ids [B,S] → inputs_embeds [B,S,H]."""
    g.op("Gather", g.weight(table), "input_ids", outputs=("inputs_embeds",), axis=0)
    size = ("batch_size", "sequence_length")
    return g.finish([integers("input_ids", *size)], [floats("inputs_embeds", *size, hidden)])


def key_value_interface(layer: int, heads: int, width: int) -> tuple[list, list]:
    inputs, outputs = [], []
    for part in ("key", "value"):
        shape = ("batch_size", heads)
        inputs.append(floats(f"past_key_values.{layer}.{part}", *shape, "past_sequence_length", width))
        outputs.append(floats(f"present.{layer}.{part}", *shape, "total_sequence_length", width))
    return inputs, outputs


def state_interface(name: str, layer: int, *shape: int) -> tuple[list, list]:
    return (
        [floats(f"past_{name}.{layer}", "batch_size", *shape)],
        [floats(f"present_{name}.{layer}", "batch_size", *shape)],
    )
