"""PIL.Image on the page's raster: crops and resampling as Pillow computes them, glyphs of our own."""

from _shim import missing as _missing
from PIL._image import Image
from PIL._kinds import (
    AFFINE,
    ANTIALIAS,
    BICUBIC,
    BILINEAR,
    BOX,
    CUBIC,
    FLIP_LEFT_RIGHT,
    FLIP_TOP_BOTTOM,
    HAMMING,
    LANCZOS,
    LINEAR,
    MAX_IMAGE_PIXELS,
    NEAREST,
    ROTATE_90,
    ROTATE_180,
    ROTATE_270,
    TRANSPOSE,
    TRANSVERSE,
    DecompressionBombError,
    Resampling,
    Transform,
    Transpose,
)
from PIL._making import (
    _decoded,
    alpha_composite,
    blend,
    composite,
    eval,
    fromarray,
    frombuffer,
    frombytes,
    isImageType,
    merge,
    new,
    open,
)

__getattr__ = _missing("PIL.Image")
