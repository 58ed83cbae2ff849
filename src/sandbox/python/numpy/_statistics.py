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

    return np.float64(at(x)) if isinstance(x, (int, float)) else np.array([at(value) for value in np.ravel(x).tolist()])


def polyfit(x, y, degree):
    columns = np.stack([np.asarray(x, float) ** (degree - i) for i in range(degree + 1)], 1)
    return np.linalg.solve(columns.T @ columns, columns.T @ np.asarray(y, float))


def polyval(coefficients, x):
    made = np.asarray(x, float) * 0
    for one in np.ravel(coefficients).tolist():
        made = made * x + one
    return made
