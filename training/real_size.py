"""Builds networks of the shapes that people load, with random weights, for `npm run bench -- --only real-size`.

    python real_size.py [--out FOLDER] [--model smolvlm-256m] [--dtype q8 ...]

Writes FOLDER/MODEL in the Hub's layout: three graphs in each dtype, the configs, and a tokenizer of the real size whose
further words are made up. Shapes are those of HuggingFaceTB's config.json of SmolVLM-256M-Instruct and -500M-Instruct;
those of models that point are in real_families.py.
The numbers that come out mean nothing; what they cost is what the real networks cost. Nothing is made that is there.
"""

from __future__ import annotations

import argparse
import json
import logging
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import onnx
import torch
from onnx import TensorProto
from onnxruntime.quantization import QuantType, quantize_dynamic
from torch import Tensor
from transformers import Idefics3ForConditionalGeneration

import real_families
from dtypes import blocks_of_4_bits, half_precision
from export import plain_config
from golden import CHAT_TEMPLATE, build_tokenizer, preprocessor_config, tokenizer_config
from graphs import decoder, embed_tokens, vision_encoder
from hf import hf_config
from real_families import SHAPES
from sizes import ModelConfig

SMOLVLM = {
    "vocab_size": 49280,
    "image_size": 512,
    "patch_size": 16,
    "scale_factor": 4,
    "vision_hidden": 768,
    "vision_layers": 12,
    "vision_heads": 12,
    "vision_mlp": 3072,
    "head_dim": 64,
    "rope_theta": 100000.0,
    "max_positions": 8192,
}
MODELS = {
    "smolvlm-256m": {"text_hidden": 576, "text_layers": 30, "text_heads": 9, "text_kv_heads": 3, "text_mlp": 1536},
    "smolvlm-500m": {"text_hidden": 960, "text_layers": 32, "text_heads": 15, "text_kv_heads": 5, "text_mlp": 2560},
}
MODEL_NAMES = (*MODELS, *SHAPES)
DTYPES = {"fp32": "", "fp16": "_fp16", "q8": "_quantized", "q4": "_q4", "q4f16": "_q4f16"}
IDEFICS3_GRAPHS = {"embed_tokens": embed_tokens, "vision_encoder": vision_encoder, "decoder_model_merged": decoder}
DEFAULT_DTYPES = ("q8", "fp16", "q4")
Quantise = Callable[[onnx.ModelProto, Path], None]
BuildGraph = Callable[[dict[str, Tensor], object, bool], onnx.ModelProto]


@dataclass(frozen=True)
class RealModel:
    """How a model's files are made: its graphs by role, its weights and settings, and all that is text."""

    graphs: dict[str, BuildGraph]
    source: Callable[[], tuple[dict[str, Tensor], object]]
    write_texts: Callable[[Path], None]
    vocabulary: int


def shape_of(name: str, tokenizer_ids: dict[str, int]) -> ModelConfig:
    return ModelConfig(
        **SMOLVLM,
        **MODELS[name],
        image_token_id=tokenizer_ids["<image>"],
        pad_token_id=tokenizer_ids["<pad>"],
        eos_token_id=tokenizer_ids["<end_of_utterance>"],
    )


def random_weights(config: ModelConfig, bos: int) -> tuple[dict[str, Tensor], object]:
    """As transformers initialises them, so that activations keep a size that rounding can bear."""
    torch.manual_seed(0)
    settings = hf_config(config, bos)
    return Idefics3ForConditionalGeneration(settings).state_dict(), settings


def eight_bits(weight_type: QuantType) -> Quantise:
    """As transformers.js exports q8; the type follows from whether the graph has a convolution."""

    def quantise(model: onnx.ModelProto, path: Path) -> None:
        extra = {"EnableSubgraph": True, "MatMulConstBOnly": True, "DefaultTensorType": TensorProto.FLOAT}
        quantize_dynamic(model, path, weight_type=weight_type, extra_options=extra)

    return quantise


def save(change: Callable[[onnx.ModelProto], onnx.ModelProto]) -> Quantise:
    return lambda model, path: onnx.save(change(model), path)


def with_plain_edges(model: onnx.ModelProto) -> onnx.ModelProto:
    """A network in 16 bits, fed and read in 32 but for its keys and values, as the Hub's exports of SmolVLM are."""
    graph = model.graph
    casts = {"front": [], "back": []}
    for value in graph.input:
        if is_half(value):
            within = f"{value.name}_half"
            for node in graph.node:
                node.input[:] = [within if name == value.name else name for name in node.input]
            value.type.tensor_type.elem_type = TensorProto.FLOAT
            casts["front"].append(onnx.helper.make_node("Cast", [value.name], [within], to=TensorProto.FLOAT16))
    for value in graph.output:
        if is_half(value):
            within = f"{value.name}_half"
            for node in graph.node:
                node.output[:] = [within if name == value.name else name for name in node.output]
                node.input[:] = [within if name == value.name else name for name in node.input]
            value.type.tensor_type.elem_type = TensorProto.FLOAT
            casts["back"].append(onnx.helper.make_node("Cast", [within], [value.name], to=TensorProto.FLOAT))
    nodes = [*casts["front"], *graph.node, *casts["back"]]
    del graph.node[:]
    graph.node.extend(nodes)
    return model


def is_half(value: onnx.ValueInfoProto) -> bool:
    is_state = value.name.startswith(("past_key_values.", "present."))
    return value.type.tensor_type.elem_type == TensorProto.FLOAT16 and not is_state


def quantiser(dtype: str, model: onnx.ModelProto) -> Quantise:
    has_convolution = any(node.op_type == "Conv" for node in model.graph.node)
    return {
        "fp32": save(lambda model: model),
        "fp16": save(lambda model: with_plain_edges(half_precision(model))),
        "q8": eight_bits(QuantType.QUInt8 if has_convolution else QuantType.QInt8),
        "q4": save(blocks_of_4_bits),
        "q4f16": save(lambda model: with_plain_edges(half_precision(blocks_of_4_bits(model)))),
    }[dtype]


def written_graphs(folder: Path, dtypes: tuple[str, ...], model: RealModel) -> Iterator[Path]:
    """The graphs that were lacking, one after another: two of these at once fill a small machine."""
    lacking = [
        (role, dtype, path)
        for role in model.graphs
        for dtype in dtypes
        if not (path := folder / "onnx" / f"{role}{DTYPES[dtype]}.onnx").exists()
    ]
    if not lacking:
        return
    (folder / "onnx").mkdir(parents=True, exist_ok=True)
    weights, settings = model.source()
    for role, dtype, path in lacking:
        graph = model.graphs[role](weights, settings, False)
        part = path.with_suffix(".part")
        quantiser(dtype, graph)(graph, part)
        part.rename(path)
        yield path


def full_vocabulary(folder: Path, size: int) -> None:
    """Fills the tokenizer up with words that nobody writes: a real one's file takes as long to read."""
    path = folder / "tokenizer.json"
    tokenizer = json.loads(path.read_text())
    vocabulary = tokenizer["model"]["vocab"]
    taken = {*vocabulary.values(), *(token["id"] for token in tokenizer["added_tokens"])}
    for number in (number for number in range(size) if number not in taken):
        vocabulary[f"\u0120unused{number}"] = number
    path.write_text(json.dumps(tokenizer, ensure_ascii=False))


def write_smolvlm_texts(folder: Path, config: ModelConfig, settings: dict) -> None:
    build_tokenizer().save_pretrained(folder)
    edge = {"longest_edge": config.image_size}
    texts = {
        "config.json": {
            **settings,
            "transformers.js_config": {"kv_cache_dtype": {"fp16": "float16", "q4f16": "float16"}},
        },
        "generation_config.json": {"eos_token_id": config.eos_token_id, "pad_token_id": config.pad_token_id},
        "tokenizer_config.json": {**tokenizer_config(), "model_max_length": config.max_positions},
        # One tile a picture: how many there are is the preprocessor's choice, and the same for both sides.
        "preprocessor_config.json": {
            **preprocessor_config(),
            "max_image_size": edge,
            "size": edge,
            "image_seq_len": config.image_tokens,
        },
        "processor_config.json": {"processor_class": "Idefics3Processor", "image_seq_len": config.image_tokens},
    }
    for name, value in texts.items():
        (folder / name).write_text(json.dumps(value, indent=1) + "\n")
    (folder / "chat_template.jinja").write_text(CHAT_TEMPLATE)


def smolvlm(name: str) -> RealModel:
    tokenizer = build_tokenizer()
    ids = {token: tokenizer.convert_tokens_to_ids(token) for token in ("<image>", "<pad>", "<end_of_utterance>")}
    config = shape_of(name, ids)
    settings = plain_config(hf_config(config, tokenizer.bos_token_id))
    return RealModel(
        IDEFICS3_GRAPHS,
        lambda: random_weights(config, tokenizer.bos_token_id),
        lambda folder: write_smolvlm_texts(folder, config, settings),
        config.vocab_size,
    )


def pointing(name: str) -> RealModel:
    shape = SHAPES[name]
    settings = real_families.settings_of(shape)
    return RealModel(
        shape.family.GRAPHS,
        lambda: (real_families.random_weights(shape, settings), settings),
        lambda folder: real_families.write_texts(folder, shape, settings),
        shape.vocabulary,
    )


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--out", type=Path, default=Path(__file__).parent / "../.cache/real-size")
    parser.add_argument("--model", choices=MODEL_NAMES, default="smolvlm-256m")
    parser.add_argument("--dtype", choices=DTYPES, nargs="+", default=DEFAULT_DTYPES)
    options = parser.parse_args()
    # The quantisers write a line for every operator that they look at.
    logging.disable(logging.WARNING)
    folder = options.out / options.model
    folder.mkdir(parents=True, exist_ok=True)
    model = pointing(options.model) if options.model in SHAPES else smolvlm(options.model)
    model.write_texts(folder)
    full_vocabulary(folder, model.vocabulary)
    for path in written_graphs(folder, tuple(options.dtype), model):
        print(path, path.stat().st_size, file=sys.stderr, flush=True)


if __name__ == "__main__":
    main()
