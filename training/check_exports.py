"""Loads exports with the programs that they are for, and asserts that pictures and boxes land where they belong.

    npx tsx scripts/export/sample.ts DIR/traces DIR/step-scores
    npm run export -- DIR/traces/*.zip --to trl-sft --out DIR/trl-sft        (and so for each target)
    python training/check_exports.py DIR [NAME …]

Each folder of DIR that is called like a target is checked with the real consumer where Python has it; what is not
installed is said, and is no failure. requirements-exports.txt names the versions. Every pixel of the sample's pictures
tells its place, so that a crop can be held against the box of the call before it.
"""

from __future__ import annotations

import importlib.util
import json
import re
import sys
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from exports_checks import Check, parser_for, run_checks
from exports_reading import Item, assert_looks, assert_tokens, items_of_text, tiny_processor, without_operators


def check_trl_sft(folder: Path) -> str:
    from trl.trainer.sft_trainer import DataCollatorForVisionLanguageModeling

    rows = trl_rows(folder)
    processor = tiny_processor("qwen2_5_vl_training")
    collator = DataCollatorForVisionLanguageModeling(processor, assistant_only_loss=True)
    for row in rows:
        batch = collator([row])
        said = [part["text"] for turn in row["messages"] if turn["role"] == "assistant" for part in turn["content"]]
        assert_tokens(processor, batch, row["images"], said)
    return f"{len(rows)} rows, loss on the model's turns alone"


def check_trl_sft_step(folder: Path) -> str:
    from trl.trainer.sft_trainer import DataCollatorForVisionLanguageModeling

    rows = trl_rows(folder)
    processor = tiny_processor("qwen2_5_vl")
    # As the trainer makes it for rows of prompt and completion.
    collator = DataCollatorForVisionLanguageModeling(processor, completion_only_loss=True)
    for row in rows:
        assert_tokens(processor, collator([row]), row["images"], [row["completion"][0]["content"][0]["text"]])
    return f"{len(rows)} rows, loss on the completion alone"


def check_trl_dpo(folder: Path) -> str:
    from trl.trainer.dpo_trainer import DataCollatorForVisionPreference

    rows = trl_rows(folder)
    processor = tiny_processor("qwen2_5_vl")
    collator = DataCollatorForVisionPreference(processor)
    for row in rows:
        batch = collator([row])
        words = [processor.tokenizer.decode(ids) for ids in batch["input_ids"]]
        for side, text in zip(("chosen", "rejected"), words, strict=True):
            assert row[side][0]["content"][0]["text"] in text, text
            assert_looks(items_of_text(text, "<|image_pad|>", row["images"]))
    return f"{len(rows)} pairs, both sides with the pictures of the prompt"


def check_trl_kto(folder: Path) -> str:
    from trl.trainer.kto_trainer import DataCollatorForVisionUnpairedPreference

    rows = trl_rows(folder)
    processor = tiny_processor("qwen2_5_vl")
    collator = DataCollatorForVisionUnpairedPreference(processor)
    for row in rows:
        collator([row])
    labels = {row["label"] for row in rows}
    assert labels == {True, False}, labels
    return f"{len(rows)} rows, both labels"


def check_trl_grpo(folder: Path) -> str:
    rows = trl_rows(folder)
    for row in rows:
        holes = sum(part["type"] == "image" for turn in row["prompt"] for part in turn["content"])
        assert holes == len(row["images"]), row
        assert row["solution"]
    return f"{len(rows)} prompts"


def trl_rows(folder: Path) -> list[dict[str, Any]]:
    """The rows of an imagefolder, its pictures decoded, and held to the types that TRL needs."""
    from datasets import Image, List, load_dataset
    from PIL.Image import Image as Picture

    rows = load_dataset("imagefolder", data_dir=str(folder), split="train")
    assert rows.features["images"] == List(Image()), rows.features
    result = list(rows)
    assert all(isinstance(picture, Picture) and picture.mode == "RGB" for row in result for picture in row["images"])
    return result


def check_datasets_parquet(folder: Path) -> str:
    from datasets import Image, List, Value, load_dataset

    rows = load_dataset("parquet", data_files=str(folder / "train.parquet"), split="train")
    assert rows.features["images"] == List(Image()), rows.features
    assert rows.features["messages"] == List(
        {"role": Value("string"), "content": List({"type": Value("string"), "text": Value("string")})}
    ), rows.features
    for row in rows:
        assert_looks(items_of_parts(row["messages"], row["images"]))
    again = folder / "again.parquet"
    rows.to_parquet(str(again))
    again.unlink()
    return f"{len(rows)} rows, decoded by the file's own metadata"


def items_of_parts(turns: Iterable[dict[str, Any]], pictures: Iterable[Any]) -> list[Item]:
    left = iter(pictures)
    return [next(left) if part["type"] == "image" else part["text"] for turn in turns for part in turn["content"]]


def check_llamafactory_sft(folder: Path) -> str:
    return llama_factory(folder, "sightline_sft")


def check_mulberry_reflection(folder: Path) -> str:
    return llama_factory(folder, "sightline_reflection")


def check_openvlthinker_round(folder: Path) -> str:
    said = llama_factory(folder, "sightline_round")
    rows = json_rows_of_parquet(folder / "rl.parquet")
    assert all(row["problem"].count("<image>") == len(row["images"]) for row in rows)
    return f"{said}; {len(rows)} prompts"


def llama_factory(folder: Path, name: str) -> str:
    """The converter and the processor of supervised rows: all of them come out, with loss on the model's turns."""
    from exports_reading import llama_factory_rows

    rows = json.loads((folder / f"{name}.json").read_text(encoding="utf8"))
    info = json.loads((folder / "dataset_info.json").read_text(encoding="utf8"))[name]
    for row, encoded in zip(rows, llama_factory_rows(folder, rows, info, ranking=False), strict=True):
        said = [turn["value"] for turn in row["conversations"] if turn["from"] == "gpt"]
        for words in said:
            assert words in encoded["trained"], (words, encoded["trained"])
        assert_looks(items_of_text(encoded["text"], "<|image_pad|>", encoded["images"]))
    return f"{len(rows)} rows"


def check_llamafactory_ranking(folder: Path) -> str:
    from exports_reading import llama_factory_rows

    rows = json.loads((folder / "sightline_ranking.json").read_text(encoding="utf8"))
    info = json.loads((folder / "dataset_info.json").read_text(encoding="utf8"))["sightline_ranking"]
    for row, encoded in zip(rows, llama_factory_rows(folder, rows, info, ranking=True), strict=True):
        assert row["chosen"]["value"] in encoded["chosen"], encoded
        assert row["rejected"]["value"] in encoded["rejected"], encoded
    return f"{len(rows)} pairs"


def check_ms_swift(folder: Path) -> str:
    from exports_reading import swift_rows

    rows = swift_rows(folder)
    for row, encoded in rows:
        said = [turn["content"] for turn in row["messages"] if turn["role"] == "assistant" and turn.get("loss", True)]
        for words in said:
            assert words in encoded["trained"], (words, encoded["trained"])
        assert_looks(items_of_text(encoded["text"], "<|image_pad|>", encoded["images"]))
    return f"{len(rows)} rows"


def check_ms_swift_boxes(folder: Path) -> str:
    """Boxes as the model will read them, scaled back to pixels of the picture that they are on."""
    from exports_reading import overlap, swift_rows

    rows = swift_rows(folder)
    count = 0
    for row, encoded in rows:
        objects = row["objects"]
        found = re.findall(r"<\|box_start\|>\((\d+),(\d+)\),\((\d+),(\d+)\)<\|box_end\|>", encoded["text"])
        assert len(found) == len(objects["bbox"]), encoded["text"]
        for box, index, numbers in zip(objects["bbox"], objects["image_id"], found, strict=True):
            picture = encoded["images"][index]
            width, height = encoded["grids"][index]
            scale = (picture.width / width, picture.height / height) * 2
            back = [int(number) * factor for number, factor in zip(numbers, scale, strict=True)]
            assert overlap(box, back) >= 0.95, (box, back)
            count += 1
    return f"{len(rows)} rows, {count} boxes"


def check_verl(folder: Path) -> str:
    from exports_reading import verl_rows

    asked = json_rows_of_parquet(folder / "train.parquet")
    for kept in (False, True):
        rows = verl_rows(folder / "train.parquet", filter_overlong=kept)
        assert len(rows) == len(asked), (len(rows), len(asked))
    return f"{len(asked)} prompts, none filtered out"


def check_step_scores(folder: Path) -> str:
    """`datasets` reads the lines as a table; VisualPRM's pipeline (OpenGVLab/InternVL@2410d1d) reads each."""
    import datasets
    from PIL import Image

    rows = datasets.load_dataset("json", data_files=str(folder / "step-scores.jsonl"), split="train")
    for row in rows:
        kept = row["image"]
        paths = [] if kept is None else [kept] if isinstance(kept, str) else kept
        steps = row["steps_with_score"]
        assert steps
        assert all(isinstance(step["score"], float) for step in steps), steps
        assert all(step["visits"] is None or step["visits"] > 0 for step in steps), steps
        words = "".join([row["question"], *(step["step"] for step in steps)])
        assert words.count("<image>") == len(paths), (words.count("<image>"), len(paths))
        assert_looks(items_of_text(words, "<image>", [Image.open(folder / path) for path in paths]))
    # Of the two labels that the pipeline makes, both have to be there at a threshold between the scores.
    scores = {step["score"] for row in rows for step in row["steps_with_score"]}
    assert len(scores) > 1, scores
    return f"{len(rows)} rows, pictures before the step that follows them"


def json_rows_of_parquet(path: Path) -> list[dict[str, Any]]:
    import pyarrow.parquet

    return pyarrow.parquet.read_table(path).to_pylist()


# Package that has to be there, and the check.
CHECKS: dict[str, tuple[str, Check]] = {
    "trl-sft": ("trl", check_trl_sft),
    "trl-sft-step": ("trl", check_trl_sft_step),
    "trl-dpo": ("trl", check_trl_dpo),
    "trl-kto": ("trl", check_trl_kto),
    "trl-grpo": ("trl", check_trl_grpo),
    "datasets-parquet": ("datasets", check_datasets_parquet),
    "llamafactory-sft": ("llamafactory", check_llamafactory_sft),
    "llamafactory-ranking": ("llamafactory", check_llamafactory_ranking),
    "mulberry-reflection": ("llamafactory", check_mulberry_reflection),
    "openvlthinker-round": ("llamafactory", check_openvlthinker_round),
    "ms-swift": ("swift", check_ms_swift),
    "ms-swift-boxes": ("swift", check_ms_swift_boxes),
    "verl": ("verl", check_verl),
    "step-scores": ("datasets", check_step_scores),
}


def lacking(package: str) -> str | None:
    return None if importlib.util.find_spec(package) else f"Python has no {package}"


def main() -> int:
    given = parser_for(__doc__).parse_args()
    if importlib.util.find_spec("torch"):
        without_operators()
    return run_checks(given, CHECKS, lacking)


if __name__ == "__main__":
    sys.exit(main())
