"""Golden values of one family: its pictures as its processor packs them, its prompts, logits and greedy words."""

from __future__ import annotations

import json
import zlib
from pathlib import Path
from types import ModuleType

import numpy as np
import onnx
import torch
import transformers
from PIL import Image
from tokenizers import AddedToken, Tokenizer, decoders, models, pre_tokenizers, trainers
from transformers import PreTrainedTokenizerFast, ProcessorMixin

from check_parity import GREEDY_TOKENS, rounded
from export import plain_config
from golden import IMAGES, SENTENCES, WORDS, image_part, paint, text_part

PICTURES = {**IMAGES, "column": (24, 260), "large": (333, 210)}


def build_tokenizer(special: list[str], ends: dict[str, str]) -> PreTrainedTokenizerFast:
    tokenizer = Tokenizer(models.BPE())
    tokenizer.pre_tokenizer = pre_tokenizers.ByteLevel(add_prefix_space=False)
    tokenizer.decoder = decoders.ByteLevel()
    alphabet = sorted(pre_tokenizers.ByteLevel.alphabet())
    trainer = trainers.BpeTrainer(vocab_size=WORDS, initial_alphabet=alphabet, show_progress=False)
    tokenizer.train_from_iterator(SENTENCES, trainer)
    tokenizer.add_special_tokens([AddedToken(token, normalized=False, special=True) for token in special])
    return PreTrainedTokenizerFast(tokenizer_object=tokenizer, clean_up_tokenization_spaces=False, **ends)


def chats() -> list[dict]:
    ask = [{"role": "user", "content": [image_part("wide"), text_part("What is in the picture?")]}]
    two = [image_part("tall"), text_part("And this?"), image_part("small"), text_part("Which is larger?")]
    turns = [
        {"role": "user", "content": [image_part("thin"), text_part("Where is the star?")]},
        {"role": "assistant", "content": [text_part("zoom 1 2 3 4")]},
        {"role": "user", "content": [image_part("exact")]},
        {"role": "assistant", "content": [text_part("the letter")]},
        {"role": "user", "content": [text_part("Which?")]},
    ]
    return [
        {"name": "one image", "messages": ask},
        {"name": "two images", "messages": [{"role": "user", "content": two}]},
        {"name": "several turns", "messages": turns},
        {"name": "no image", "messages": [{"role": "user", "content": [text_part("Hello, Größe 42?")]}]},
    ]


def packed(processor: ProcessorMixin, name: str) -> dict:
    """What the image processor makes of one picture: whole-number tensors whole, of the floats their bytes' sums."""
    pixels = paint(*PICTURES[name])
    output = processor.image_processor([[Image.fromarray(pixels)]], return_tensors="pt")
    values = output["pixel_values"].double().numpy()
    mean, deviation = processor.image_processor.image_mean[0], processor.image_processor.image_std[0]
    exact = np.rint(np.clip((values * deviation + mean) * 255, 0, 255)).astype(np.uint8)
    shapes = {key: output[key].tolist() for key in ("spatial_shapes", "image_grid_thw") if key in output}
    return {
        "image": name,
        "shape": list(values.shape),
        **shapes,
        "byteSum": int(exact.sum()),
        "adler32": zlib.adler32(exact.tobytes()),
        "first": [float(value) for value in values.reshape(-1)[:6]],
    }


def inputs_of(processor: ProcessorMixin, chat: dict) -> tuple[str, dict]:
    prompt = processor.apply_chat_template(chat["messages"], add_generation_prompt=True, tokenize=False)
    parts = [part for message in chat["messages"] for part in message["content"]]
    images = [Image.fromarray(paint(*PICTURES[part["image"]])) for part in parts if part["type"] == "image"]
    inputs = processor(text=prompt, images=images or None, add_special_tokens=False, return_tensors="pt")
    return prompt, dict(inputs)


def longer(inputs: dict, word: int) -> dict:
    """The same with one more word."""
    grown = dict(inputs)
    for name, value in (("input_ids", word), ("attention_mask", 1), ("mm_token_type_ids", 0)):
        if name in inputs:
            grown[name] = torch.cat([inputs[name], torch.tensor([[value]])], dim=1)
    return grown


@torch.no_grad()
def spoken(model: torch.nn.Module, processor: ProcessorMixin, chat: dict) -> dict:
    """Prompt, token ids, last row of logits and greedy continuation of one chat; nothing is cached."""
    prompt, inputs = inputs_of(processor, chat)
    logits = model(**inputs, use_cache=False).logits[0, -1]
    greedy, logprobs = [], []
    row = logits
    for _ in range(GREEDY_TOKENS):
        allowed = row.clone()
        allowed[model.config.image_token_id] = -torch.inf
        word = int(allowed.argmax())
        greedy.append(word)
        logprobs.append(float(torch.log_softmax(row.double(), dim=-1)[word]))
        inputs = longer(inputs, word)
        row = model(**inputs, use_cache=False).logits[0, -1]
    ids = inputs["input_ids"][0, : -len(greedy)]
    return {
        **chat,
        "template": prompt,
        "prompt": processor.tokenizer.decode(ids, skip_special_tokens=False),
        "ids": ids.tolist(),
        "logits": {"first": [float(value) for value in logits[:32]], "sum": float(logits.double().sum())},
        "greedy": {"ids": greedy, "logprobs": logprobs},
    }


def write_family(name: str, source: ModuleType, out: Path) -> None:
    """Writes the fixture and its golden values."""
    tokenizer = build_tokenizer(source.TOKENS, source.ENDS)
    ids = {token: tokenizer.convert_tokens_to_ids(token) for token in source.TOKENS}
    processor = source.processor(tokenizer)
    settings = source.config(len(tokenizer), ids)
    torch.manual_seed(5)
    model = source.model(settings).eval()
    spread(model)
    model.load_state_dict(rounded(model.state_dict()))
    folder = out / name
    (folder / "onnx").mkdir(parents=True, exist_ok=True)
    size = 0
    for file, graph in source.graphs(model).items():
        onnx.save(graph, folder / "onnx" / file)
        size += (folder / "onnx" / file).stat().st_size
    tokenizer.save_pretrained(folder)
    tokenizer_config = {
        "tokenizer_class": "PreTrainedTokenizerFast",
        **source.ENDS,
        "clean_up_tokenization_spaces": False,
        "chat_template": source.CHAT_TEMPLATE,
    }
    files = {
        "config.json": plain_config(model.config),
        "tokenizer_config.json": {**tokenizer_config, **getattr(source, "TOKENIZER", {})},
        **source.settings_files(settings),
    }
    for file, content in files.items():
        (folder / file).write_text(json.dumps(content, indent=1) + "\n")
    values = {
        "madeBy": f"training/golden_families.py, transformers {transformers.__version__}, torch {torch.__version__}",
        "images": {picture: {"width": width, "height": height} for picture, (width, height) in PICTURES.items()},
        **golden_values(source, model, processor),
    }
    (out / f"{name}.golden.json").write_text(json.dumps(values, indent=1, ensure_ascii=False) + "\n")
    print(f"{name}: {sum(w.numel() for w in model.state_dict().values())} parameters, {size} bytes of graphs")


def golden_values(source: ModuleType, model: torch.nn.Module, processor: ProcessorMixin) -> dict:
    if hasattr(source, "golden_values"):
        return source.golden_values(model, processor, PICTURES)
    return {
        "packed": [packed(processor, picture) for picture in PICTURES],
        "chats": [spoken(model, processor, chat) for chat in chats()],
    }


def spread(model: torch.nn.Module) -> None:
    """Weights large enough that logits differ by more than rounding: transformers' own are too small here."""
    with torch.no_grad():
        for name, weight in model.named_parameters():
            if weight.ndim > 1:
                weight.normal_(0, 0.3 if "embed" in name else weight[0].numel() ** -0.5)
            elif "norm" in name and name.endswith("weight"):
                weight.add_(torch.randn_like(weight) * 0.1)
            elif name.endswith("bias"):
                weight.normal_(0, 0.1)
