"""Holds our rewards against the functions of the papers' own repositories, on random rollouts.

    npx tsx training/parity/rewards.ts --count 1000 > cases.jsonl
    python training/check_rewards.py cases.jsonl --sources DIR

DIR holds checkouts, or bare repositories, called `owner+name`; an original that is not there is skipped and named.
Functions are cut out of their files and run with what they need put in their place: a judge that says what the case
says, a picture that has a size and nothing else. `--symbolic` runs those that use math-verify with the package itself
rather than with one that finds nothing; ours then differs where an answer needs algebra, or stands next to a tag.
"""

from __future__ import annotations

import argparse
import ast
import json
import subprocess
import sys
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable
from pathlib import Path
from types import SimpleNamespace
from typing import Any

Case = dict[str, Any]
Namespace = dict[str, Any]
Compare = Callable[[Case], tuple[float, float]]

TOLERANCE = 1e-6
# ViLaSR counts in 32-bit floats, so that what stands at a threshold falls to either side.
AT_A_THRESHOLD = 0.1 + TOLERANCE
PICTURE = "<|vision_start|><|image_pad|><|vision_end|>"


def source_of(folder: Path, path: str) -> str | None:
    """The text of a file in a checkout or a bare repository; None where there is neither."""
    if (folder / path).is_file():
        return (folder / path).read_text(encoding="utf8")
    bare = folder / "repo" if (folder / "repo").is_dir() else folder
    if not bare.is_dir():
        return None
    shown = subprocess.run(
        ["git", "-C", str(bare), "show", f"HEAD:{path}"], capture_output=True, text=True, check=False
    )
    return shown.stdout if shown.returncode == 0 else None


def functions_in(text: str, names: Iterable[str], given: Namespace) -> Namespace:
    """Runs the definitions of some functions, methods among them, and nothing else of a file."""
    wanted = set(names)
    found = [node for node in ast.walk(ast.parse(text)) if isinstance(node, ast.FunctionDef) and node.name in wanted]
    for node in found:
        node.decorator_list = []
    # What stands within a function is not run a second time beside it.
    inner = {child for node in found for child in ast.walk(node) if child is not node}
    space = dict(given)
    module = ast.Module(body=[node for node in found if node not in inner], type_ignores=[])
    exec(compile(ast.fix_missing_locations(module), "<original>", "exec"), space)
    return space


def common(symbolic: bool) -> Namespace:
    """What the originals import, with a symbolic verifier that finds nothing unless it is asked for."""
    import copy
    import math
    import os
    import random
    import re
    from collections import deque
    from datetime import datetime

    space: Namespace = {
        "re": re, "os": os, "math": math, "json": json, "ast": ast, "copy": copy, "deque": deque, "random": random,
        "datetime": datetime, "Dict": dict, "print": lambda *_: None,
        "parse": lambda text: [], "verify": lambda gold, answer: False,
    }  # fmt: skip
    if symbolic:
        from math_verify import parse, verify

        space |= {"parse": parse, "verify": verify}
    return space


def completions(case: Case) -> list[list[dict[str, str]]]:
    return [[{"content": "".join(case["turns"])}]]


class Originals:
    """The functions of each repository, for as many as are there."""

    def __init__(self, sources: Path, symbolic: bool) -> None:
        self.sources = sources
        self.given = common(symbolic)
        self.missing: list[str] = []

    def load(self, repository: str, path: str, names: list[str], **more: Any) -> Namespace | None:
        text = source_of(self.sources / repository.replace("/", "+"), path)
        if text is None:
            self.missing.append(repository)
            return None
        return functions_in(text, names, self.given | more)

    def table(self) -> dict[str, dict[str, Callable[[Case], float]]]:
        """By reward, and by the name of its part, what the original says of a case."""
        return {
            **self.r1v(), **self.reason_rft(), **self.r1vl(), **self.deepeyes(), **self.thyme(),
            **self.vilasr(), **self.visual_rft(), **self.vlm_r1(), **self.crystal(),
        }  # fmt: skip

    def r1v(self) -> dict[str, dict[str, Callable[[Case], float]]]:
        space = self.load("Deep-Agent/R1-V", "src/r1-v/src/open_r1/grpo.py", ["accuracy_reward", "format_reward"])
        return {} if space is None else {"r1-v": two_parts(space, "accuracy_reward")}

    def reason_rft(self) -> dict[str, dict[str, Callable[[Case], float]]]:
        named = {
            "reason-rft-discrete": "accuracy_reward",
            "reason-rft-math-code": "math_accuracy_reward",
            "reason-rft-functions": "func_accuracy_reward",
            "reason-rft-functions-full": "only_full_func_accuracy_reward",
            "reason-rft-functions-penalty": "penalty_func_accuracy_reward",
        }
        of_form = {
            "reason-rft-caption": ("format", "caption_format_reward"),
            "reason-rft-steps": ("steps", "reasoning_steps_reward"),
        }
        names = [*named.values(), "format_reward", *(name for _, name in of_form.values())]
        space = self.load("tanhuajie/Reason-RFT", "train/stage_rl/reward.py", names)
        if space is None:
            return {}

        def worth(name: str) -> Callable[[Case], float]:
            return lambda case: space[name](completions(case))[0]

        return {
            **{reward: two_parts(space, name) for reward, name in named.items()},
            **{reward: {part: worth(name)} for reward, (part, name) in of_form.items()},
        }

    def r1vl(self) -> dict[str, dict[str, Callable[[Case], float]]]:
        names = ["accuracy_reward", "validity_reward", "key_step_single"]
        names += ["check_reasoning_completeness", "check_reasoning_logic"]
        space = self.load("jingyi0000/R1-VL", "src/r1-vl/src/open_r1/grpo.py", names)
        if space is None:
            return {}

        def value(case: Case) -> float:
            keys = [{"Steps": case["keySteps"]}]
            accuracy = space["accuracy_reward"](completions(case), [case["right"]], keys)[0]
            return accuracy + space["validity_reward"](completions(case))[0]

        validity = lambda case: space["validity_reward"](completions(case))[0]  # noqa: E731
        return {"r1-vl": {"validity": validity, "value": value}}

    def deepeyes(self) -> dict[str, dict[str, Callable[[Case], float]]]:
        said = SimpleNamespace(right=True, first="", second="")
        reply = lambda **_: SimpleNamespace(  # noqa: E731
            choices=[SimpleNamespace(message=SimpleNamespace(content=said.words))]
        )
        client = SimpleNamespace(chat=SimpleNamespace(completions=SimpleNamespace(create=reply)))
        path = "verl/utils/reward_score/vl_agent.py"
        names = ["compute_score", "compute_common_reasoning", "extract_answer"]
        more = {
            "client_list": [client], "model_name_list": ["judge"], "get_prompt": lambda *_: "",
            "COMMON_VERIFY_PROMPT": "",
        }  # fmt: skip
        space = self.load("Visual-Agent/DeepEyes", path, names, **more)
        if space is None:
            return {}

        def scored(name: str, words: tuple[str, str]) -> Callable[[Case], float]:
            def value(case: Case) -> float:
                said.words = words[0] if case["isRight"] else words[1]
                return space[name](PICTURE.join(case["turns"]), case["right"], {"question": "What?"})

            return value

        first = scored("compute_score", ("Judgement: 1", "Judgement: 0"))
        second = scored("compute_common_reasoning", ("TRUE", "FALSE"))
        return {"deepeyes": {"value": first}, "deepeyes-general": {"value": second}}

    def thyme(self) -> dict[str, dict[str, Callable[[Case], float]]]:
        space = self.load("yfzhang114/Thyme", "examples/train/grpo/plugin/agent_rm.py", ["format_check"])
        if space is None:
            return {}
        return {"thyme": {"format": lambda case: float(space["format_check"]("".join(case["turns"])))}}

    def vilasr(self) -> dict[str, dict[str, Callable[[Case], float]]]:
        names = ["format_reward", "parse_bbox_and_movement", "accuracy_reward"]
        space = self.load("AntResearchNLP/ViLaSR", "verl/utils/reward_score/gcot.py", names, torch=fake_torch())
        if space is None:
            return {}

        def chat(case: Case) -> list[dict[str, str]]:
            said = [{"role": "assistant", "content": words} for words in case["turns"]]
            between = [message for turn in said for message in (turn, {"role": "user", "content": ""})][:-1]
            return [{"role": "system", "content": ""}, {"role": "user", "content": ""}, *between]

        kinds = {"number": "numerical", "multiple-choice": "multiple choice"}
        return {
            "vilasr": {
                "accuracy": lambda case: space["accuracy_reward"](
                    case["turns"][-1], case["right"], kinds[case["answerKind"]]
                ),
                "format": lambda case: space["format_reward"](chat(case))[0],
                "reflection": lambda case: space["format_reward"](chat(case))[1],
            }
        }

    def visual_rft(self) -> dict[str, dict[str, Callable[[Case], float]]]:
        names = ["extract_bbox", "calculate_iou", "sort_and_calculate_iou", "remove_duplicates", "format_reward"]
        names += ["compute_reward_iou_v2", "compute_reward_confidence"]
        names += ["accuracy_reward_iou", "accuracy_reward_confidence"]
        nothing = {"parse": lambda text: [], "verify": lambda gold, answer: False}
        space = self.load("Liuziyu77/Visual-RFT", "src/virft/src/open_r1/grpo.py", names, **nothing)
        if space is None:
            return {}

        def solution(case: Case) -> list[str]:
            share = 1000 / case["side"]
            items = [{"Position": [side * share for side in box], "Confidence": 1} for box in case["boxes"]]
            return [f"<answer>{items}</answer>"]

        return {
            "visual-rft": {
                "IoU": lambda case: space["accuracy_reward_iou"](completions(case), solution(case))[0],
                "confidence": lambda case: space["accuracy_reward_confidence"](completions(case), solution(case))[0],
                "format": lambda case: space["format_reward"](completions(case))[0],
            }
        }

    def vlm_r1(self) -> dict[str, dict[str, Callable[[Case], float]]]:
        path = "src/open-r1-multimodal/src/open_r1/vlm_modules/qwen_module.py"
        image = SimpleNamespace(open=lambda side: SimpleNamespace(size=(side, side)))
        space = self.load("om-ai-lab/VLM-R1", path, ["iou_reward", "format_reward_rec"], Image=image)
        if space is None:
            return {}

        def iou(case: Case) -> float:
            side = case["side"]
            grid = [1, side // 14, side // 14]
            told = {"image_grid_thw": [grid], "image_path": [[side]]}
            return space["iou_reward"](completions(case), [f"<answer>{list(case['boxes'][-1])}</answer>"], **told)[0]

        return {"vlm-r1": {"IoU": iou, "format": lambda case: space["format_reward_rec"](completions(case))[0]}}

    def crystal(self) -> dict[str, dict[str, Callable[[Case], float]]]:
        try:
            from crystal_metrics.rewards import parse_reasoning_steps
            from crystal_metrics.similarity import best_match_f1
        except ImportError:
            self.missing.append("crystal-metrics")
            return {}

        def match(case: Case) -> float:
            steps, _ = parse_reasoning_steps("".join(case["turns"]))
            return best_match_f1(steps, case["steps"], threshold=0.3)[0]

        return {"crystal-match": {"match F1": match}}


def two_parts(space: Namespace, accuracy: str) -> dict[str, Callable[[Case], float]]:
    return {
        "accuracy": lambda case: space[accuracy](completions(case), [case["right"]])[0],
        "format": lambda case: space["format_reward"](completions(case))[0],
    }


def fake_torch() -> Any:
    """As much of torch as mean relative accuracy takes, in numpy's 32-bit floats."""
    import numpy as np

    class Tensor(np.ndarray):
        def float(self) -> Tensor:
            return self.astype(np.float32).view(Tensor)

    def tensor(value: Any, dtype: Any = np.float32) -> Tensor:
        return np.asarray(value, dtype=dtype).view(Tensor)

    return SimpleNamespace(
        is_tensor=lambda value: isinstance(value, np.ndarray),
        tensor=tensor,
        float32=np.float32,
        abs=np.abs,
        arange=lambda start, end, step, dtype: tensor(np.arange(start, end, step), dtype),
    )


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("cases", type=Path)
    parser.add_argument("--sources", type=Path, required=True)
    parser.add_argument("--symbolic", action="store_true")
    parser.add_argument("--show", type=int, default=3, help="how many differences of each part are printed")
    options = parser.parse_args()
    originals = Originals(options.sources, options.symbolic)
    table = originals.table()
    compared: Counter[tuple[str, str]] = Counter()
    differences: dict[tuple[str, str], list[str]] = defaultdict(list)
    for line in options.cases.read_text(encoding="utf8").splitlines():
        case = json.loads(line)
        if case["comparedBy"] == "equal numbers" and not options.symbolic:
            continue
        for part, original in table.get(case["reward"], {}).items():
            ours = case["value"] if part == "value" else case["parts"][part]
            theirs = float(original(case))
            key = (case["reward"], part)
            compared[key] += 1
            if abs(ours - theirs) > (AT_A_THRESHOLD if key == ("vilasr", "accuracy") else TOLERANCE):
                differences[key].append(f"    ours {ours:.4f}, theirs {theirs:.4f}: {case['turns']} | {case['right']}")
    for key, count in compared.items():
        print(f"{key[0]:30} {key[1]:12} {count} compared, {len(differences[key])} different")
        for shown in differences[key][: options.show]:
            print(shown)
    for name in sorted(set(originals.missing)):
        print(f"{name} is not here: skipped")
    return 1 if not compared or (any(differences.values()) and not options.symbolic) else 0


if __name__ == "__main__":
    sys.exit(main())
