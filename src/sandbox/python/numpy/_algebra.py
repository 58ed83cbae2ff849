"""Products of arrays, diagonals and angles."""

import builtins
import math as _math

import numpy as np
from _shim import call as _call
from numpy._ndarray import _out, ndarray


def matmul(a, b):
    first, second = np.asarray(a), np.asarray(b)
    if first.ndim > 2 and second.ndim <= 2:
        return _rows_by(first, second)
    if first.ndim > 2 or second.ndim > 2:
        return _stacked(first, second)
    return _out(_call("matmul", first._held, second._held))


def _rows_by(first, second):
    """Every row of the last axis by the matrix, whatever stands before that axis: a picture by the weights of its bands."""
    rows = matmul(first.reshape(-1, first.shape[-1]), second)
    return rows.reshape(*first.shape[:-1], *second.shape[1:])


def _stacked(first, second):
    """Matrices by matrices, one after the other; one that stands alone is taken for each of the other side."""
    count = first.shape[0] if first.ndim > 2 else second.shape[0]
    pairs = [(first[i] if first.ndim > 2 else first, second[i] if second.ndim > 2 else second) for i in range(count)]
    return np.stack([matmul(one, other) for one, other in pairs])


def dot(a, b):
    first, second = np.asarray(a), np.asarray(b)
    if first.ndim == 0 or second.ndim == 0:
        return first * second
    if second.ndim > 2:
        raise ValueError("dot is here for a second side of one or two axes only")
    return matmul(first, second)


def vdot(a, b):
    return dot(np.ravel(a), np.ravel(b))


def inner(a, b):
    second = np.asarray(b)
    return dot(a, second.T if second.ndim > 1 else second)


def outer(a, b):
    return np.ravel(a)[:, None] * np.ravel(b)[None]


def cross(a, b):
    first, second = np.ravel(a).tolist(), np.ravel(b).tolist()
    if len(first) == 2:
        return np.float64(first[0] * second[1] - first[1] * second[0])
    (a0, a1, a2), (b0, b1, b2) = first, second
    return np.array([a1 * b2 - a2 * b1, a2 * b0 - a0 * b2, a0 * b1 - a1 * b0])


def trace(a):
    return np.sum(np.array([a[i, i] for i in range(builtins.min(np.asarray(a).shape))]))


def diag(a):
    array_ = np.asarray(a)
    if array_.ndim == 2:
        return np.array([array_[i, i] for i in range(builtins.min(array_.shape))])
    made = np.zeros((array_.size, array_.size), array_.dtype)
    for i, value in enumerate(array_.tolist()):
        made[i, i] = value
    return made


def deg2rad(a):
    return np.multiply(a, np.pi / 180) if isinstance(a, ndarray) else np.float64(_math.radians(a))


def rad2deg(a):
    return np.multiply(a, 180 / np.pi) if isinstance(a, ndarray) else np.float64(_math.degrees(a))


radians, degrees = deg2rad, rad2deg


def triu(m, k=0):
    array_ = np.asarray(m)
    rows, columns = np.mgrid[0 : array_.shape[0], 0 : array_.shape[1]]
    return np.where(columns - rows >= k, array_, 0).astype(array_.dtype)


def tril(m, k=0):
    array_ = np.asarray(m)
    rows, columns = np.mgrid[0 : array_.shape[0], 0 : array_.shape[1]]
    return np.where(columns - rows <= k, array_, 0).astype(array_.dtype)
