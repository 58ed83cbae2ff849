"""Contours, what hangs together, and what is measured on it."""

import math as _math

import cv2
import numpy as np
from _shim import call as _call


def findContours(image, mode, method, contours=None, hierarchy=None, offset=(0, 0)):
    if method not in (cv2.CHAIN_APPROX_NONE, cv2.CHAIN_APPROX_SIMPLE):
        raise cv2.error("cv2.findContours: of the methods NONE and SIMPLE are available in this sandbox")
    if np.asarray(image).ndim != 2:
        raise cv2.error("cv2.findContours takes a picture of one channel: turn it grey first")
    links, *outlines = _call("contours", np.asarray(image)._held, method == cv2.CHAIN_APPROX_SIMPLE, mode)
    made = tuple(np.ndarray(part) for part in outlines)
    if tuple(offset) != (0, 0):
        made = tuple((part + np.array(offset)).astype("int32") for part in made)
    return made, (np.ndarray(links) if made else None)


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


_POWERS = ((0, 0), (1, 0), (0, 1), (2, 0), (1, 1), (0, 2), (3, 0), (2, 1), (1, 2), (0, 3))


def moments(array, binaryImage=False):
    """Of the pixels of a picture, or of the area within a contour: raw, central (mu) and without size (nu)."""
    places = np.asarray(array)
    # Bytes are a picture even where they are two across.
    is_row = places.ndim == 2 or (places.ndim == 3 and 1 in places.shape[:2])
    is_contour = is_row and places.shape[-1] == 2 and places.dtype.name in ("int32", "int64", "float32")
    raw = _moments_within(_outline(places)) if is_contour else _moments_of_pixels(places, binaryImage)
    return {f"m{p}{q}": raw[p, q] for p, q in _POWERS} | _central(raw)


def _moments_of_pixels(image, binary):
    weights = (image != 0).astype(float) if binary else image.astype(float)
    ys, xs = np.arange(weights.shape[0]).astype(float), np.arange(weights.shape[1]).astype(float)
    return {(p, q): float(((weights * xs**p).sum(axis=1) * ys**q).sum()) for p, q in _POWERS}


def _moments_within(outline):
    """Green's theorem, edge by edge: the area under each, turned the right way round."""
    raw = dict.fromkeys(_POWERS, 0.0)
    for (x0, y0), (x1, y1) in outline:
        cross = x0 * y1 - x1 * y0
        for p, q in _POWERS:
            raw[p, q] += cross * _edge(x0, x1, y0, y1, p, q)
    sign = -1.0 if raw[0, 0] < 0 else 1.0
    return {power: sign * value for power, value in raw.items()}


def _edge(x0, x1, y0, y1, p, q):
    total = 0.0
    for k in range(p + 1):
        for m in range(q + 1):
            ways = _math.comb(k + m, m) * _math.comb(p + q - k - m, q - m)
            total += ways * x1**k * x0 ** (p - k) * y1**m * y0 ** (q - m)
    return total / ((p + q + 2) * (p + q + 1) * _math.comb(p + q, p))


def _central(raw):
    area = raw[0, 0]
    if abs(area) < 2**-52:
        return {f"{name}{p}{q}": 0.0 for name in ("mu", "nu") for p, q in _POWERS[3:]}
    x, y = raw[1, 0] / area, raw[0, 1] / area
    mu = {
        (p, q): sum(
            _math.comb(p, k) * _math.comb(q, m) * (-x) ** (p - k) * (-y) ** (q - m) * raw[k, m]
            for k in range(p + 1)
            for m in range(q + 1)
        )
        for p, q in _POWERS[3:]
    }
    sizeless = {f"nu{p}{q}": value / abs(area) ** ((p + q) / 2 + 1) for (p, q), value in mu.items()}
    return {f"mu{p}{q}": value for (p, q), value in mu.items()} | sizeless


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


def pointPolygonTest(contour, pt, measureDist):
    if measureDist:
        raise cv2.error("cv2.pointPolygonTest(measureDist=True) is not available in this sandbox")
    x, y = pt
    inside = False
    for (x1, y1), (x2, y2) in _outline(contour):
        if (
            (x2 - x1) * (y - y1) == (y2 - y1) * (x - x1)
            and min(x1, x2) <= x <= max(x1, x2)
            and min(y1, y2) <= y <= max(y1, y2)
        ):
            return 0.0
        if (y1 > y) != (y2 > y) and x < (x2 - x1) * (y - y1) / (y2 - y1) + x1:
            inside = not inside
    return 1.0 if inside else -1.0
