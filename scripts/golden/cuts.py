"""Makes the golden files of cuts and sizes again, by running the systems' own packages. Not part of CI.

    python -m venv .venv
    .venv/bin/pip install qwen-agent==0.0.34 soundfile python-dateutil tqdm qwen-vl-utils==0.0.14 transformers==5.24.0 pillow==13.0.0
    .venv/bin/python scripts/golden/cuts.py

qwen-agent needs the three packages behind it and does not ask for them. qwen-vl-utils imports torch and torchvision, for
videos only; where they are missing, empty modules stand for them.
"""

import importlib
import importlib.util
import json
import random
import sys
import tempfile
from pathlib import Path
from types import ModuleType

from PIL import Image

SOURCES = Path(__file__).parents[2] / "src"
RANDOM = random.Random(34)
BOXES = 4000


class Empty(ModuleType):
    """A module that has every name."""

    def __getattr__(self, name: str) -> "Empty":
        if name.startswith("__"):
            raise AttributeError(name)
        return Empty(name)


def qwen_vl_utils_resize():
    names = ["torch", "torchvision", "torchvision.io", "torchvision.transforms"]
    missing = [name for name in names if importlib.util.find_spec(name.split(".")[0]) is None]
    sys.modules.update({name: Empty(name) for name in missing})
    try:
        return importlib.import_module("qwen_vl_utils.vision_process").smart_resize
    finally:
        for name in missing:
            del sys.modules[name]


def side() -> int:
    return round(10 ** RANDOM.uniform(1, 3.6))


def number(low: float, high: float) -> float:
    """Whole, as models write thousandths; now and then with a decimal, which the tool takes too."""
    value = RANDOM.uniform(low, high)
    return round(value, 1) if RANDOM.random() < 0.1 else round(value)


def span(thin: bool) -> tuple[float, float]:
    """Two corners along one side, in order. Some lie beyond the picture."""
    length = RANDOM.uniform(1, 60) if thin else RANDOM.uniform(1, 1000)
    low = RANDOM.uniform(-20, 1000)
    high = low + length
    first, second = number(low, low), number(high, high)
    return (first, second) if RANDOM.random() < 0.05 else (max(0, min(1000, first)), max(0, min(1000, second)))


def zooms() -> list[list]:
    """Pictures, each with boxes: four thousandths, then the corners that were cut and the size that was shown."""
    from qwen_agent.llm.schema import ContentItem, Message
    from qwen_agent.log import logger
    from qwen_agent.tools.image_zoom_in_qwen3vl import ImageZoomInToolQwen3VL

    logger.disabled = True
    seen: dict[str, tuple] = {}
    crop = Image.Image.crop

    def crop_seen(image, box=None):
        cut = crop(image, box)
        # PIL rounds inside; the size that comes of it proves that the same was done here.
        seen["cut"] = tuple(round(value) for value in box)
        assert cut.size == (seen["cut"][2] - seen["cut"][0], seen["cut"][3] - seen["cut"][1])
        return cut

    def resize_seen(image, size, **_):
        seen["shown"] = size
        return image

    # What is shown is not looked at, so that nothing needs to be scaled or written.
    Image.Image.crop, Image.Image.resize, Image.Image.save = crop_seen, resize_seen, lambda *_, **__: None
    pictures = []
    for _ in range(40):
        size = (side(), side())
        image = Image.new("L", size)
        opened, Image.open = Image.open, lambda *_, image=image: image
        rows = []
        for i in range(BOXES // 40):
            thin = i % 2 == 0
            across = thin and RANDOM.random() < 0.7
            (x1, x2), (y1, y2) = span(across), span(thin and (not across or RANDOM.random() < 0.3))
            seen.clear()
            with tempfile.TemporaryDirectory() as folder:
                call = json.dumps({"bbox_2d": [x1, y1, x2, y2], "label": "", "img_idx": 0})
                message = Message(role="user", content=[ContentItem(image="picture.png")])
                [item] = ImageZoomInToolQwen3VL({"work_dir": folder}).call(call, messages=[message])
            # A tool that fails says so in words, and shows nothing.
            outcome = [*seen["cut"], *seen["shown"]] if item.image else []
            rows.append([x1, y1, x2, y2, *outcome])
        Image.open = opened
        pictures.append([*size, rows])
    Image.Image.crop = crop
    return pictures


def rounded() -> list[list]:
    """Boxes with halves in pixels of a 500 × 400 picture, and what PIL cut: the corners, read off the pixels."""
    image = Image.new("I", (500, 400))
    image.putdata(range(500 * 400))
    rows = []
    for _ in range(300):
        x1, x2 = sorted(RANDOM.sample(range(1000), 2))
        y1, y2 = sorted(RANDOM.sample(range(800), 2))
        box = [x1 / 2, y1 / 2, x2 / 2, y2 / 2]
        part = image.crop(box)
        if 0 in part.size:
            continue
        first = part.getpixel((0, 0))
        rows.append([*box, first % 500, first // 500, *part.size])
    return rows


def sizes() -> dict[str, dict]:
    """By rule: the measures, and rows of width, height and the two that came of them. A refusal leaves them out."""
    pil = {
        name: importlib.import_module(f"transformers.models.{name}.image_processing_pil_{name}").smart_resize
        for name in ["qwen2_vl", "glm4v", "glm5_next", "glm_image"]
    }
    fetched = qwen_vl_utils_resize()
    tool = importlib.import_module("qwen_agent.tools.image_zoom_in_qwen3vl").ImageZoomInToolQwen3VL

    def plain(function):
        return lambda h, w, f, low, high: function(h, w, factor=f, min_pixels=low, max_pixels=high)

    def frames(function, unit):
        # A picture counts as two frames; GLM-5 is told its limits in tokens.
        return lambda h, w, f, low, high: function(
            num_frames=2, height=h, width=w, factor=f, min_pixels=unit(low, f), max_pixels=unit(high, f)
        )

    qwen = [(28, 3136, 12_845_056), (28, 3136, 351_232), (32, 4096, 16_777_216), (28, 3136, 100 * 784)]
    rules = {
        "qwen-vl-utils 0.0.14": (plain(fetched), qwen),
        "qwen-agent 0.0.34": (plain(tool().smart_resize), [(32, 262_144, 12_845_056), (28, 3136, 100 * 784)]),
        "transformers 5.24 qwen2_vl": (plain(pil["qwen2_vl"]), qwen),
        "transformers 5.24 glm4v": (frames(pil["glm4v"], lambda area, _: 2 * area), [(28, 6272, 5_880_000)]),
        "transformers 5.24 glm5_next": (
            frames(pil["glm5_next"], lambda area, f: area // f**2),
            [(28, 16 * 784, 8000 * 784), (28, 16 * 784, 100 * 784)],
        ),
        "transformers 5.24 glm_image": (plain(pil["glm_image"]), [(16, 262_144, 4_194_304)]),
    }
    return {rule: [made(function, measures) for measures in all_measures] for rule, (function, all_measures) in rules.items()}


def made(function, measures: tuple[int, int, int]) -> dict:
    rows = [[14, 1000], [1000, 14], [3, 700], [20, 20], [70, 70], [56, 10_920]]
    rows += [[side(), side()] for _ in range(94)]
    results = []
    for width, height in rows:
        try:
            tall, wide = function(height, width, *measures)
        except ValueError:
            results.append([width, height])
        else:
            # A side of 0 is no picture; whoever resizes to it fails.
            results.append([width, height, wide, tall] if tall > 0 and wide > 0 else [width, height])
    return {"measures": measures, "rows": results}


def write(path: str, value: object) -> None:
    text = json.dumps(value, separators=(",", ":"), ensure_ascii=False)
    # A line for each row keeps a difference readable.
    (SOURCES / path).write_text(text.replace("],[", "],\n[") + "\n", encoding="utf-8")


if __name__ == "__main__":
    resized = sizes()
    halves = rounded()
    write("geometry/smartResize.golden.json", resized)
    write("geometry/roundBox.golden.json", halves)
    write("dialect/qwenZoom.golden.json", zooms())
