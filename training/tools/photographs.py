"""Gathers the photographs that the tools are measured on out of the packages that ship them, as PNGs.

    pip install scikit-image==0.26.0 scikit-learn==1.9.1 matplotlib==3.11.2 mahotas==1.4.19
    python photographs.py OUT

As PNGs, since decoders of JPEG differ in the last bits.
"""

from __future__ import annotations

import importlib.util
import json
import sys
from pathlib import Path

from PIL import Image

LIST = Path(__file__).parents[2] / "scripts" / "tools" / "photographs.json"
FOLDERS = {
    "skimage": "data",
    "sklearn": "datasets/images",
    "matplotlib": "mpl-data/sample_data",
    "mahotas": "demos/data",
}


def main() -> None:
    out = Path(sys.argv[1])
    for photograph in json.loads(LIST.read_text()):
        package, name = photograph["file"].split("/")
        spec = importlib.util.find_spec(package)
        if spec is None or spec.origin is None:
            raise SystemExit(f"{package} is not installed")
        source = Path(spec.origin).parent / FOLDERS[package] / name
        target = out / package / f"{Path(name).stem}.png"
        target.parent.mkdir(parents=True, exist_ok=True)
        Image.open(source).convert("RGB").save(target)
    print(f"Written to {out}")


if __name__ == "__main__":
    main()
