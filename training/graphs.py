"""Builds the Hub's three ONNX graphs of any Idefics3 by hand, from its state dict and its config.

Only operators that both the WASM and the WebGPU back end of onnxruntime-web run. Attention of the decoder is
com.microsoft.GroupQueryAttention with rotary inside, so past and present may be growing tensors or one shared buffer.
Weights may be kept as float16 and cast to float32 where the graph begins: the casts are folded when a session is
made, so no back end ever computes in half precision.
"""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np
import onnx
import torch
from onnx import TensorProto, helper, numpy_helper
from torch import Tensor
from transformers import Idefics3Config

from text import rotary_tables
from vision import patch_position_ids

OPSET = 18
CONTRIB = "com.microsoft"
IR_VERSION = 9


@dataclass
class GraphBuilder:
    """Nodes and initialisers in the order they are added; every method returns the name of what it makes."""

    name: str
    weights: dict[str, Tensor]
    half: bool
    nodes: list[onnx.NodeProto] = field(default_factory=list)
    initializers: list[onnx.TensorProto] = field(default_factory=list)
    count: int = 0

    def op(self, kind: str, *inputs: str, outputs: tuple[str, ...] = (), domain: str = "", **attributes: object) -> str:
        """Adds a node; without `outputs` it has one, with a made-up name."""
        self.count += 1
        names = list(outputs) or [f"{kind}_{self.count}"]
        self.nodes.append(
            helper.make_node(kind, list(inputs), names, name=f"/{kind}_{self.count}", domain=domain, **attributes)
        )
        return names[0]

    def constant(self, values: np.ndarray, name: str = "") -> str:
        self.count += 1
        name = name or f"constant_{self.count}"
        self.initializers.append(numpy_helper.from_array(np.ascontiguousarray(values), name))
        return name

    def shape(self, *sizes: int) -> str:
        return self.constant(np.array(sizes, dtype=np.int64))

    def tensor(self, value: Tensor, name: str) -> str:
        """A weight; matrices are kept in half precision where asked."""
        values = value.detach().float().contiguous().numpy()
        if not self.half or value.ndim < 2:
            return self.constant(values, name)
        return self.op("Cast", self.constant(values.astype(np.float16), f"{name}.half"), to=TensorProto.FLOAT)

    def weight(self, name: str) -> str:
        return self.tensor(self.weights[name], name)

    def linear(self, x: str, *names: str) -> str:
        """x·Wᵀ (+ bias) of one layer, or of several side by side."""
        matrix = torch.cat([self.weights[f"{name}.weight"] for name in names])
        product = self.op("MatMul", x, self.tensor(matrix.T, f"{names[0]}.weight"))
        if f"{names[0]}.bias" not in self.weights:
            return product
        bias = torch.cat([self.weights[f"{name}.bias"] for name in names])
        return self.op("Add", product, self.tensor(bias, f"{names[0]}.bias"))

    def finish(self, inputs: list[onnx.ValueInfoProto], outputs: list[onnx.ValueInfoProto]) -> onnx.ModelProto:
        graph = helper.make_graph(self.nodes, self.name, inputs, outputs, self.initializers)
        opsets = [helper.make_opsetid("", OPSET), helper.make_opsetid(CONTRIB, 1)]
        return helper.make_model(graph, opset_imports=opsets, ir_version=IR_VERSION, producer_name="sightline")


def _float(name: str, *shape: int | str) -> onnx.ValueInfoProto:
    return helper.make_tensor_value_info(name, TensorProto.FLOAT, shape)


def _layer_norm(g: GraphBuilder, x: str, name: str, eps: float) -> str:
    return g.op("LayerNormalization", x, g.weight(f"{name}.weight"), g.weight(f"{name}.bias"), axis=-1, epsilon=eps)


def _vision_attention(g: GraphBuilder, x: str, name: str, heads: int, width: int) -> str:
    """[M,P,D] → [M,P,D]."""

    def split(projected: str, order: list[int]) -> str:
        return g.op("Transpose", g.op("Reshape", projected, g.shape(0, 0, heads, width // heads)), perm=order)

    q = split(g.linear(x, f"{name}.q_proj"), [0, 2, 1, 3])
    k = split(g.linear(x, f"{name}.k_proj"), [0, 2, 3, 1])
    v = split(g.linear(x, f"{name}.v_proj"), [0, 2, 1, 3])
    scale = g.constant(np.array((width // heads) ** -0.5, dtype=np.float32))
    mixed = g.op("MatMul", g.op("Softmax", g.op("MatMul", g.op("Mul", q, scale), k), axis=-1), v)
    merged = g.op("Reshape", g.op("Transpose", mixed, perm=[0, 2, 1, 3]), g.shape(0, 0, width))
    return g.linear(merged, f"{name}.out_proj")


def vision_encoder(weights: dict[str, Tensor], config: Idefics3Config, half: bool = False) -> onnx.ModelProto:
    """pixel_values [B,N,3,P,P] → image_features [B·N,T,H]: every tile is taken as full, the mask is not looked at."""
    vision, scale = config.vision_config, config.scale_factor
    edge, width = vision.image_size, vision.hidden_size
    side = edge // vision.patch_size
    if vision.hidden_act != "gelu_pytorch_tanh":
        raise ValueError(f"No graph for activation {vision.hidden_act}")
    g = GraphBuilder("vision_encoder", weights, half)
    root = "model.vision_model"
    tiles = g.op("Reshape", "pixel_values", g.shape(-1, 3, edge, edge))
    patches = g.op(
        "Conv",
        tiles,
        g.weight(f"{root}.embeddings.patch_embedding.weight"),
        g.weight(f"{root}.embeddings.patch_embedding.bias"),
        kernel_shape=[vision.patch_size] * 2,
        strides=[vision.patch_size] * 2,
    )
    rows = g.op("Transpose", g.op("Reshape", patches, g.shape(0, width, side * side)), perm=[0, 2, 1])
    positions = weights[f"{root}.embeddings.position_embedding.weight"][patch_position_ids(side)]
    x = g.op("Add", rows, g.tensor(positions, "positions"))
    for i in range(vision.num_hidden_layers):
        layer = f"{root}.encoder.layers.{i}"
        normed = _layer_norm(g, x, f"{layer}.layer_norm1", vision.layer_norm_eps)
        x = g.op("Add", x, _vision_attention(g, normed, f"{layer}.self_attn", vision.num_attention_heads, width))
        normed = _layer_norm(g, x, f"{layer}.layer_norm2", vision.layer_norm_eps)
        inner = g.op("FastGelu", g.linear(normed, f"{layer}.mlp.fc1"), domain=CONTRIB)
        x = g.op("Add", x, g.linear(inner, f"{layer}.mlp.fc2"))
    x = _layer_norm(g, x, f"{root}.post_layernorm", vision.layer_norm_eps)
    cells = side // scale
    blocks = g.op("Reshape", x, g.shape(-1, cells, scale, cells, scale * width))
    shuffled = g.op("Transpose", blocks, perm=[0, 1, 3, 2, 4])
    tokens = g.op("Reshape", shuffled, g.shape(-1, cells * cells, scale * scale * width))
    features = g.linear(tokens, "model.connector.modality_projection.proj")
    g.op("Identity", features, outputs=("image_features",))
    inputs = [
        _float("pixel_values", "batch_size", "num_images", 3, edge, edge),
        helper.make_tensor_value_info(
            "pixel_attention_mask", TensorProto.BOOL, ["batch_size", "num_images", edge, edge]
        ),
    ]
    return g.finish(inputs, [_float("image_features", "num_tiles", cells * cells, config.text_config.hidden_size)])


def embed_tokens(weights: dict[str, Tensor], config: Idefics3Config, half: bool = False) -> onnx.ModelProto:
    """input_ids [B,S] → inputs_embeds [B,S,H]."""
    g = GraphBuilder("embed_tokens", weights, half)
    g.op("Gather", g.weight("model.text_model.embed_tokens.weight"), "input_ids", outputs=("inputs_embeds",), axis=0)
    ids = helper.make_tensor_value_info("input_ids", TensorProto.INT64, ["batch_size", "sequence_length"])
    width = config.text_config.hidden_size
    return g.finish([ids], [_float("inputs_embeds", "batch_size", "sequence_length", width)])


def _lengths(g: GraphBuilder) -> tuple[str, str]:
    """What GroupQueryAttention wants of the mask: last valid index of each row, and the longest length, both int32."""
    one, axis = g.constant(np.array(1, dtype=np.int64)), g.shape(1)
    valid = g.op("ReduceSum", "attention_mask", axis, keepdims=0)
    last = g.op("Cast", g.op("Sub", valid, one), to=TensorProto.INT32)
    total = g.op("Gather", g.op("Shape", "attention_mask"), one, axis=0)
    return last, g.op("Cast", total, to=TensorProto.INT32)


def _rotary_cache(g: GraphBuilder, config: Idefics3Config, head_dim: int) -> tuple[str, str]:
    text = config.text_config
    cos, sin = rotary_tables(text.max_position_embeddings, head_dim, text.rope_parameters["rope_theta"])
    return g.constant(cos.numpy(), "cos_cache"), g.constant(sin.numpy(), "sin_cache")


def _norm_of_sum(g: GraphBuilder, x: str, added: str, name: str, eps: float) -> tuple[str, str]:
    """RMS norm of x + added, and the sum itself."""
    g.count += 1
    normed, total = f"normed_{g.count}", f"sum_{g.count}"
    g.op(
        "SkipSimplifiedLayerNormalization",
        x,
        added,
        g.weight(f"{name}.weight"),
        outputs=(normed, "", "", total),
        domain=CONTRIB,
        epsilon=eps,
    )
    return normed, total


def decoder(weights: dict[str, Tensor], config: Idefics3Config, half: bool = False) -> onnx.ModelProto:
    """inputs_embeds [B,S,H], attention_mask [B,past+S], past → logits [B,S,V], present.

    position_ids is declared, as in the Hub's exports, and not used: positions follow from the mask's length.
    """
    text = config.text_config
    width = getattr(text, "head_dim", None) or text.hidden_size // text.num_attention_heads
    kv_heads, eps = text.num_key_value_heads, text.rms_norm_eps
    g = GraphBuilder("decoder_model_merged", weights, half)
    last, total = _lengths(g)
    cos, sin = _rotary_cache(g, config, width)
    x = "inputs_embeds"
    root = "model.text_model"
    first_norm = g.weight(f"{root}.layers.0.input_layernorm.weight")
    normed = g.op("SimplifiedLayerNormalization", x, first_norm, axis=-1, epsilon=eps, stash_type=1)
    for i in range(text.num_hidden_layers):
        layer = f"{root}.layers.{i}"
        packed = g.linear(normed, *(f"{layer}.self_attn.{part}_proj" for part in "qkv"))
        mixed = g.op(
            "GroupQueryAttention",
            packed,
            "",
            "",
            f"past_key_values.{i}.key",
            f"past_key_values.{i}.value",
            last,
            total,
            cos,
            sin,
            outputs=(f"mixed_{i}", f"present.{i}.key", f"present.{i}.value"),
            domain=CONTRIB,
            num_heads=text.num_attention_heads,
            kv_num_heads=kv_heads,
            do_rotary=1,
            rotary_interleaved=0,
            scale=width**-0.5,
        )
        attended = g.linear(mixed, f"{layer}.self_attn.o_proj")
        normed, x = _norm_of_sum(g, x, attended, f"{layer}.post_attention_layernorm", eps)
        gate = g.linear(normed, f"{layer}.mlp.gate_proj")
        gated = g.op("Mul", g.op("Mul", gate, g.op("Sigmoid", gate)), g.linear(normed, f"{layer}.mlp.up_proj"))
        following = f"{root}.layers.{i + 1}.input_layernorm" if i + 1 < text.num_hidden_layers else f"{root}.norm"
        normed, x = _norm_of_sum(g, x, g.linear(gated, f"{layer}.mlp.down_proj"), following, eps)
    g.op("Identity", g.linear(normed, "lm_head"), outputs=("logits",))
    return g.finish(*_decoder_interface(config, width))


def _decoder_interface(
    config: Idefics3Config, width: int
) -> tuple[list[onnx.ValueInfoProto], list[onnx.ValueInfoProto]]:
    text = config.text_config
    batch, length, past = "batch_size", "sequence_length", "past_sequence_length"
    inputs = [
        _float("inputs_embeds", batch, length, text.hidden_size),
        helper.make_tensor_value_info("attention_mask", TensorProto.INT64, [batch, "total_sequence_length"]),
        helper.make_tensor_value_info("position_ids", TensorProto.INT64, [batch, length]),
    ]
    outputs = [_float("logits", batch, length, text.vocab_size)]
    for i in range(text.num_hidden_layers):
        for part in ("key", "value"):
            heads = text.num_key_value_heads
            inputs.append(_float(f"past_key_values.{i}.{part}", batch, heads, past, width))
            outputs.append(_float(f"present.{i}.{part}", batch, heads, "present_sequence_length", width))
    return inputs, outputs


def three_files(weights: dict[str, Tensor], config: Idefics3Config, half: bool = False) -> dict[str, onnx.ModelProto]:
    """The graphs by their file name on the Hub."""
    return {
        "vision_encoder.onnx": vision_encoder(weights, config, half),
        "embed_tokens.onnx": embed_tokens(weights, config, half),
        "decoder_model_merged.onnx": decoder(weights, config, half),
    }
