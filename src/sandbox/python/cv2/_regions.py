"""Contours, what hangs together, and what is measured on it."""

import math as _math

import cv2
import numpy as np
from _shim import call as _call
from _shim import note as _note


def findContours(image, mode, method, *arguments, **_):
    if mode != cv2.RETR_EXTERNAL:
        _note("contours-without-holes")
    made = tuple(
        np.ndarray(part) for part in _call("outlines", np.asarray(image)._held, method == cv2.CHAIN_APPROX_SIMPLE)
    )
    links = np.array([[[i + 1 if i + 1 < len(made) else -1, i - 1, -1, -1] for i in range(len(made))]], "int32")
    return made, (links if made else None)


def _outline(contour):
    flat = np.asarray(contour).reshape(-1, 2).tolist()
    return list(zip(flat, [*flat[1:], flat[0]], strict=False))


def contourArea(contour, oriented=False):
    return abs(sum(a[0] * b[1] - b[0] * a[1] for a, b in _outline(contour))) / 2


def arcLength(curve, closed):
    return sum(_math.dist(a, b) for a, b in _outline(curve)[: None if closed else -1])


def boundingRect(array):
    places = np.asarray(array)
    if places.ndim == 2 and places.shape[1] != 2:
        places = np.argwhere(places)[:, ::-1]
    flat = places.reshape(-1, 2).tolist()
    xs, ys = [int(x) for x, _ in flat], [int(y) for _, y in flat]
    return (min(xs), min(ys), max(xs) - min(xs) + 1, max(ys) - min(ys) + 1)


def approxPolyDP(curve, epsilon, closed):
    flat = [tuple(place) for place in np.asarray(curve).reshape(-1, 2).tolist()]

    def simple(places):
        if len(places) < 3:
            return places
        (ax, ay), (bx, by) = places[0], places[-1]
        length = _math.hypot(bx - ax, by - ay)
        off = [
            abs((bx - ax) * (ay - y) - (ax - x) * (by - ay)) / length if length else _math.hypot(x - ax, y - ay)
            for x, y in places
        ]
        far = max(range(len(places)), key=off.__getitem__)
        if off[far] <= epsilon:
            return [places[0], places[-1]]
        return simple(places[: far + 1])[:-1] + simple(places[far:])

    kept = simple([*flat, flat[0]])[:-1] if closed else simple(flat)
    return np.array(kept, "int32").reshape(-1, 1, 2)


def moments(array):
    flat = _outline(array)
    crosses = [a[0] * b[1] - b[0] * a[1] for a, b in flat]
    area = sum(crosses) / 2
    return {
        "m00": abs(area),
        "m10": abs(sum((a[0] + b[0]) * c for (a, b), c in zip(flat, crosses, strict=False)) / 6),
        "m01": abs(sum((a[1] + b[1]) * c for (a, b), c in zip(flat, crosses, strict=False)) / 6),
    }


def connectedComponents(image, labels=None, connectivity=8, ltype=None):
    held, count, _ = _call("components", np.asarray(image)._held, connectivity)
    return int(count) + 1, np.ndarray(held)


def connectedComponentsWithStats(image, labels=None, stats=None, centroids=None, connectivity=8, ltype=None):
    held, count, figures = _call("components", np.asarray(image)._held, connectivity)
    marked = np.ndarray(held)
    middles = []
    for i in range(int(count) + 1):
        rows, columns = np.nonzero(marked == i)
        middles.append([float(columns.mean()), float(rows.mean())] if rows.size else [0.0, 0.0])
    return int(count) + 1, marked, np.ndarray(figures), np.array(middles, float)


def countNonZero(src):
    return int(np.count_nonzero(src))


def mean(src, mask=None):
    array = np.asarray(src)
    bands = [array] if array.ndim == 2 else [array[:, :, i] for i in range(array.shape[2])]
    kept = [band if mask is None else band[np.asarray(mask) != 0] for band in bands]
    return tuple([float(band.mean()) for band in kept] + [0.0] * (4 - len(kept)))


def minMaxLoc(src, mask=None):
    array = np.asarray(src)
    low, high = int(array.argmin()), int(array.argmax())
    width = array.shape[1]
    return float(array.min()), float(array.max()), (low % width, low // width), (high % width, high // width)
