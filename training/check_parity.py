"""Compares three things that must be one: our model, transformers' Idefics3, and the exported graphs.

    python check_parity.py --checkpoint RUN/last.pt [--model ../public/models/gym]

Float32 everywhere; the graphs hold float16 weights, so the reference is given the same rounding.
"""

from __future__ import annotations

import argparse
from pathlib import Path

import numpy as np
import onnxruntime
import torch
from torch import Tensor
from transformers import Idefics3ForConditionalGeneration

from export import load_checkpoint
from hf import hf_config, hf_model
from model import Idefics3

TOLERANCE = 1e-4
GREEDY_TOKENS = 10


class OnnxModel:
    """The three graphs with a growing cache."""

    def __init__(self, folder: Path, layers: int, kv_heads: int, head_dim: int) -> None:
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = 1
        names = ("vision_encoder", "embed_tokens", "decoder_model_merged")
        self.vision, self.embed, self.decoder = (
            onnxruntime.InferenceSession(folder / "onnx" / f"{name}.onnx", options) for name in names
        )
        self.layers = layers
        self.empty = np.zeros((1, kv_heads, 0, head_dim), dtype=np.float32)
        self.reset()

    def reset(self) -> None:
        self.past = [self.empty] * (2 * self.layers)

    def see(self, pixels: np.ndarray) -> np.ndarray:
        """[1,N,3,P,P] → [N·T,H]."""
        mask = np.ones((*pixels.shape[:2], *pixels.shape[3:]), dtype=bool)
        features = self.vision.run(None, {"pixel_values": pixels, "pixel_attention_mask": mask})[0]
        return features.reshape(-1, features.shape[-1])

    def embeds(self, ids: list[int], features: np.ndarray | None, image_id: int) -> np.ndarray:
        embeds = self.embed.run(None, {"input_ids": np.array([ids], dtype=np.int64)})[0]
        if features is not None:
            embeds[0, np.array(ids) == image_id] = features
        return embeds

    def read(self, embeds: np.ndarray) -> np.ndarray:
        """Logits [S,V] of the next S positions."""
        length, done = embeds.shape[1], self.past[0].shape[2]
        feeds = {
            "inputs_embeds": embeds,
            "attention_mask": np.ones((1, done + length), dtype=np.int64),
            "position_ids": np.arange(done, done + length, dtype=np.int64)[None],
        }
        names = [f"past_key_values.{i}.{part}" for i in range(self.layers) for part in ("key", "value")]
        logits, *self.past = self.decoder.run(None, {**feeds, **dict(zip(names, self.past, strict=True))})
        return logits[0]


def rounded(weights: dict[str, Tensor]) -> dict[str, Tensor]:
    """Weights as the graphs keep them: matrices rounded to float16."""
    return {name: value.half().float() if value.ndim >= 2 else value.float() for name, value in weights.items()}


def random_prompt(model: Idefics3, images: int, rng: np.random.Generator) -> tuple[list[int], np.ndarray]:
    """Ids with image tokens among random words, and pixels uint8 [N,edge,edge,3]."""
    config = model.config
    ids: list[int] = []
    for _ in range(images):
        words = rng.integers(0, config.vocab_size, size=12)
        ids += [int(w) for w in words if w != config.image_token_id] + [config.image_token_id] * config.image_tokens
    ids += [1, 2, 3]
    return ids, rng.integers(0, 256, size=(images, config.image_size, config.image_size, 3), dtype=np.uint8)


@torch.no_grad()
def our_logits(model: Idefics3, ids: list[int], pixels: np.ndarray) -> Tensor:
    _, features = model.see(torch.from_numpy(pixels))
    line = torch.tensor([ids])
    index = (torch.cumsum(line == model.config.image_token_id, dim=1) - 1).clamp(min=0)
    hidden, _ = model.read(model.embed(line, features.flatten(0, 1), index))
    return model.lm_head(hidden)[0]


def normalised(pixels: np.ndarray) -> np.ndarray:
    """uint8 [N,edge,edge,3] → float32 [1,N,3,edge,edge]."""
    return (pixels.astype(np.float32) / 127.5 - 1).transpose(0, 3, 1, 2)[None]


@torch.no_grad()
def hf_logits(model: Idefics3ForConditionalGeneration, ids: list[int], pixels: np.ndarray) -> Tensor:
    return model(input_ids=torch.tensor([ids]), pixel_values=torch.from_numpy(normalised(pixels))).logits[0]


def compare(name: str, a: Tensor, b: Tensor) -> None:
    gap = float((a - b).abs().max())
    print(f"{name}: largest difference {gap:.2e}")
    if gap > TOLERANCE:
        raise SystemExit(f"{name} differ by more than {TOLERANCE}")


def check(checkpoint: Path, folder: Path | None) -> None:
    config, weights = load_checkpoint(checkpoint)
    weights = rounded(weights)
    ours = Idefics3(config).eval()
    ours.load_state_dict(weights)
    theirs = hf_model(weights, hf_config(config, bos=config.eos_token_id))
    rng = np.random.default_rng(0)
    for images in (1, 2):
        ids, pixels = random_prompt(ours, images, rng)
        reference = hf_logits(theirs, ids, pixels)
        compare(f"ours and transformers, {images} images", our_logits(ours, ids, pixels), reference)
        if folder is not None:
            exported = OnnxModel(folder, config.text_layers, config.text_kv_heads, config.head_dim)
            _check_exported(exported, theirs, ids, pixels, config.image_token_id)


def _check_exported(
    exported: OnnxModel, theirs: Idefics3ForConditionalGeneration, ids: list[int], pixels: np.ndarray, image_id: int
) -> None:
    features = exported.see(normalised(pixels))
    logits = torch.from_numpy(exported.read(exported.embeds(ids, features, image_id)))
    compare("exported and transformers, prefill", logits, hf_logits(theirs, ids, pixels))
    line = list(ids)
    for _ in range(GREEDY_TOKENS):
        word = int(logits[-1].argmax())
        if word == image_id:
            break
        line.append(word)
        logits = torch.from_numpy(exported.read(exported.embeds([word], None, image_id)))
        compare("exported and transformers, one more token", logits[-1], hf_logits(theirs, line, pixels)[-1])


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--checkpoint", type=Path, required=True)
    parser.add_argument("--model", type=Path)
    options = parser.parse_args()
    check(options.checkpoint, options.model)


if __name__ == "__main__":
    main()
