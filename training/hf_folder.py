"""Writes a checkpoint as a folder that transformers loads, with the tokenizer and preprocessor of the shipped model.

python hf_folder.py --checkpoint RUN/last.pt --out FOLDER [--files ../public/models/gym]
"""

from __future__ import annotations

import argparse
import json
from pathlib import Path

import torch

from hf import hf_config, hf_model
from sizes import ModelConfig

BOS = "<|im_start|>"
COPIED = ("tokenizer.json", "tokenizer_config.json", "preprocessor_config.json", "processor_config.json")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--checkpoint", type=Path, required=True)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--files", type=Path, default=Path(__file__).parent / "../public/models/gym")
    options = parser.parse_args()
    state = torch.load(options.checkpoint, weights_only=True)
    tokenizer = json.loads((options.files / "tokenizer.json").read_text())
    tags = {tag["content"]: tag["id"] for tag in tokenizer["added_tokens"]}
    model = hf_model(state["model"], hf_config(ModelConfig(**state["config"]), tags[BOS]))
    model.save_pretrained(options.out)
    for name in COPIED:
        text = (options.files / name).read_text()
        # SmolVLM's processor wants a video processor as well, and the two are the same for pictures.
        (options.out / name).write_text(text.replace("SmolVLMProcessor", "Idefics3Processor"))
    # A processor looks for its template in a file of its own.
    settings = json.loads((options.files / "tokenizer_config.json").read_text())
    (options.out / "chat_template.jinja").write_text(settings["chat_template"])


if __name__ == "__main__":
    main()
