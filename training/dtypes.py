"""Makes the tiny random Idefics3's decoder in every dtype of the Hub's layout, each with three faults to switch on.

    python dtypes.py [--fixtures ../src/engine/fixtures]

Reads the decoder that golden.py wrote, and narrows its feed-forward layers to keep the files small. Each file has
three initialisers that are zero; set to one, they break attention as a bad export or a bad kernel does:

    fault.cache     the keys of the past are one row off from their values
    fault.rotary    positions begin at zero with each run
    fault.mask      where several tokens are computed at once, each overlooks the one before it

q8 is not among them: for a network without convolutions the Hub's _quantized file is its _int8 file.
"""

from __future__ import annotations

import argparse
import tempfile
from pathlib import Path

import numpy as np
import onnx
from onnx import TensorProto, helper, numpy_helper
from onnxruntime.quantization import QuantType, quantize_dynamic
from onnxruntime.quantization.matmul_bnb4_quantizer import MatMulBnb4Quantizer
from onnxruntime.quantization.matmul_nbits_quantizer import MatMulNBitsQuantizer

DECODER = "decoder_model_merged"
FAULTS = ("fault.cache", "fault.rotary", "fault.mask")
BLOCK = 32
BNB_BLOCK = 64
NF4 = 1
INNER = 32
POSITIONS = 128
HIDDEN_SCORE = -1e4


def single_precision(model: onnx.ModelProto) -> onnx.ModelProto:
    """The graph with its half-precision weights widened, and without the casts that did so at run time."""
    halves = {tensor.name: tensor for tensor in model.graph.initializer if tensor.data_type == TensorProto.FLOAT16}
    kept = []
    for node in model.graph.node:
        half = halves.get(node.input[0]) if node.op_type == "Cast" else None
        if half is None:
            kept.append(node)
            continue
        wide = numpy_helper.from_array(numpy_helper.to_array(half).astype(np.float32), node.output[0])
        model.graph.initializer.remove(half)
        model.graph.initializer.append(wide)
    del model.graph.node[:]
    model.graph.node.extend(kept)
    return model


def narrowed(model: onnx.ModelProto) -> onnx.ModelProto:
    """With fewer neurons in the feed-forward layers and fewer positions in the rotary tables."""
    for tensor in model.graph.initializer:
        values = numpy_helper.to_array(tensor)
        if "gate_proj" in tensor.name or "up_proj" in tensor.name:
            values = values[:, :INNER]
        elif "down_proj" in tensor.name:
            values = values[:INNER]
        elif tensor.name.endswith("_cache"):
            values = values[:POSITIONS]
        tensor.CopyFrom(numpy_helper.from_array(np.ascontiguousarray(values), tensor.name))
    return model


class Surgeon:
    """Adds nodes before all others, in the order in which they are asked for."""

    def __init__(self, model: onnx.ModelProto) -> None:
        self.model = model
        self.nodes: list[onnx.NodeProto] = []

    def op(self, kind: str, *inputs: str, **attributes: object) -> str:
        name = f"fault/{kind}_{len(self.nodes)}"
        self.nodes.append(helper.make_node(kind, list(inputs), [name], name=name, **attributes))
        return name

    def constant(self, value: object, dtype: type, name: str = "") -> str:
        name = name or f"fault/constant_{len(self.model.graph.initializer)}"
        self.model.graph.initializer.append(numpy_helper.from_array(np.array(value, dtype=dtype), name))
        return name

    def finish(self) -> onnx.ModelProto:
        after = list(self.model.graph.node)
        del self.model.graph.node[:]
        self.model.graph.node.extend([*self.nodes, *after])
        return self.model


def with_faults(model: onnx.ModelProto) -> onnx.ModelProto:
    """The same network, with the numbers that break it."""
    graph = Surgeon(model)
    whole = {name: graph.constant([0], np.int64, name) for name in FAULTS}
    attentions = [node for node in model.graph.node if node.op_type == "GroupQueryAttention"]
    axis = {n: graph.constant([n], np.int64) for n in (0, 1, 2)}
    new = graph.op("Gather", graph.op("Shape", "inputs_embeds"), axis[1])
    total = graph.op("Gather", graph.op("Shape", "attention_mask"), axis[1])
    past = graph.op("Sub", total, new)
    cos, sin = (
        _from_position(graph, name, graph.op("Mul", whole["fault.rotary"], past), axis)
        for name in ("cos_cache", "sin_cache")
    )
    bias = _overlooks_before(graph, whole["fault.mask"], new, total, past)
    for node in attentions:
        keys = _rolled(graph, node.input[3], whole["fault.cache"], axis)
        inputs = [*node.input[:3], keys, *node.input[4:7], cos, sin, "", bias]
        del node.input[:]
        node.input.extend(inputs)
    return graph.finish()


def _rolled(graph: Surgeon, name: str, by: str, axis: dict[int, str]) -> str:
    """The rows from `by` on, then those before it."""
    rows = graph.op("Gather", graph.op("Shape", name), axis[2])
    cut = graph.op("Min", by, rows)
    return graph.op(
        "Concat",
        graph.op("Slice", name, cut, rows, axis[2]),
        graph.op("Slice", name, axis[0], cut, axis[2]),
        axis=2,
    )


def _from_position(graph: Surgeon, name: str, offset: str, axis: dict[int, str]) -> str:
    """The rotary table such that the row at `offset` is the first one's: position p turns by p - offset."""
    rows = graph.op("Gather", graph.op("Shape", name), axis[0])
    first = graph.op(
        "Expand", graph.op("Slice", name, axis[0], axis[1], axis[0]), graph.op("Concat", offset, axis[1], axis=0)
    )
    return graph.op("Concat", first, graph.op("Slice", name, axis[0], graph.op("Sub", rows, offset), axis[0]), axis=0)


def _overlooks_before(graph: Surgeon, fault: str, new: str, total: str, past: str) -> str:
    """Added to the scores [1,1,new,total]: where there are several new tokens, the key just before each is hidden."""
    zero, one = graph.constant(0, np.int64), graph.constant(1, np.int64)

    def scalar(value: str) -> str:
        return graph.op("Squeeze", value)

    queries = graph.op("Range", scalar(past), scalar(total), one)
    keys = graph.op("Range", zero, scalar(total), one)
    before = graph.op("Sub", graph.op("Unsqueeze", queries, graph.constant([1], np.int64)), one)
    hidden = graph.op("Equal", before, graph.op("Unsqueeze", keys, graph.constant([0], np.int64)))
    several = graph.op("Greater", graph.op("Mul", new, fault), graph.constant([1], np.int64))
    both = graph.op("And", hidden, several)
    score = graph.op("Where", both, graph.constant(HIDDEN_SCORE, np.float32), graph.constant(0, np.float32))
    return graph.op("Unsqueeze", score, graph.constant([0, 1], np.int64))


def dynamic_8_bit(model: onnx.ModelProto, weight_type: QuantType) -> onnx.ModelProto:
    """As transformers.js exports it: weights per tensor, activations scaled by the tokens computed together."""
    extra = {"EnableSubgraph": True, "MatMulConstBOnly": True, "DefaultTensorType": TensorProto.FLOAT}
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "quantised.onnx"
        quantize_dynamic(model, path, weight_type=weight_type, extra_options=extra)
        return onnx.load(path)


def blocks_of_4_bits(model: onnx.ModelProto) -> onnx.ModelProto:
    quantiser = MatMulNBitsQuantizer(model, block_size=BLOCK, is_symmetric=True, bits=4)
    quantiser.process()
    return quantiser.model.model


def bnb_4_bits(model: onnx.ModelProto) -> onnx.ModelProto:
    quantiser = MatMulBnb4Quantizer(model, NF4, BNB_BLOCK)
    quantiser.process()
    return quantiser.model.model


def half_precision(model: onnx.ModelProto) -> onnx.ModelProto:
    """Weights, activations, inputs and outputs in 16 bits. Every operator of this network takes them."""
    for tensor in model.graph.initializer:
        if tensor.data_type == TensorProto.FLOAT:
            narrow = numpy_helper.to_array(tensor).astype(np.float16)
            tensor.CopyFrom(numpy_helper.from_array(narrow, tensor.name))
    for value in [*model.graph.input, *model.graph.output]:
        if value.type.tensor_type.elem_type == TensorProto.FLOAT:
            value.type.tensor_type.elem_type = TensorProto.FLOAT16
    return model


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--fixtures", type=Path, default=Path(__file__).parent / "../src/engine/fixtures")
    options = parser.parse_args()
    folder = options.fixtures / "tiny-dtypes"
    folder.mkdir(parents=True, exist_ok=True)

    def source() -> onnx.ModelProto:
        return narrowed(onnx.load(options.fixtures / "tiny-idefics3/onnx" / f"{DECODER}.onnx"))

    def base() -> onnx.ModelProto:
        return with_faults(single_precision(source()))

    variants = {
        # In 32 bits, with the weights kept in 16, as golden.py keeps them.
        "": with_faults(source()),
        "_fp16": half_precision(base()),
        "_int8": dynamic_8_bit(base(), QuantType.QInt8),
        "_uint8": dynamic_8_bit(base(), QuantType.QUInt8),
        "_q4": blocks_of_4_bits(base()),
        "_q4f16": half_precision(blocks_of_4_bits(base())),
        "_bnb4": bnb_4_bits(base()),
    }
    for suffix, model in variants.items():
        path = folder / f"{DECODER}{suffix}.onnx"
        onnx.save(model, path)
        print(path.name, path.stat().st_size)


if __name__ == "__main__":
    main()
