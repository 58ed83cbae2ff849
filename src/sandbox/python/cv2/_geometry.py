"""Pictures at another size, turned and bent."""

import math as _math

import cv2
import numpy as np
from _shim import call as _call
from _shim import js as _js
from _shim import note as _note
from cv2._constants import error


def resize(src, dsize=None, dst=None, fx=0, fy=0, interpolation=cv2.INTER_LINEAR):
    array = np.asarray(src)
    height, width = array.shape[:2]
    wide, high = dsize if dsize else (round(width * fx), round(height * fy))
    if wide < 1 or high < 1:
        raise error("cv2.resize: the size must be at least one pixel each way")
    if wide * high > 89_478_485:
        raise error("cv2.resize: this is too large for this sandbox")
    if interpolation in (cv2.INTER_CUBIC, cv2.INTER_LANCZOS4):
        _note("cv2-window-of-pillow")
        from PIL import Image

        how = Image.BICUBIC if interpolation == cv2.INTER_CUBIC else Image.LANCZOS
        return np.asarray(Image.fromarray(array).resize((int(wide), int(high)), how))
    how = {cv2.INTER_NEAREST: "nearest", cv2.INTER_AREA: "area"}.get(interpolation, "linear")
    return np.ndarray(_call("scaleArray", array._held, int(wide), int(high), how))


def rotate(src, rotateCode, dst=None):
    return np.rot90(
        src, {cv2.ROTATE_90_CLOCKWISE: 3, cv2.ROTATE_180: 2, cv2.ROTATE_90_COUNTERCLOCKWISE: 1}[rotateCode]
    ).copy()


def flip(src, flipCode, dst=None):
    return np.flip(src, 0 if flipCode == 0 else 1 if flipCode > 0 else (0, 1)).copy()


def transpose(src):
    return np.swapaxes(src, 0, 1).copy()


def getRotationMatrix2D(center, angle, scale):
    (x, y), turn = center, _math.radians(angle)
    a, b = scale * _math.cos(turn), scale * _math.sin(turn)
    return np.array([[a, b, (1 - a) * x - b * y], [-b, a, b * x + (1 - a) * y]])


def warpAffine(src, M, dsize, dst=None, flags=cv2.INTER_LINEAR, borderMode=cv2.BORDER_CONSTANT, borderValue=0):
    a, b, c, d, e, f = [float(value) for value in np.asarray(M).ravel().tolist()]
    determinant = (a * e - b * d) or 1e-12
    ia, ib, id_, ie = e / determinant, -b / determinant, -d / determinant, a / determinant
    # OpenCV counts from the middle of a pixel, the raster from its corner.
    shift = [ia * -0.5 + ib * -0.5 - (ia * c + ib * f) + 0.5, id_ * -0.5 + ie * -0.5 - (id_ * c + ie * f) + 0.5]
    array = np.asarray(src)
    parts = list(borderValue) if isinstance(borderValue, (tuple, list)) else [borderValue] * 3
    ground = _js([*(int(part) for part in ([*parts, 0, 0, 0])[:3]), 255])
    how = "nearest" if flags == cv2.INTER_NEAREST else "bicubic" if flags == cv2.INTER_CUBIC else "bilinear"
    held = _call(
        "affine",
        _call("fromArray", array._held),
        int(dsize[0]),
        int(dsize[1]),
        _js([ia, ib, shift[0], id_, ie, shift[1]]),
        how,
        ground,
    )
    return np.ndarray(_call("toArray", held, 1 if array.ndim == 2 else array.shape[2], False))
