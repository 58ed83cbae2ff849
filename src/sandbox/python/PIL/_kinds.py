"""Names and numbers that calls are made with, and how large a picture may be."""

from enum import IntEnum


class Resampling(IntEnum):
    NEAREST = 0
    LANCZOS = 1
    BILINEAR = 2
    BICUBIC = 3
    BOX = 4
    HAMMING = 5


class Transpose(IntEnum):
    FLIP_LEFT_RIGHT = 0
    FLIP_TOP_BOTTOM = 1
    ROTATE_90 = 2
    ROTATE_180 = 3
    ROTATE_270 = 4
    TRANSPOSE = 5
    TRANSVERSE = 6


class Transform(IntEnum):
    AFFINE = 0


NEAREST, LANCZOS, BILINEAR, BICUBIC, BOX, HAMMING = Resampling
ANTIALIAS, CUBIC, LINEAR = LANCZOS, BICUBIC, BILINEAR
(FLIP_LEFT_RIGHT, FLIP_TOP_BOTTOM, ROTATE_90, ROTATE_180, ROTATE_270, TRANSPOSE, TRANSVERSE) = Transpose
AFFINE = Transform.AFFINE
MAX_IMAGE_PIXELS = 89_478_485
_BANDS = {"RGB": 3, "RGBA": 4, "L": 1, "1": 1, "LA": 2, "P": 1, "F": 1, "I": 1}


class DecompressionBombError(Exception):
    """A picture larger than the sandbox holds."""


def _checked(size):
    width, height = (int(side) for side in size)
    if width < 1 or height < 1:
        raise ValueError("height and width must be > 0")
    if width * height > MAX_IMAGE_PIXELS:
        raise DecompressionBombError(f"A picture of {width} x {height} pixels is too large for this sandbox")
    return width, height
