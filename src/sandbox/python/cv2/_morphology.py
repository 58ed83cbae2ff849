"""Shapes made wider and narrower."""

import cv2
import numpy as np
from _shim import call as _call


def getStructuringElement(shape, ksize, anchor=None):
    across, down = ksize
    made = np.ones((down, across), "uint8")
    for y in range(down):
        for x in range(across):
            dx, dy = (x - across // 2) / (across / 2), (y - down // 2) / (down / 2)
            if (shape == cv2.MORPH_CROSS and x != across // 2 and y != down // 2) or (
                shape == cv2.MORPH_ELLIPSE and dx * dx + dy * dy > 1
            ):
                made[y, x] = 0
    return made


def _spread(src, kernel, iterations, largest):
    made = np.asarray(src)
    kernel = np.ones((3, 3), "uint8") if kernel is None else np.asarray(kernel)
    for _ in range(iterations):
        made = np.ndarray(_call("spread", made._held, kernel._held, largest))
    return made


def dilate(src, kernel, dst=None, anchor=None, iterations=1, **_):
    return _spread(src, kernel, iterations, True)


def erode(src, kernel, dst=None, anchor=None, iterations=1, **_):
    return _spread(src, kernel, iterations, False)


def morphologyEx(src, op, kernel, dst=None, anchor=None, iterations=1, **_):
    if op == cv2.MORPH_ERODE:
        return erode(src, kernel, iterations=iterations)
    if op == cv2.MORPH_DILATE:
        return dilate(src, kernel, iterations=iterations)
    opened = dilate(erode(src, kernel, iterations=iterations), kernel, iterations=iterations)
    closed = erode(dilate(src, kernel, iterations=iterations), kernel, iterations=iterations)
    return {
        cv2.MORPH_OPEN: opened,
        cv2.MORPH_CLOSE: closed,
        cv2.MORPH_TOPHAT: cv2.subtract(src, opened),
        cv2.MORPH_BLACKHAT: cv2.subtract(closed, src),
        cv2.MORPH_GRADIENT: cv2.subtract(dilate(src, kernel), erode(src, kernel)),
    }[op]
