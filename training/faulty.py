"""Puts the three faults of dtypes.py into a decoder of real size, switched off, in each dtype that is there.

    python faulty.py --model smolvlm-256m --dtype quantized fp16 q4 [--folder ../.cache/real-size]

Writes onnx/decoder_model_merged_<dtype>.onnx into <folder>/<model>-faulty; all other files are those of the model.
"""

from __future__ import annotations

import argparse
from pathlib import Path

import onnx
from onnx import TensorProto, helper

from dtypes import DECODER, with_faults

BIAS = 10
"""Where GroupQueryAttention has what is added to its scores."""


def in_its_precision(model: onnx.ModelProto) -> onnx.ModelProto:
    """Scores of 16 bits take a bias of 16 bits."""
    halves = [
        value
        for value in model.graph.input
        if value.name.startswith("past_key_values.") and value.type.tensor_type.elem_type == TensorProto.FLOAT16
    ]
    if not halves:
        return model
    attentions = [node for node in model.graph.node if node.op_type == "GroupQueryAttention"]
    bias = attentions[0].input[BIAS]
    narrow = f"{bias}/half"
    for node in attentions:
        node.input[BIAS] = narrow
    at = next(index for index, node in enumerate(model.graph.node) if bias in node.output)
    model.graph.node.insert(at + 1, helper.make_node("Cast", [bias], [narrow], name=narrow, to=TensorProto.FLOAT16))
    return model


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--folder", type=Path, default=Path(__file__).parent / "../.cache/real-size")
    parser.add_argument("--model", default="smolvlm-256m")
    parser.add_argument("--dtype", nargs="+", default=("quantized", "fp16", "q4"))
    options = parser.parse_args()
    out = options.folder / f"{options.model}-faulty" / "onnx"
    out.mkdir(parents=True, exist_ok=True)
    for dtype in options.dtype:
        name = f"{DECODER}_{dtype}.onnx"
        if not (out / name).exists():
            plain = onnx.load(options.folder / options.model / "onnx" / name)
            onnx.save(in_its_precision(with_faults(plain)), out / name)


if __name__ == "__main__":
    main()
