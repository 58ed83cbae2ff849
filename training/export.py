"""Exports a checkpoint to the Hub's three-file layout.

    python export.py --checkpoint RUN/last.pt --out ../public/models/gym

Writes onnx/*.onnx, config.json and generation_config.json, and copies the tokenizer and preprocessor files that
`write-fixed-files.ts` wrote. The matrices are kept as float16 and cast to float32 when a session is made.
"""

from __future__ import annotations

import argparse
import json
import shutil
from pathlib import Path

import onnx
import torch
from torch import Tensor
from transformers import Idefics3Config

from graphs import three_files
from hf import hf_config
from sizes import ModelConfig

BOS = "<|im_start|>"
SILENT_KEYS = frozenset(
    [
        "transformers_version",
        "_name_or_path",
        "_pad_token_id",
        "chunk_size_feed_forward",
        "id2label",
        "label2id",
        "is_encoder_decoder",
        "output_attentions",
        "output_hidden_states",
        "problem_type",
        "return_dict",
        "pretraining_tp",
        "initializer_range",
    ]
)


def load_checkpoint(path: Path) -> tuple[ModelConfig, dict[str, Tensor]]:
    state = torch.load(path, weights_only=True)
    return ModelConfig(**state["config"]), state["model"]


def write_model(folder: Path, weights: dict[str, Tensor], config: Idefics3Config, half: bool) -> int:
    """Writes graphs and configs; returns their size in bytes."""
    (folder / "onnx").mkdir(parents=True, exist_ok=True)
    size = 0
    for name, model in three_files(weights, config, half).items():
        onnx.save(model, folder / "onnx" / name)
        size += (folder / "onnx" / name).stat().st_size
    (folder / "config.json").write_text(json.dumps(plain_config(config), indent=1) + "\n")
    generation = {
        "bos_token_id": config.text_config.bos_token_id,
        "eos_token_id": config.text_config.eos_token_id,
        "pad_token_id": config.text_config.pad_token_id,
    }
    (folder / "generation_config.json").write_text(json.dumps(generation, indent=1) + "\n")
    return size


def plain_config(config: Idefics3Config) -> dict:
    """config.json as the Hub has it, `rope_theta` also under its older name for readers that know no other."""
    values = _plain(json.loads(config.to_json_string(use_diff=False)))
    rope = getattr(config.text_config, "rope_parameters", None) or {}
    if "rope_theta" in rope:
        values["text_config"]["rope_theta"] = rope["rope_theta"]
    return values


def _plain(values: dict) -> dict:
    """Without what says nothing about the network."""
    return {
        key: _plain(value) if isinstance(value, dict) else value
        for key, value in values.items()
        if value is not None and key not in SILENT_KEYS
    }


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--checkpoint", type=Path, required=True)
    parser.add_argument("--out", type=Path, default=Path(__file__).parent / "../public/models/gym")
    parser.add_argument("--tokenizer", type=Path, default=Path(__file__).parent / "tokenizer/tokenizer.json")
    parser.add_argument("--full", action="store_true", help="keep float32 weights")
    options = parser.parse_args()
    config, weights = load_checkpoint(options.checkpoint)
    tags = {tag["content"]: tag["id"] for tag in json.loads(options.tokenizer.read_text())["added_tokens"]}
    size = write_model(options.out, weights, hf_config(config, tags[BOS]), half=not options.full)
    for file in sorted(options.tokenizer.parent.glob("*.json")):
        shutil.copy(file, options.out / file.name)
    print(f"{sum(w.numel() for w in weights.values())} parameters, {size} bytes in {options.out}")


if __name__ == "__main__":
    main()
