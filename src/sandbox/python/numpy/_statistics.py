"""Counts, shares, differences and fitted curves."""

import builtins
import itertools
import math as _math

import numpy as np
from _shim import call as _call
from numpy._ndarray import ndarray


def bincount(a, minlength=0):
    values = [int(value) for value in np.ravel(a).tolist()]
    counts = [0] * builtins.max(minlength, builtins.max(values, default=-1) + 1)
    for value in values:
        counts[value] += 1
    return np.array(counts, int)


def histogram(a, bins=10, range=None):
    values = np.ravel(a).tolist()
    low, high = range or (builtins.min(values), builtins.max(values))
    if not isinstance(bins, int):
        edges = [float(edge) for edge in bins]
    else:
        edges = [low + (high - low) * i / bins for i in builtins.range(bins + 1)]
    counts = [0] * (len(edges) - 1)
    for value in values:
        for i in builtins.range(len(counts)):
            if edges[i] <= value < edges[i + 1] or (i == len(counts) - 1 and value == edges[-1]):
                counts[i] += 1
                break
    return np.array(counts, int), np.array(edges)


def percentile(a, q, axis=None):
    if axis is not None:
        raise ValueError("numpy.percentile(axis=…) is not available in this sandbox")
    values = sorted(np.ravel(a).tolist())

    def at(share):
        place = (len(values) - 1) * share / 100
        low = _math.floor(place)
        high = builtins.min(low + 1, len(values) - 1)
        return np.float64(values[low] + (values[high] - values[low]) * (place - low))

    return at(q) if isinstance(q, (int, float)) else np.array([at(share) for share in q])


def quantile(a, q, axis=None):
    return percentile(a, np.asarray(q) * 100 if not isinstance(q, (int, float)) else q * 100, axis)


def average(a, axis=None, weights=None):
    return np.mean(a, axis) if weights is None else np.sum(np.asarray(a) * weights, axis) / np.sum(weights)


def cumsum(a, axis=None):
    return ndarray(_call("cumulated", np.asarray(a)._held, axis))


def diff(a, n=1, axis=-1):
    array_ = np.asarray(a)
    lead = (slice(None),) * (axis % array_.ndim)
    made = array_[(*lead, slice(1, None))] - array_[(*lead, slice(None, -1))]
    return made if n == 1 else diff(made, n - 1, axis)


def gradient(a):
    values = np.ravel(a)
    made = np.zeros(values.shape)
    made[1:-1] = (values[2:] - values[:-2]) / 2
    made[0], made[-1] = values[1] - values[0], values[-1] - values[-2]
    return made


def interp(x, xp, fp):
    known = list(zip(np.ravel(xp).tolist(), np.ravel(fp).tolist(), strict=False))

    def at(value):
        if value <= known[0][0]:
            return known[0][1]
        for (x0, y0), (x1, y1) in itertools.pairwise(known):
            if value <= x1:
                return y0 + (y1 - y0) * (value - x0) / ((x1 - x0) or 1)
        return known[-1][1]

    if isinstance(x, (int, float)):
        return np.float64(at(x))
    points = np.asarray(x)
    return np.array([at(value) for value in points.ravel().tolist()], dtype=float).reshape(points.shape)


def polyfit(x, y, degree):
    columns = np.stack([np.asarray(x, float) ** (degree - i) for i in range(degree + 1)], 1)
    return np.linalg.solve(columns.T @ columns, columns.T @ np.asarray(y, float))


def polyval(coefficients, x):
    made = np.asarray(x, float) * 0
    for one in np.ravel(coefficients).tolist():
        made = made * x + one
    return made


def nan_to_num(x, copy=True, nan=0.0, posinf=None, neginf=None):
    array_ = np.asarray(x, float)
    most = np.finfo(float).max
    made = np.where(np.isnan(array_), nan, array_)
    made = np.where(array_ == np.inf, most if posinf is None else posinf, made)
    return np.where(array_ == -np.inf, -most if neginf is None else neginf, made)


def _known(a, axis, stand_in):
    array_ = np.asarray(a, float)
    missing = np.isnan(array_)
    return np.where(missing, stand_in, array_), np.sum(~missing, axis)


def nansum(a, axis=None):
    return np.sum(_known(a, axis, 0.0)[0], axis)


def nanmean(a, axis=None):
    values, count = _known(a, axis, 0.0)
    return np.sum(values, axis) / count


def nanmax(a, axis=None):
    return np.max(_known(a, axis, -np.inf)[0], axis)


def nanmin(a, axis=None):
    return np.min(_known(a, axis, np.inf)[0], axis)


def convolve(a, v, mode="full"):
    if mode != "full":
        raise ValueError(f"numpy.convolve(mode={mode!r}) is not available in this sandbox")
    first, second = np.ravel(a), np.ravel(v)
    made = np.zeros(first.size + second.size - 1, (first[:1] * second[:1]).dtype)
    for i, weight in enumerate(second.tolist()):
        made[i : i + first.size] = made[i : i + first.size] + first * weight
    return made


def searchsorted(a, v, side="left"):
    import bisect

    ordered = np.ravel(a).tolist()
    at = bisect.bisect_left if side == "left" else bisect.bisect_right
    if isinstance(v, (int, float)):
        return np.int64(at(ordered, v))
    return np.array([at(ordered, value) for value in np.ravel(v).tolist()], int)


def cov(m):
    rows = np.asarray(m, float)
    off = rows - np.mean(rows, axis=1, keepdims=True)
    return off @ off.T / (rows.shape[1] - 1)


def corrcoef(x):
    made = cov(x)
    spread = np.sqrt(np.diag(made))
    return made / np.outer(spread, spread)
