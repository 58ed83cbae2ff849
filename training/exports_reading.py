"""What the checks of exports share: a tokenizer and processors made on the spot, and what came out in reading order."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

# A picture, or the words between two of them.
Item = Any

SPECIAL = [
    "<|endoftext|>", "<|im_start|>", "<|im_end|>", "<|vision_start|>", "<|vision_end|>", "<|image_pad|>",
    "<|video_pad|>", "<|box_start|>", "<|box_end|>", "<|object_ref_start|>", "<|object_ref_end|>",
    "<|quad_start|>", "<|quad_end|>",
]  # fmt: skip


def without_operators() -> None:
    """Lets torchvision be imported beside a torch that its operators were not built for; none of them is called."""
    import torch

    if hasattr(torch.ops.torchvision, "nms"):
        return
    library = torch.library.Library("torchvision", "FRAGMENT")
    names = ["nms", "qnms", "roi_align", "qroi_align", "ps_roi_align", "roi_pool", "ps_roi_pool", "deform_conv2d"]
    for name in [*names, *(f"_{name}_backward" for name in names)]:
        library.define(f"{name}() -> Tensor")
    without_operators.library = library  # type: ignore[attr-defined]


def without_sound() -> None:
    """Stands in for torchaudio, which is imported for sounds and has none to read here."""
    import importlib.util
    import sys
    from types import ModuleType

    if importlib.util.find_spec("torchaudio") is None:
        module = ModuleType("torchaudio")
        module.__spec__ = importlib.util.spec_from_loader("torchaudio", loader=None)
        sys.modules["torchaudio"] = module


def tiny_tokenizer() -> Any:
    """One token a byte, and the special ones of Qwen2.5-VL."""
    from tokenizers import Tokenizer, decoders, models, pre_tokenizers
    from transformers import PreTrainedTokenizerFast

    letters = sorted(pre_tokenizers.ByteLevel.alphabet())
    tokenizer = Tokenizer(models.BPE(vocab={letter: i for i, letter in enumerate(letters)}, merges=[]))
    tokenizer.pre_tokenizer = pre_tokenizers.ByteLevel(add_prefix_space=False, use_regex=False)
    tokenizer.decoder = decoders.ByteLevel()
    return PreTrainedTokenizerFast(
        tokenizer_object=tokenizer,
        eos_token="<|im_end|>",
        pad_token="<|endoftext|>",
        additional_special_tokens=SPECIAL[1:],
        clean_up_tokenization_spaces=False,
    )


def tiny_processor(template: str) -> Any:
    """A processor in the layout of Qwen2.5-VL, with a chat template that TRL ships."""
    import trl

    path = Path(trl.__file__).parent / "chat_templates" / f"{template}.jinja"
    return processor_with(path.read_text(encoding="utf8"))


def processor_with(template: str) -> Any:
    from transformers import Qwen2_5_VLProcessor, Qwen2VLImageProcessor, Qwen2VLVideoProcessor

    tokenizer = tiny_tokenizer()
    tokenizer.chat_template = template
    images = Qwen2VLImageProcessor(size={"shortest_edge": 4 * 28 * 28, "longest_edge": 1280 * 28 * 28})
    return Qwen2_5_VLProcessor(images, tokenizer, Qwen2VLVideoProcessor(), chat_template=template)


def assert_tokens(processor: Any, batch: Any, pictures: list[Any], said: list[str]) -> None:
    """One row: pictures in order with as many pads as their grids say, and loss on `said` and nothing else."""
    ids, labels = batch["input_ids"][0], batch["labels"][0]
    text = processor.tokenizer.decode(ids)
    assert_looks(items_of_text(text, "<|image_pad|>", pictures))
    grids = batch["image_grid_thw"].tolist() if pictures else []
    assert len(grids) == len(pictures), (len(grids), len(pictures))
    runs = [len(run) // len("<|image_pad|>") for run in re.findall(r"(?:<\|image_pad\|>)+", text)]
    assert runs == [t * h * w // 4 for t, h, w in grids], (runs, grids)
    trained = processor.tokenizer.decode(ids[labels != -100])
    assert trained.replace("<|im_end|>", "").replace("\n", "") == "".join(said).replace("\n", ""), (trained, said)


def items_of_text(text: str, pad: str, pictures: list[Any]) -> list[Item]:
    """Words and pictures in reading order; there must be as many runs of pads as pictures."""
    words = re.split(f"(?:{re.escape(pad)})+", text)
    assert len(words) == len(pictures) + 1, (len(words) - 1, len(pictures), text)
    items: list[Item] = [words[0]]
    for picture, after in zip(pictures, words[1:], strict=True):
        items += [picture, after]
    return items


LOOK = re.compile(r"<act>zoom (\d+) (\d+) (\d+) (\d+)(?: in (\d+))?</act>")


def assert_looks(items: list[Item]) -> None:
    """Every picture behind a look is the part of the picture that the look before it asked for."""
    shown: list[Any] = []
    asked: Any = None
    for item in items:
        if isinstance(item, str):
            asked = (list(LOOK.finditer(item)) or [asked])[-1]
            continue
        if asked is not None:
            x1, y1, x2, y2 = (int(asked[i]) for i in range(1, 5))
            source = shown[int(asked[5] or 1) - 1]
            box = (
                x1 * source.width // 100,
                y1 * source.height // 100,
                x2 * source.width // 100,
                y2 * source.height // 100,
            )
            expected = source.convert("RGB").crop(box)
            assert item.size == expected.size, (item.size, expected.size)
            assert item.convert("RGB").tobytes() == expected.tobytes(), f"another part than {box}"
            asked = None
        shown.append(item)


def overlap(a: list[float], b: list[float]) -> float:
    """Intersection over union of two boxes by their corners."""
    width = min(a[2], b[2]) - max(a[0], b[0])
    height = min(a[3], b[3]) - max(a[1], b[1])
    shared = max(0, width) * max(0, height)
    area = sum((box[2] - box[0]) * (box[3] - box[1]) for box in (a, b))
    return shared / (area - shared)


def llama_factory_rows(
    folder: Path, rows: list[dict[str, Any]], info: dict[str, Any], ranking: bool
) -> list[dict[str, Any]]:
    """Rows through the converter and the processor that the trainer uses."""
    without_sound()
    from llamafactory.data.converter import get_dataset_converter
    from llamafactory.data.parser import DatasetAttr
    from llamafactory.data.processor import PairwiseDatasetProcessor, SupervisedDatasetProcessor
    from llamafactory.data.template import TEMPLATES
    from llamafactory.hparams import DataArguments
    from PIL import Image

    arguments = DataArguments(template="qwen2_vl", dataset_dir=str(folder), media_dir=str(folder), cutoff_len=8192)
    attributes = DatasetAttr("file", dataset_name=info["file_name"])
    attributes.join(info)
    converter = get_dataset_converter(attributes.formatting, attributes, arguments)
    processor = processor_with("{{ messages }}")
    kind = PairwiseDatasetProcessor if ranking else SupervisedDatasetProcessor
    encoder = kind(
        template=TEMPLATES["qwen2_vl"], tokenizer=processor.tokenizer, processor=processor, data_args=arguments
    )
    result = []
    for row in rows:
        converted = {key: [value] for key, value in converter(row).items()}
        encoded = encoder.preprocess_dataset(converted)
        decode = processor.tokenizer.decode
        pictures = [Image.open(folder / path) for path in row["images"]]
        if ranking:
            assert len(encoded["chosen_input_ids"]) == 1, "the row was dropped"
            result.append({side: decode(encoded[f"{side}_input_ids"][0]) for side in ("chosen", "rejected")})
        else:
            assert len(encoded["input_ids"]) == 1, "the row was dropped"
            ids, labels = encoded["input_ids"][0], encoded["labels"][0]
            trained = decode([token for token, label in zip(ids, labels, strict=True) if label != -100])
            result.append({"text": decode(ids), "trained": trained, "images": pictures})
    return result


def swift_rows(folder: Path) -> list[tuple[dict[str, Any], dict[str, Any]]]:
    """Rows through ms-swift's loading and its template for Qwen2.5-VL."""
    import os

    os.environ["ROOT_IMAGE_DIR"] = str(folder)
    from PIL import Image
    from swift.template import get_template

    processor = processor_with("{{ messages }}")
    template = get_template(processor, template_type="qwen2_5_vl")
    template.set_mode("train")
    result = []
    for line in (folder / "train.jsonl").read_text(encoding="utf8").splitlines():
        row = json.loads(line)
        encoded = template.encode(json.loads(line))
        ids, labels = encoded["input_ids"], encoded["labels"]
        decode = processor.tokenizer.decode
        trained = decode([token for token, label in zip(ids, labels, strict=True) if label != -100])
        grids = [(w * 14, h * 14) for _, h, w in encoded["image_grid_thw"].tolist()]
        pictures = [Image.open(folder / path) for path in row["images"]]
        result.append((row, {"text": decode(ids), "trained": trained, "images": pictures, "grids": grids}))
    return result


def verl_rows(path: Path, filter_overlong: bool) -> list[Any]:
    """Every row of verl's dataset, its pictures opened."""
    from omegaconf import OmegaConf
    from verl.utils.dataset.rl_dataset import RLHFDataset

    processor = processor_with(
        "{% for m in messages %}<|im_start|>{{ m.role }}\n{% for p in m.content %}"
        "{% if p.type == 'image' %}<|vision_start|><|image_pad|><|vision_end|>{% else %}{{ p.text }}{% endif %}"
        "{% endfor %}<|im_end|>\n{% endfor %}"
    )
    config = OmegaConf.create(
        {
            "filter_overlong_prompts": filter_overlong,
            "max_prompt_length": 4096,
            "cache_dir": str(path.parent / ".cache"),
        }
    )
    rows = RLHFDataset(str(path), processor.tokenizer, config, processor=processor)
    return [rows[i] for i in range(len(rows))]
