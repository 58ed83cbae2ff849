"""Arrays of other shapes and orders, joined, split and filled up."""

import builtins
import itertools

import numpy as np
from _shim import call as _call
from _shim import js as _js
from numpy._ndarray import ndarray


def broadcast_to(a, shape):
    return ndarray(_call("broadcastTo", np.asarray(a)._held, _js(list(shape))))


def reshape(a, shape, order="C"):
    return np.asarray(a).reshape(shape)


def ravel(a):
    return np.asarray(a).ravel()


def transpose(a, axes=None):
    return np.asarray(a).transpose(*([axes] if axes is not None else []))


def swapaxes(a, first, second):
    return np.asarray(a).swapaxes(first, second)


def moveaxis(a, source, destination):
    array_ = np.asarray(a)
    order = [i for i in range(array_.ndim) if i != source % array_.ndim]
    order.insert(destination % array_.ndim, source % array_.ndim)
    return array_.transpose(order)


def squeeze(a, axis=None):
    array_ = np.asarray(a)
    gone = {axis % array_.ndim} if axis is not None else {i for i, side in enumerate(array_.shape) if side == 1}
    return array_.reshape([side for i, side in enumerate(array_.shape) if i not in gone])


def expand_dims(a, axis):
    sides = list(np.asarray(a).shape)
    sides.insert(axis if axis >= 0 else len(sides) + 1 + axis, 1)
    return np.asarray(a).reshape(sides)


def atleast_1d(a):
    return np.asarray(a).reshape(-1) if np.asarray(a).ndim == 0 else np.asarray(a)


def atleast_2d(a):
    return np.array(a, ndmin=2)


def concatenate(arrays, axis=0):
    parts = [np.asarray(part) for part in arrays]
    if axis is None:
        parts, axis = [part.ravel() for part in parts], 0
    return ndarray(_call("concatenate", _js([part._held for part in parts]), axis))


def stack(arrays, axis=0):
    return concatenate([expand_dims(part, axis) for part in arrays], axis)


def vstack(arrays):
    return concatenate([part if np.asarray(part).ndim > 1 else np.asarray(part).reshape(1, -1) for part in arrays], 0)


def hstack(arrays):
    parts = [atleast_1d(part) for part in arrays]
    return concatenate(parts, 0 if parts[0].ndim == 1 else 1)


def dstack(arrays):
    parts = [atleast_2d(part) for part in arrays]
    return concatenate([part if part.ndim > 2 else part[..., None] for part in parts], 2)


column_stack = lambda arrays: concatenate(  # noqa: E731
    [part if np.asarray(part).ndim > 1 else np.asarray(part).reshape(-1, 1) for part in arrays], 1
)


def append(a, values, axis=None):
    return concatenate([a, values], axis)


def split(a, parts, axis=0):
    array_ = np.asarray(a)
    side = array_.shape[axis]
    bounds = [side * i // parts for i in range(parts + 1)] if isinstance(parts, int) else [0, *parts, side]
    lead = (slice(None),) * (axis % array_.ndim)
    return [array_[(*lead, slice(low, high))] for low, high in itertools.pairwise(bounds)]


array_split = split


def tile(a, counts):
    array_ = np.asarray(a)
    times = [counts] if isinstance(counts, int) else list(counts)
    while array_.ndim < len(times):
        array_ = array_[None]
    times = [1] * (array_.ndim - len(times)) + times
    for axis, count in enumerate(times):
        array_ = concatenate([array_] * count, axis) if count != 1 else array_
    return array_


def repeat(a, count, axis=None):
    array_ = np.asarray(a) if axis is not None else np.asarray(a).ravel()
    along = axis or 0
    places = [i for i in range(array_.shape[along]) for _ in range(count if isinstance(count, int) else count[i])]
    return take(array_, places, along)


def take(a, places, axis=None):
    array_ = np.asarray(a) if axis is not None else np.asarray(a).ravel()
    return array_[(*(slice(None),) * ((axis or 0) % array_.ndim), np.asarray(places))]


def pad(a, width, mode="constant", constant_values=0):
    array_ = np.asarray(a)
    widths = [width] * array_.ndim if isinstance(width, int) or isinstance(width[0], int) else list(width)
    widths = [(part, part) if isinstance(part, int) else tuple(part) for part in widths]
    if mode == "constant":
        shape = [side + low + high for side, (low, high) in zip(array_.shape, widths, strict=False)]
        made = np.full(shape, constant_values, array_.dtype)
        made[tuple(slice(low, low + side) for side, (low, _) in zip(array_.shape, widths, strict=False))] = array_
        return made
    if mode not in ("edge", "reflect"):
        raise ValueError(f"numpy.pad(mode={mode!r}) is not available in this sandbox")
    for axis, (low, high) in enumerate(widths):
        side = array_.shape[axis]
        places = [
            builtins.min(builtins.max(i, 0), side - 1)
            if mode == "edge"
            else side - 1 - builtins.abs((i % (2 * side - 2 or 1)) - (side - 1))
            for i in range(-low, side + high)
        ]
        array_ = take(array_, places, axis)
    return array_


def flip(a, axis=None):
    array_ = np.asarray(a)
    axes = range(array_.ndim) if axis is None else [axis] if isinstance(axis, int) else axis
    turned = [slice(None)] * array_.ndim
    for one in axes:
        turned[one] = slice(None, None, -1)
    return array_[tuple(turned)]


def flipud(a):
    return flip(a, 0)


def fliplr(a):
    return flip(a, 1)


def rot90(a, k=1, axes=(0, 1)):
    array_ = np.asarray(a)
    for _ in range(k % 4):
        array_ = flip(array_.swapaxes(*axes), axes[0])
    return array_


def roll(a, shift, axis=None):
    array_ = np.asarray(a) if axis is not None else np.asarray(a).ravel()
    side = array_.shape[axis or 0]
    made = take(array_, [(i - shift) % side for i in range(side)], axis or 0)
    return made if axis is not None else made.reshape(np.asarray(a).shape)
