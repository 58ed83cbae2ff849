"""Makes the checksums that src/pixels holds `resizeAsTorchvision` to.

    python golden_resize.py [--out ../src/pixels/torchvision.golden.json]

Torchvision resizes 8-bit samples on the CPU in 16-bit fixed point, columns first,
which differs from Pillow by a level here and there, and by more where a tall picture shrinks.
"""

from __future__ import annotations

import argparse
import hashlib
import json
from pathlib import Path

import numpy as np
import torch
import torchvision
from torchvision.transforms import InterpolationMode
from torchvision.transforms.v2 import functional

KERNELS = {"bilinear": InterpolationMode.BILINEAR, "bicubic": InterpolationMode.BICUBIC}
SEED = 7
SIZES = [
    ((150, 100), (96, 64)),
    ((47, 110), (64, 160)),
    ((300, 33), (192, 32)),
    ((33, 300), (32, 192)),
    ((20, 20), (64, 64)),
    ((128, 128), (64, 64)),
    ((64, 48), (64, 96)),
    ((48, 64), (96, 64)),
    ((320, 240), (256, 256)),
    ((1, 9), (5, 3)),
]


def noise(width: int, height: int, seed: int) -> np.ndarray:
    """uint8 [height,width,3], as `noise` of src/pixels/testing.ts: the top byte of a 32-bit congruential generator."""
    samples, state = np.empty(width * height * 3, dtype=np.uint8), seed
    for at in range(len(samples)):
        state = (state * 1664525 + 1013904223) % 2**32
        samples[at] = state >> 24
    return samples.reshape(height, width, 3)


def resized(size: tuple[int, int], to: tuple[int, int], kernel: str) -> dict:
    image = torch.from_numpy(noise(*size, seed=SEED)).permute(2, 0, 1).contiguous()
    drawn = functional.resize(image, [to[1], to[0]], interpolation=KERNELS[kernel], antialias=True)
    pixels = drawn.permute(1, 2, 0).contiguous().numpy()
    sha256 = hashlib.sha256(pixels.tobytes()).hexdigest()
    return {"from": list(size), "to": list(to), "kernel": kernel, "sha256": sha256}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    default = Path(__file__).parent / "../src/pixels/torchvision.golden.json"
    parser.add_argument("--out", type=Path, default=default)
    options = parser.parse_args()
    versions = f"torchvision {torchvision.__version__}, torch {torch.__version__}"
    cases = [resized(size, to, kernel) for kernel in KERNELS for size, to in SIZES]
    lines = ",\n".join(f"  {json.dumps(case)}" for case in cases)
    options.out.write_text(
        f'{{\n "madeBy": "training/golden_resize.py, {versions}",\n "seed": {SEED},\n "cases": [\n{lines}\n ]\n}}\n'
    )


if __name__ == "__main__":
    main()
