"""PIL.ImageChops: one picture with another, pixel by pixel."""

import numpy as _np
from _shim import missing as _missing
from PIL import Image as _Image


def _work(a, b, work):
    first, second = _np.asarray(a).astype("int32"), _np.asarray(b).astype("int32")
    return _Image.fromarray(_np.clip(work(first, second), 0, 255).astype("uint8"), a.mode)


def difference(image1, image2):
    return _work(image1, image2, lambda a, b: _np.abs(a - b))


def add(image1, image2, scale=1.0, offset=0):
    return _work(image1, image2, lambda a, b: (a + b) / scale + offset)


def subtract(image1, image2, scale=1.0, offset=0):
    return _work(image1, image2, lambda a, b: (a - b) / scale + offset)


def multiply(image1, image2):
    return _work(image1, image2, lambda a, b: a * b // 255)


def lighter(image1, image2):
    return _work(image1, image2, _np.maximum)


def darker(image1, image2):
    return _work(image1, image2, _np.minimum)


def invert(image):
    return image.point([255 - i for i in range(256)])


__getattr__ = _missing("PIL.ImageChops")
