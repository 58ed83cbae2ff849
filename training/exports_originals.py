"""Holds exports to the code that reads such data where it was published, run from checkouts of those repositories.

    python training/exports_originals.py DIR --sources SOURCES [NAME …]

DIR holds exports as for check_exports.py. SOURCES holds the checkouts, by the names of their repositories:

    ProcessBench   QwenLM/ProcessBench@e802463      code/run_eval.py
    InternVL       OpenGVLab/InternVL@2410d1d       internvl_chat/internvl/train, internvl_chat/tools

PRM800K has no reader: openai/prm800k@7ecc794 says in its README how a solution is put together, which is done here.
Those files import what no CPU needs (vllm, flash-attn), so only the functions that read data are compiled out of them.
A checkout that is not there is said, and is no failure. Needs Pillow.
"""

from __future__ import annotations

import ast
import json
import os
import re
import sys
from collections.abc import Callable
from copy import deepcopy
from functools import partial
from pathlib import Path
from types import SimpleNamespace
from typing import Any

from exports_checks import parser_for, run_checks
from exports_reading import assert_looks, items_of_text

Rows = list[dict[str, Any]]


def functions_of(path: Path, names: set[str], scope: dict[str, Any]) -> SimpleNamespace:
    """The named functions of a file, those of its classes too, without anything else of it being run."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    found = [node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef) and node.name in names]
    for node in found:
        node.returns = None
        node.decorator_list = []
        for argument in [*node.args.args, *node.args.kwonlyargs]:
            argument.annotation = None
    missing = names - {node.name for node in found}
    assert not missing, f"{path} has no {missing}"
    space = dict(scope)
    exec(compile(ast.Module(body=found, type_ignores=[]), str(path), "exec"), space)
    return SimpleNamespace(**{name: space[name] for name in names})


def rows_of(path: Path) -> Rows:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


def check_processbench(sources: Path, folder: Path) -> str:
    """Its prompts hold every step as a paragraph, and a critique that names the label is counted as a match."""
    source = sources / "ProcessBench" / "code"
    code = functions_of(source / "run_eval.py", {"prepare_input_boxed", "extract_answer"}, {"re": re})
    template = (source / "templates/critique_template.txt").read_text().strip()
    rows = rows_of(folder / "processbench.jsonl")
    for row in rows:
        [message] = code.prepare_input_boxed(template, row)
        for at, step in enumerate(row["steps"]):
            assert f"<paragraph_{at}>\n{step}\n</paragraph_{at}>" in message["content"], (row["id"], at)
        assert row["label"] == -1 or 0 <= row["label"] < len(row["steps"]), row
        assert int(code.extract_answer(f"\\boxed{{{row['label']}}}")) == row["label"]
    return f"{len(rows)} rows as prompts of its evaluation, labels within their steps"


# What stands for a picture in the words of InternVL's models (internvl/train/constants.py).
IMG_START, IMG_CONTEXT, IMG_END = "<img>", "<IMG_CONTEXT>", "</img>"
TOKENS_A_TILE = 2


class WordsCompleteError(Exception):
    """The words of a row as the model will be given them, turn by turn."""

    def __init__(self, texts: list[str]) -> None:
        super().__init__()
        self.texts = texts


class Tokenizer:
    """Is asked once the words are complete; what follows them is about tensors, and is not run."""

    model_max_length = 1 << 20

    def __call__(self, texts: list[str], **_options: Any) -> Any:
        raise WordsCompleteError(texts)


class InternVl:
    """What InternVL's loader makes of a row: its pictures, and the words of each conversation."""

    def __init__(self, sources: Path, reader: str, root: Path) -> None:
        from PIL import Image

        train = sources / "InternVL/internvl_chat/internvl/train"
        tokens = {"IMG_START_TOKEN": IMG_START, "IMG_CONTEXT_TOKEN": IMG_CONTEXT, "IMG_END_TOKEN": IMG_END}
        default = SimpleNamespace(system_message="You are helpful.")
        scope = {**tokens, "get_conv_template": lambda _name: default}
        self.words = functions_of(train / "dataset.py", {"preprocess_internvl2_5"}, scope).preprocess_internvl2_5
        torch = SimpleNamespace(stack=lambda tiles: SimpleNamespace(size=lambda _at: len(tiles)))
        names = {"multi_modal_get_item", "multi_modal_multi_image_get_item", "get_image_path", "load_image"}
        self.code = functions_of(
            train / reader, names, {"torch": torch, "deepcopy": deepcopy, "os": os, "Image": Image}
        )
        self.root = root

    def read(self, row: dict[str, Any]) -> tuple[list[Any], list[list[str]]]:
        pictures: list[Any] = []
        conversations: list[list[str]] = []

        def preprocess(template: str, given: Any, _tokenizer: Any, tokens: list[int], **options: Any) -> Any:
            count = {"num_image": options["num_image"]} if "num_image" in options else {}
            try:
                self.words(template, given, Tokenizer(), tokens, **count)
            except WordsCompleteError as complete:
                conversations.append(complete.texts)
            return {"input_ids": [None], "labels": [None], "attention_mask": [None]}

        def transform(picture: Any) -> Any:
            pictures.append(picture)
            return picture

        fixed = {"tcs_loader": None, "tokenizer": None, "template_name": "internvl2_5", "ds_name": "export"}
        tiling = {"dynamic_image_size": False, "num_image_token": TOKENS_A_TILE}
        packing = {"group_by_length": True, "use_packed_ds": False}
        loader = SimpleNamespace(root=str(self.root), **fixed, **tiling, **packing)
        loader.get_transform = lambda: transform
        loader.get_preprocess_function = lambda: preprocess
        loader.get_image_path = lambda path: self.code.get_image_path(loader, path)
        loader.load_image = lambda path: self.code.load_image(loader, path)
        several = isinstance(row["image"], list)
        getter = self.code.multi_modal_multi_image_get_item if several else self.code.multi_modal_get_item
        try:
            getter(loader, deepcopy(row))
        except (AttributeError, TypeError):
            # Behind the words there are tensors only, and nothing of the row is left to be read.
            assert conversations
        return pictures, conversations


def assert_words(texts: list[str], pictures: list[Any]) -> None:
    """Every picture has its tokens, in its place, and no placeholder is left as words."""
    one = IMG_START + IMG_CONTEXT * TOKENS_A_TILE + IMG_END
    words = "".join(texts)
    assert words.count(one) == len(pictures), (words.count(one), len(pictures))
    assert "<image>" not in words, words
    assert_looks(items_of_text(words.replace(one, "<image>"), "<image>", pictures))


def check_mmpr(sources: Path, folder: Path) -> str:
    read = InternVl(sources, "internvl_chat_mpo.py", folder).read
    rows = rows_of(folder / "mmpr.jsonl")
    for row in rows:
        pictures, (chosen, rejected) = read(row)
        for texts, answer in ((chosen, row["chosen"]), (rejected, row["rejected"])):
            assert_words(texts, pictures)
            assert texts[-1] == f"<|im_start|>assistant\n{answer}<|im_end|>\n", texts[-1]
        assert chosen[:-1] == rejected[:-1]
    return f"{len(rows)} pairs by internvl_chat_mpo.py, one prompt for both sides"


def check_visualprm(sources: Path, folder: Path) -> str:
    read = InternVl(sources, "internvl_chat_finetune.py", folder).read
    scope: dict[str, Any] = {}
    constants = sources / "InternVL/internvl_chat/tools/reasoning_data_pipeline/utils/constants.py"
    exec(compile(constants.read_text(encoding="utf-8"), str(constants), "exec"), scope)
    system = {"from": "system", "value": scope["PRM_SYSTEM_PROMPT"]}
    rows = [row for row in rows_of(folder / "visualprm.jsonl") if row.get("image")]
    for row in rows:
        # As written, and with the first turn that its README asks for.
        for before in ([], [system]):
            pictures, (texts,) = read({**row, "conversations": [*before, *row["conversations"]]})
            assert_words(texts, pictures)
            taught = [text for text in texts if text.startswith("<|im_start|>assistant")]
            signs = [f"<|im_start|>assistant\n{sign}<|im_end|>\n" for sign in "+-"]
            assert all(text in signs for text in taught), taught
            assert before == [] or texts[0] == f"<|im_start|>system\n{system['value']}<|im_end|>\n", texts[0]
    return f"{len(rows)} rows with pictures by internvl_chat_finetune.py, with its system prompt and without"


def check_step_scores(sources: Path, folder: Path) -> str:
    """VisualPRM's pipeline makes + and − of the scores."""
    tools = sources / "InternVL/internvl_chat/tools/reasoning_data_pipeline/visualprm_data_pipeline_postprocess.py"
    options = SimpleNamespace(mc_threshold=0.5, early_stop=False)
    code = functions_of(tools, {"item2conv_prm"}, {"PRM_SYSTEM_PROMPT": "", "args": options})
    rows = rows_of(folder / "step-scores.jsonl")
    for row in rows:
        made = code.item2conv_prm(row)
        assert made["image"] == row["image"]
        signs = [turn["value"] for turn in made["conversations"] if turn["from"] == "gpt"]
        scores = [step["score"] for step in row["steps_with_score"]]
        assert signs == ["+" if score > options.mc_threshold else "-" for score in scores], (signs, scores)
    return f"{len(rows)} rows by its pipeline"


def check_prm800k(_sources: Path, folder: Path) -> str:
    rows = rows_of(folder / "prm800k.jsonl")
    for row in rows:
        steps = row["label"]["steps"]
        solution = [
            step["human_completion"]
            if step["chosen_completion"] is None
            else step["completions"][step["chosen_completion"]]["text"]
            for step in steps
        ]
        assert solution == row["question"]["pre_generated_steps"][: len(solution)], row
        ratings = [one["rating"] for step in steps for one in step["completions"]]
        assert set(ratings) <= {-1, 0, 1}, ratings
        assert row["label"]["finish_reason"] == ("found_error" if -1 in ratings else "solution"), row["label"]
    return f"{len(rows)} solutions put together as its README says (no code of its own reads them)"


# Repository that has to be there, and the check.
CHECKS: dict[str, tuple[str | None, Callable[[Path, Path], str]]] = {
    "processbench": ("ProcessBench", check_processbench),
    "mmpr": ("InternVL", check_mmpr),
    "visualprm": ("InternVL", check_visualprm),
    "step-scores": ("InternVL", check_step_scores),
    "prm800k": (None, check_prm800k),
}


def main() -> int:
    parser = parser_for(__doc__)
    parser.add_argument("--sources", type=Path, required=True)
    given = parser.parse_args()
    sources: Path = given.sources

    def lacking(repository: str | None) -> str | None:
        is_there = repository is None or (sources / repository).is_dir()
        return None if is_there else f"no {repository} in {sources}"

    checks = {name: (repository, partial(check, sources)) for name, (repository, check) in CHECKS.items()}
    return run_checks(given, checks, lacking)


if __name__ == "__main__":
    sys.exit(main())
