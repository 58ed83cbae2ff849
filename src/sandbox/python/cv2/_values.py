"""Thresholds, sums, masks and histograms."""

import cv2
import numpy as np
from cv2._filters import _whole


def threshold(src, thresh, maxval, type, dst=None):
    array = np.asarray(src)
    if type & cv2.THRESH_OTSU:
        thresh = _otsu(array)
    holds = array > thresh
    none, kept = np.zeros_like(array), array
    full_ = np.full(array.shape, maxval, array.dtype)
    made = {
        cv2.THRESH_BINARY: lambda: np.where(holds, full_, none),
        cv2.THRESH_BINARY_INV: lambda: np.where(holds, none, full_),
        cv2.THRESH_TRUNC: lambda: np.minimum(array, np.full(array.shape, thresh, array.dtype)),
        cv2.THRESH_TOZERO: lambda: np.where(holds, kept, none),
        cv2.THRESH_TOZERO_INV: lambda: np.where(holds, none, kept),
    }[type & 7]()
    return float(thresh), made


def _otsu(array):
    counts = np.bincount(array.ravel(), 256).tolist()
    total, weighed = array.size, sum(i * n for i, n in enumerate(counts))
    below, low, best, chosen = 0, 0.0, -1.0, 0
    for i, count in enumerate(counts):
        below += count
        low += i * count
        if below in (0, total):
            continue
        apart = below * (total - below) * (low / below - (weighed - low) / (total - below)) ** 2
        if apart > best:
            best, chosen = apart, i
    return chosen


def adaptiveThreshold(src, maxValue, adaptiveMethod, thresholdType, blockSize, C):
    array = np.asarray(src)
    mean = (
        cv2.blur(array, (blockSize, blockSize))
        if adaptiveMethod == cv2.ADAPTIVE_THRESH_MEAN_C
        else cv2.GaussianBlur(array, (blockSize, blockSize), 0)
    )
    holds = array.astype(float) > mean.astype(float) - C
    holds = holds if thresholdType == cv2.THRESH_BINARY else ~holds
    return holds.astype("uint8") * int(maxValue)


def inRange(src, lowerb, upperb):
    array = np.asarray(src)
    holds = (array >= np.asarray(lowerb, float)) & (array <= np.asarray(upperb, float))
    return (np.all(holds, axis=2) if array.ndim == 3 else holds).astype("uint8") * 255


def _saturated(a, b, work):
    first, second = np.asarray(a), np.asarray(b)
    return _whole(work(first.astype(float), second.astype(float)), first)


def add(a, b):
    return _saturated(a, b, lambda x, y: x + y)


def subtract(a, b):
    return _saturated(a, b, lambda x, y: x - y)


def multiply(a, b, scale=1):
    return _saturated(a, b, lambda x, y: x * y * scale)


def absdiff(a, b):
    return _saturated(a, b, lambda x, y: np.abs(x - y))


def addWeighted(src1, alpha, src2, beta, gamma, dst=None):
    made = _saturated(src1, src2, lambda x, y: x * alpha + y * beta + gamma)
    if dst is not None:
        dst[...] = made
        return dst
    return made


def convertScaleAbs(src, alpha=1, beta=0):
    return np.clip(np.rint(np.abs(np.asarray(src).astype(float) * alpha + beta)), 0, 255).astype("uint8")


def _masked(made, mask):
    if mask is None:
        return made
    holds = np.asarray(mask) != 0
    return np.where(holds[..., None] if made.ndim == 3 else holds, made, np.zeros_like(made))


def bitwise_and(src1, src2, dst=None, mask=None):
    return _masked(np.asarray(src1) & np.asarray(src2), mask)


def bitwise_or(src1, src2, dst=None, mask=None):
    return _masked(np.asarray(src1) | np.asarray(src2), mask)


def bitwise_xor(src1, src2, dst=None, mask=None):
    return _masked(np.asarray(src1) ^ np.asarray(src2), mask)


def bitwise_not(src, dst=None, mask=None):
    return _masked(255 - np.asarray(src), mask)


def LUT(src, lut):
    return np.asarray(lut)[np.asarray(src)]


def equalizeHist(src):
    from PIL import Image, ImageOps

    return np.asarray(ImageOps.equalize(Image.fromarray(np.asarray(src))))


class _Clahe:
    def __init__(self, limit, tiles):
        self._limit, self._tiles = limit, tiles

    def apply(self, src):
        array = np.asarray(src)
        height, width = array.shape
        across, down = self._tiles
        tables = [
            [
                self._table(
                    array[
                        height * j // down : height * (j + 1) // down, width * i // across : width * (i + 1) // across
                    ]
                )
                for i in range(across)
            ]
            for j in range(down)
        ]
        lut = np.array(tables, float)
        rows, columns = np.arange(height).reshape(-1, 1), np.arange(width).reshape(1, -1)
        y = np.clip((rows + 0.5) * (down / height) - 0.5, 0, down - 1)
        x = np.clip((columns + 0.5) * (across / width) - 0.5, 0, across - 1)
        y0, x0 = np.floor(y).astype(int), np.floor(x).astype(int)
        y1, x1 = np.minimum(y0 + 1, down - 1), np.minimum(x0 + 1, across - 1)
        values = array.astype(int)
        top = lut[y0, x0, values] * (1 - (x - x0)) + lut[y0, x1, values] * (x - x0)
        low = lut[y1, x0, values] * (1 - (x - x0)) + lut[y1, x1, values] * (x - x0)
        return _whole(top * (1 - (y - y0)) + low * (y - y0), array)

    def _table(self, tile):
        counts = np.bincount(tile.ravel(), 256).tolist()
        most = max(1, int(self._limit * tile.size / 256))
        extra = sum(max(0, count - most) for count in counts)
        counts = [min(count, most) + extra / 256 for count in counts]
        made, total = [], 0.0
        for count in counts:
            total += count
            made.append(total * 255 / max(1, tile.size))
        return made


def createCLAHE(clipLimit=40.0, tileGridSize=(8, 8)):
    return _Clahe(clipLimit, tileGridSize)


def normalize(src, dst=None, alpha=1, beta=0, norm_type=cv2.NORM_MINMAX, dtype=-1, mask=None):
    array = np.asarray(src).astype(float)
    if norm_type != cv2.NORM_MINMAX:
        return array / (float(np.linalg.norm(array)) or 1) * alpha
    low, high = float(array.min()), float(array.max())
    made = (array - low) / ((high - low) or 1) * (beta - alpha) + alpha
    return _whole(made, np.asarray(src))
