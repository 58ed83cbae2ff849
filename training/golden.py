"""Makes the tiny random Idefics3 and the golden values that the engine's tests hold it to.

    python golden.py [--out ../src/engine/fixtures]

The weights are random with a fixed seed; the values come from PyTorch and transformers in float32 (with the weights
rounded to float16, as the graphs keep them), preprocessing from transformers' Pillow image processor. Tiles and
prompt follow SmolVLM's layout: images are cut into tiles of 32 pixels and a global view, unless splitting is off.
"""

from __future__ import annotations

import argparse
import json
import zlib
from pathlib import Path

import numpy as np
import torch
import transformers
from PIL import Image
from tokenizers import AddedToken, Tokenizer, decoders, models, pre_tokenizers, trainers
from transformers import (
    Idefics3ForConditionalGeneration,
    Idefics3ImageProcessorPil,
    Idefics3Processor,
    PreTrainedTokenizerFast,
)

from check_parity import GREEDY_TOKENS, rounded
from export import write_model
from hf import hf_config, hf_model
from model import Idefics3
from sizes import ModelConfig

TILE = 32
LONGEST_EDGE = 4 * TILE
TILE_TOKENS = 4
GRID = 6
WORDS = 300
FOLDER = "tiny-idefics3"
CHAT_TEMPLATE = (
    "{{ '<|im_start|>' }}{% for message in messages %}{{ message['role'] | capitalize }}"
    "{{ ':' if message['content'][0]['type'] == 'image' else ': ' }}"
    "{% for part in message['content'] %}{{ '<image>' if part['type'] == 'image' else part['text'] }}{% endfor %}"
    "{{ '<end_of_utterance>\n' }}{% endfor %}{{ 'Assistant:' if add_generation_prompt else '' }}"
)
SENTENCES = [
    "What is in the picture? There is a red circle and a blue star.",
    "Where is the green square? Zoom in and look at the letter.",
    "Assistant: the answer is 42. User: which of the two images is larger?",
]
IMAGES = {"wide": (150, 100), "tall": (47, 110), "small": (20, 20), "exact": (128, 128), "thin": (300, 33)}
"""Width and height; pixels by `paint`."""


def paint(width: int, height: int) -> np.ndarray:
    """uint8 [height,width,3]: r = 7x+3y, g = 5x+11y+40, b = xy+2x, each modulo 256."""
    y, x = np.mgrid[0:height, 0:width]
    channels = (7 * x + 3 * y, 5 * x + 11 * y + 40, x * y + 2 * x)
    return np.stack([channel % 256 for channel in channels], axis=-1).astype(np.uint8)


def image_part(name: str) -> dict:
    return {"type": "image", "image": name}


def text_part(text: str) -> dict:
    return {"type": "text", "text": text}


def chats() -> list[dict]:
    """Name, images' splitting, messages."""
    ask = [{"role": "user", "content": [image_part("wide"), text_part("What is in the picture?")]}]
    two = [image_part("tall"), text_part("And this?"), image_part("small"), text_part("Which is larger?")]
    text_first = [text_part("Look at "), image_part("exact"), text_part(".")]
    turns = [
        {"role": "user", "content": [image_part("small"), text_part("Where is the star?")]},
        {"role": "assistant", "content": [text_part("zoom 1 2 3 4")]},
        {"role": "user", "content": [image_part("exact")]},
    ]
    return [
        {"name": "one image", "split": True, "messages": ask},
        {"name": "two images", "split": True, "messages": [{"role": "user", "content": two}]},
        {"name": "text before the image", "split": True, "messages": [{"role": "user", "content": text_first}]},
        {"name": "several turns", "split": True, "messages": turns},
        {"name": "one image, not split", "split": False, "messages": ask},
        {"name": "several turns, not split", "split": False, "messages": turns},
        {"name": "no image", "split": True, "messages": [{"role": "user", "content": [text_part("Hello, Größe 42?")]}]},
    ]


def build_tokenizer() -> PreTrainedTokenizerFast:
    tokenizer = Tokenizer(models.BPE())
    tokenizer.pre_tokenizer = pre_tokenizers.ByteLevel(add_prefix_space=False)
    tokenizer.decoder = decoders.ByteLevel()
    alphabet = sorted(pre_tokenizers.ByteLevel.alphabet())
    trainer = trainers.BpeTrainer(vocab_size=WORDS, initial_alphabet=alphabet, show_progress=False)
    tokenizer.train_from_iterator(SENTENCES, trainer)
    special = ["<|im_start|>", "<end_of_utterance>", "<pad>", "<image>", "<fake_token_around_image>", "<global-img>"]
    special += [f"<row_{row}_col_{column}>" for row in range(1, GRID + 1) for column in range(1, GRID + 1)]
    tokenizer.add_special_tokens([AddedToken(token, normalized=False, special=True) for token in special])
    return PreTrainedTokenizerFast(
        tokenizer_object=tokenizer,
        bos_token="<|im_start|>",
        eos_token="<end_of_utterance>",
        pad_token="<pad>",
        clean_up_tokenization_spaces=False,
    )


def build_processor(tokenizer: PreTrainedTokenizerFast) -> Idefics3Processor:
    images = Idefics3ImageProcessorPil(
        size={"longest_edge": LONGEST_EDGE}, max_image_size={"longest_edge": TILE}, resample=1
    )
    return Idefics3Processor(images, tokenizer, image_seq_len=TILE_TOKENS, chat_template=CHAT_TEMPLATE)


def tiny_config(tokenizer: PreTrainedTokenizerFast) -> ModelConfig:
    return ModelConfig(
        vocab_size=len(tokenizer),
        image_token_id=tokenizer.convert_tokens_to_ids("<image>"),
        pad_token_id=tokenizer.pad_token_id,
        eos_token_id=tokenizer.eos_token_id,
        image_size=TILE,
        patch_size=8,
        scale_factor=2,
        vision_hidden=32,
        vision_layers=2,
        vision_heads=2,
        vision_mlp=64,
        text_hidden=64,
        text_layers=2,
        text_heads=4,
        text_kv_heads=2,
        head_dim=16,
        text_mlp=96,
        max_positions=512,
    )


def bytes_of(pixel_values: torch.Tensor) -> np.ndarray:
    """The 8-bit values behind normalised pixels, in the order tile, channel, row, column."""
    return np.rint((pixel_values.numpy() * 0.5 + 0.5) * 255).astype(np.uint8)


def preprocessed(processor: Idefics3Processor, name: str, split: bool) -> dict:
    output = processor.image_processor(
        Image.fromarray(paint(*IMAGES[name])), do_image_splitting=split, return_row_col_info=True, return_tensors="pt"
    )
    values = output["pixel_values"][0]
    exact = bytes_of(values)
    places = [(tile, (5 * tile + 1) % 3, (7 * tile + 3) % TILE, (11 * tile + 6) % TILE) for tile in range(len(values))]
    return {
        "image": name,
        "split": split,
        "rows": int(output["rows"][0][0]),
        "cols": int(output["cols"][0][0]),
        "shape": list(values.shape),
        "byteSum": int(exact.sum()),
        "adler32": zlib.adler32(exact.tobytes()),
        "sum": float(values.double().sum()),
        "samples": [{"at": list(at), "value": float(values[at])} for at in places],
    }


@torch.no_grad()
def spoken(model: Idefics3ForConditionalGeneration, processor: Idefics3Processor, chat: dict) -> dict:
    """Prompt, token ids, last row of logits and greedy continuation of one chat."""
    prompt = processor.apply_chat_template(chat["messages"], add_generation_prompt=True, tokenize=False)
    parts = [part for message in chat["messages"] for part in message["content"]]
    images = [Image.fromarray(paint(*IMAGES[part["image"]])) for part in parts if part["type"] == "image"]
    inputs = processor(
        text=prompt,
        images=images or None,
        images_kwargs={"do_image_splitting": chat["split"]} if images else {},
        add_special_tokens=False,
        return_tensors="pt",
    )
    ids = inputs["input_ids"]
    seen = {"pixel_values": inputs["pixel_values"]} if images else {}
    logits = model(input_ids=ids, **seen).logits[0, -1]
    greedy, logprobs = [], []
    line, row = ids, logits
    for _ in range(GREEDY_TOKENS):
        # Image tokens cannot be fed back as words; the engine never samples them either.
        allowed = row.clone()
        allowed[model.config.image_token_id] = -torch.inf
        word = int(allowed.argmax())
        greedy.append(word)
        logprobs.append(float(torch.log_softmax(row.double(), dim=-1)[word]))
        line = torch.cat([line, torch.tensor([[word]])], dim=1)
        row = model(input_ids=line, **seen).logits[0, -1]
    return {
        **chat,
        "template": prompt,
        "prompt": processor.tokenizer.decode(ids[0], skip_special_tokens=False),
        "ids": ids[0].tolist(),
        "logits": {
            "first": [float(value) for value in logits[:32]],
            "argmax": int(logits.argmax()),
            "sum": float(logits.double().sum()),
        },
        "greedy": {"ids": greedy, "logprobs": logprobs},
    }


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--out", type=Path, default=Path(__file__).parent / "../src/engine/fixtures")
    options = parser.parse_args()
    folder = options.out / FOLDER
    folder.mkdir(parents=True, exist_ok=True)
    tokenizer = build_tokenizer()
    processor = build_processor(tokenizer)
    config = tiny_config(tokenizer)
    torch.manual_seed(2)
    weights = rounded(Idefics3(config).state_dict())
    model = hf_model(weights, hf_config(config, tokenizer.bos_token_id))
    size = write_model(folder, weights, model.config, half=True)
    processor.tokenizer.save_pretrained(folder)
    (folder / "tokenizer_config.json").write_text(json.dumps(tokenizer_config(), indent=1) + "\n")
    (folder / "preprocessor_config.json").write_text(json.dumps(preprocessor_config(), indent=1) + "\n")
    values = {
        "madeBy": f"training/golden.py, transformers {transformers.__version__}, torch {torch.__version__}",
        "paint": " ".join(paint.__doc__.split()),
        "images": {name: {"width": width, "height": height} for name, (width, height) in IMAGES.items()},
        "preprocess": [preprocessed(processor, name, split) for name in IMAGES for split in (True, False)],
        "chats": [spoken(model, processor, chat) for chat in chats()],
    }
    (options.out / f"{FOLDER}.golden.json").write_text(json.dumps(values, indent=1, ensure_ascii=False) + "\n")
    print(f"{sum(w.numel() for w in weights.values())} parameters, {size} bytes of graphs")


def tokenizer_config() -> dict:
    return {
        "tokenizer_class": "PreTrainedTokenizerFast",
        "processor_class": "Idefics3Processor",
        "bos_token": "<|im_start|>",
        "eos_token": "<end_of_utterance>",
        "pad_token": "<pad>",
        "clean_up_tokenization_spaces": False,
        "model_max_length": 512,
        "chat_template": CHAT_TEMPLATE,
    }


def preprocessor_config() -> dict:
    return {
        "image_processor_type": "Idefics3ImageProcessor",
        "processor_class": "Idefics3Processor",
        "do_convert_rgb": True,
        "do_image_splitting": True,
        "do_normalize": True,
        "do_pad": True,
        "do_rescale": True,
        "do_resize": True,
        "image_mean": [0.5, 0.5, 0.5],
        "image_std": [0.5, 0.5, 0.5],
        "max_image_size": {"longest_edge": TILE},
        "resample": 1,
        "rescale_factor": 1 / 255,
        "size": {"longest_edge": LONGEST_EDGE},
        "image_seq_len": TILE_TOKENS,
    }


if __name__ == "__main__":
    main()
