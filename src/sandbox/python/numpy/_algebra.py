"""Products of arrays, diagonals and angles."""

import builtins
import math as _math

import numpy as np
from _shim import call as _call
from numpy._ndarray import _out, ndarray


def matmul(a, b):
    return _out(_call("matmul", np.asarray(a)._held, np.asarray(b)._held))


def dot(a, b):
    first, second = np.asarray(a), np.asarray(b)
    return first * second if first.ndim == 0 or second.ndim == 0 else matmul(first, second)


inner = vdot = dot


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
