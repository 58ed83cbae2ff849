"""Holds exports for annotation tools to the tools' own readers.

    npm run export -- TRACES… --to label-studio --out DIR
    python training/exports_annotation.py label-studio=DIR coco=DIR cvat=DIR w3c-annotation=DIR judgements-csv=DIR

Needs requirements-exports-annotation.txt; a reader that is not installed is skipped and named. W3C annotations also
need the published context, `--context anno.jsonld` (w3c/web-annotation, jsonld/anno.jsonld), since nothing is fetched.

A place is right where its pixels are: what a crop's box holds of a picture has to be a picture of the export, and a
mark that was drawn on a crop has to hold the same pixels there and on the picture that the crop was made from.
"""

from __future__ import annotations

import argparse
import csv
import importlib.util
import json
import math
import os
import re
import sys
import tempfile
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any, NamedTuple

Pixels = Any


class Mark(NamedTuple):
    """A box in pixels of a picture. `drawn_on` is the crop that it was drawn on, where that is another picture."""

    picture: str
    kind: str
    box: tuple[float, float, float, float]
    step: str
    drawn_on: str


def label_studio(folder: Path) -> str:
    """LabelInterface takes every result; Converter makes COCO of the pictures with each box where it was drawn."""
    from label_studio_sdk.converter import Converter
    from label_studio_sdk.label_interface import LabelInterface

    counts = []
    for project in ("pictures", "steps"):
        tasks = json.loads((folder / project / "tasks.json").read_text(encoding="utf-8"))
        interface = LabelInterface((folder / project / "config.xml").read_text(encoding="utf-8"))
        interface.validate()
        for task in tasks:
            for said in task["predictions"] + task["annotations"]:
                errors = interface._validate_object(said, return_errors=True)
                assert not errors, (project, task["id"], errors)
        counts.append(f"{len(tasks)} {project}")
    marks = [mark for task in tasks_of(folder) for mark in label_studio_marks(task)]
    found = places_hold(folder, marks)
    os.environ.update(LOCAL_FILES_SERVING_ENABLED="true", LOCAL_FILES_DOCUMENT_ROOT=str(folder.resolve()))
    # Its documents know these under a longer name.
    os.environ.update({f"LABEL_STUDIO_{name}": os.environ[name] for name in ("LOCAL_FILES_DOCUMENT_ROOT",)})
    converter = Converter((folder / "pictures/config.xml").read_text(encoding="utf-8"), str(folder))
    assert {"COCO", "YOLO"} <= set(converter.supported_formats), converter.supported_formats
    with tempfile.TemporaryDirectory() as out:
        converter.convert(str(folder / "pictures/tasks.json"), out, "COCO", is_dir=False)
        made = json.loads(Path(out, "result.json").read_text())
    kept = sorted(round_box(one["bbox"]) for one in made["annotations"] if not one.get("keypoints"))
    asked = sorted(
        round_box([left, top, right - left, bottom - top])
        for task in tasks_of(folder)
        for _, (left, top, right, bottom) in annotated_boxes(task)
    )
    assert kept == asked, (kept, asked)
    return f"{', '.join(counts)}; {found}; {len(kept)} boxes as COCO"


def coco(folder: Path) -> str:
    """pycocotools and faster-coco-eval index every set, and a result finds the truth that it lies on."""
    from faster_coco_eval import COCO as FASTER
    from pycocotools.coco import COCO
    from pycocotools.cocoeval import COCOeval

    marks, told = [], []
    for path in sorted((folder / "annotations").glob("instances_*.json")):
        for reader in (COCO, FASTER):
            read = reader(str(path))
            assert len(read.anns) == len(json.loads(path.read_text())["annotations"]), "an id is given twice"
        read = COCO(str(path))
        for one in read.loadAnns(read.getAnnIds()):
            left, top, width, height = one["bbox"]
            if one["segmentation"]:
                assert abs(read.annToMask(one).sum() - one["area"]) <= 2 * (width + height) + 4, one
                continue
            picture = read.loadImgs(one["image_id"])[0]["file_name"]
            attributes = one["attributes"]
            drawn_on = attributes.get("drawn_on", "")
            box = (left, top, left + width, top + height)
            marks.append(Mark(picture, attributes["kind"], box, attributes.get("step", ""), drawn_on))
        told.append(f"{path.stem} {len(read.anns)}")
    results = folder / "results.json"
    if results.exists():
        truth = COCO(str(folder / "annotations/instances_people.json"))
        evaluation = COCOeval(truth, truth.loadRes(str(results)), "bbox")
        evaluation.evaluate()
        evaluation.accumulate()
        evaluation.summarize()
        told.append("results evaluated")
    return f"{', '.join(told)}; {places_hold(folder, marks)}; {datumaro_reads(folder, 'coco_instances')}"


def cvat(folder: Path) -> str:
    """datumaro reads every shape of every picture, with its label and attributes."""
    return datumaro_reads(folder, "cvat")


def w3c(folder: Path, context: Path | None) -> str:
    """PyLD expands the collection with the published context and loses no key of it."""
    from pyld import jsonld

    document = json.loads((folder / "annotations.jsonld").read_text(encoding="utf-8"))
    marks = [mark for one in document["first"]["items"] if (mark := w3c_mark(one))]
    assert all((folder / source_of(one)).exists() for one in document["first"]["items"])
    for one in document["first"]["items"]:
        quoted(folder, one)
    found = places_hold(folder, marks)
    if context is None:
        return f"{document['total']} annotations; {found}; expansion skipped: no --context"
    known = json.loads(context.read_text(encoding="utf-8"))

    def load(url: str, _options: object = None) -> dict[str, Any]:
        assert url == document["@context"], url
        return {"contextUrl": None, "documentUrl": url, "document": known}

    jsonld.set_document_loader(load)
    base = "https://example.org/export/annotations.jsonld"
    expanded = jsonld.expand(document, {"base": base})
    terms = known["@context"]
    unknown = {key for key in keys_of(document) if key not in terms and not key.startswith("@")}
    assert not unknown, f"no terms of the context: {unknown}"
    items = expanded[0]["https://www.w3.org/ns/activitystreams#first".replace("https", "http")][0]
    listed = items["http://www.w3.org/ns/activitystreams#items"][0]["@list"]
    assert len(listed) == document["total"]
    motivations = {one["http://www.w3.org/ns/oa#motivatedBy"][0]["@id"] for one in listed}
    assert all(each.startswith("http://www.w3.org/ns/oa#") for each in motivations), motivations
    return f"{len(listed)} annotations expanded; {found}"


def judgements(folder: Path) -> str:
    """pandas and Python's own reader see one row a judgement and the same cells."""
    import pandas

    path = folder / "judgements.csv"
    with path.open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file, strict=True))
    frame = pandas.read_csv(path, dtype=str, keep_default_na=False)
    assert list(frame.columns) == list(rows[0])
    assert frame.to_dict("records") == rows
    assert not [cell for row in rows for cell in row.values() if cell and cell[0] in "=+@\t\r"]
    return f"{len(rows)} rows"


def datumaro_reads(folder: Path, form: str) -> str:
    from datumaro import Dataset

    read = Dataset.import_from(str(folder), form)
    labels = read.categories()[next(iter(read.categories()))]
    marks, shapes = [], 0
    for item in read:
        height, width = item.media.size
        assert item.media.data.shape[:2] == (height, width), item.id
        for one in item.annotations:
            shapes += 1
            assert one.label is not None, one
            assert labels[one.label].name
            if one.type.name == "bbox":
                told = one.attributes
                drawn_on = str(told.get("drawn_on", ""))
                box = tuple(float(side) for side in one.points)
                marks.append(Mark(f"{item.id}.png", str(told["kind"]), box, str(told.get("step", "")), drawn_on))
    return f"{shapes} shapes by datumaro; {places_hold(folder, marks)}"


def places_hold(folder: Path, marks: Iterable[Mark]) -> str:
    """Compares the pixels under marks; see the head of this file."""
    marks = list(marks)
    names = sorted({path.name for path in (folder / "images").glob("*.png")})
    pictures = {name: pixels_of(folder / "images" / name) for name in names}
    crops = carried = 0
    for mark in marks:
        if mark.kind == "crop" and not mark.drawn_on:
            part = cut(pictures[mark.picture], mark.box)
            same = [name for name, pixels in pictures.items() if name != mark.picture and equal(pixels, part)]
            # A crop that was asked for and never shown has no picture; one that was shown has to be this one.
            crops += 1 if same else 0
        if mark.drawn_on and mark.drawn_on in pictures:
            inner = [
                one for one in marks if one.picture == mark.drawn_on and one.step == mark.step and not one.drawn_on
            ]
            for one in inner:
                ours, theirs = cut(pictures[mark.picture], mark.box), cut(pictures[one.picture], one.box)
                if ours.shape == theirs.shape:
                    assert equal(ours, theirs), (mark, one)
                    carried += 1
    shown = sum(1 for mark in marks if mark.kind == "crop" and not mark.drawn_on)
    assert shown == 0 or crops > 0, "no crop shows what its box holds"
    return f"{crops} of {shown} crops hold a picture of the export, {carried} marks of crops hold their pixels"


def pixels_of(path: Path) -> Pixels:
    import numpy
    from PIL import Image

    with Image.open(path) as image:
        assert image.mode == "RGB", (path, image.mode)
        assert not image.getexif(), path
        return numpy.asarray(image)


def cut(pixels: Pixels, box: tuple[float, float, float, float]) -> Pixels:
    """The whole pixels that a box touches. Readers keep a hundredth of a pixel, and 32 bits of it."""
    left, top = (math.floor(side + 0.01) for side in box[:2])
    right, bottom = (math.ceil(side - 0.01) for side in box[2:])
    return pixels[max(top, 0) : bottom, max(left, 0) : right]


def equal(a: Pixels, b: Pixels) -> bool:
    return a.shape == b.shape and bool((a == b).all())


def tasks_of(folder: Path) -> list[dict[str, Any]]:
    return json.loads((folder / "pictures/tasks.json").read_text(encoding="utf-8"))


def label_studio_boxes(results: Iterable[dict[str, Any]]) -> Iterable[tuple[dict[str, Any], tuple[float, ...]]]:
    for result in results:
        if result["type"] != "rectanglelabels":
            continue
        value, width, height = result["value"], result["original_width"], result["original_height"]
        left, top = value["x"] * width / 100, value["y"] * height / 100
        yield result, (left, top, left + value["width"] * width / 100, top + value["height"] * height / 100)


def annotated_boxes(task: dict[str, Any]) -> Iterable[tuple[dict[str, Any], tuple[float, ...]]]:
    for annotation in task["annotations"]:
        yield from label_studio_boxes(annotation["result"])
        for result in annotation["result"]:
            if result["type"] == "polygonlabels":
                width, height = result["original_width"], result["original_height"]
                points = [(x * width / 100, y * height / 100) for x, y in result["value"]["points"]]
                across, down = zip(*points, strict=True)
                yield result, (min(across), min(down), max(across), max(down))


def label_studio_marks(task: dict[str, Any]) -> Iterable[Mark]:
    picture = Path(task["data"]["image"]).name
    for said in task["predictions"] + task["annotations"]:
        for result, box in label_studio_boxes(said["result"]):
            told = dict(line.split(": ", 1) for line in result.get("meta", {}).get("text", []) if ": " in line)
            drawn_on = told.get("drawn on", "")
            yield Mark(picture, told["kind"], box, told.get("step", ""), f"{drawn_on}.png" if drawn_on else "")


def w3c_mark(annotation: dict[str, Any]) -> Mark | None:
    """Boxes by their kind; a fragment of whole pixels, or the corners of a polygon that lies straight."""
    source, selector = annotation["target"]["source"], annotation["target"].get("selector")
    if not source.startswith("images/") or isinstance(selector, list):
        return None
    tags = [body["value"] for body in annotation["body"] if body.get("purpose") in ("tagging", "classifying")]
    kind = tags[-1]
    if match := re.fullmatch(r"xywh=pixel:(\d+),(\d+),(\d+),(\d+)", selector["value"]):
        left, top, width, height = map(int, match.groups())
        return Mark(Path(source).name, kind, (left, top, left + width, top + height), "", "")
    points = re.search(r'<polygon points="([^"]+)"', selector["value"])
    corners = [tuple(map(float, pair.split(","))) for pair in points.group(1).split()] if points else []
    across, down = {x for x, _ in corners}, {y for _, y in corners}
    if len(across) != 2 or len(down) != 2:
        return None
    return Mark(Path(source).name, kind, (min(across), min(down), max(across), max(down)), "", "")


def quoted(folder: Path, annotation: dict[str, Any]) -> None:
    """Words that are quoted stand where their position says, counted as Python counts: in code points."""
    selectors = annotation["target"].get("selector")
    if not isinstance(selectors, list):
        return
    by_type = {one["type"]: one for one in selectors}
    text = (folder / source_of(annotation)).read_text(encoding="utf-8")
    place = by_type["TextPositionSelector"]
    if quote := by_type.get("TextQuoteSelector"):
        assert text[place["start"] : place["end"]] == quote["exact"], (place, quote)


def source_of(annotation: dict[str, Any]) -> str:
    return annotation["target"]["source"]


def keys_of(value: object) -> Iterable[str]:
    if isinstance(value, dict):
        for key, inner in value.items():
            yield key
            yield from keys_of(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from keys_of(inner)


def round_box(box: Iterable[float]) -> tuple[float, ...]:
    return tuple(round(side, 6) for side in box)


# What each needs, by the names that Python imports.
CHECKS: dict[str, tuple[Callable[..., str], tuple[str, ...]]] = {
    "label-studio": (label_studio, ("label_studio_sdk",)),
    "coco": (coco, ("pycocotools", "faster_coco_eval", "datumaro")),
    "cvat": (cvat, ("datumaro",)),
    "w3c-annotation": (w3c, ("pyld", "numpy", "PIL")),
    "judgements-csv": (judgements, ("pandas",)),
}


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("exports", nargs="+", metavar="TARGET=DIR")
    parser.add_argument("--context", type=Path, help="the JSON-LD context of W3C annotations")
    options = parser.parse_args()
    for given in options.exports:
        target, _, folder = given.partition("=")
        check, needs = CHECKS[target]
        missing = [name for name in needs if importlib.util.find_spec(name) is None]
        if missing:
            print(f"{target}: skipped, not installed: {', '.join(missing)}")
            continue
        more = (options.context,) if check is w3c else ()
        print(f"{target}: {check(Path(folder), *more)}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
