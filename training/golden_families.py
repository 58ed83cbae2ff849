"""Makes a tiny random network of each family and the golden values that the engine's tests hold it to.

    python golden_families.py [--out ../src/engine/fixtures] [--only tiny-lfm2-vl]

The weights are random with a fixed seed; the values come from PyTorch and transformers in float32 (with the weights
rounded to float16, as the graphs keep them), pictures from transformers' own image processors on torchvision.
"""

from __future__ import annotations

import argparse
from pathlib import Path

from tiny import florence2, lfm2_vl, lfm3_vl, qwen3_5, qwen3_vl
from tiny.golden import write_family

FAMILIES = {
    "tiny-florence2": florence2,
    "tiny-lfm2-vl": lfm2_vl,
    "tiny-lfm3-vl": lfm3_vl,
    "tiny-qwen3-vl": qwen3_vl,
    "tiny-qwen3-5": qwen3_5,
}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--out", type=Path, default=Path(__file__).parent / "../src/engine/fixtures")
    parser.add_argument("--only", choices=list(FAMILIES))
    options = parser.parse_args()
    for folder, source in FAMILIES.items():
        if options.only in (None, folder):
            write_family(folder, source, options.out)


if __name__ == "__main__":
    main()
