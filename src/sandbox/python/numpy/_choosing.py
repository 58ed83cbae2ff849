"""Values chosen, bounded and ordered."""

import numpy as np
from _shim import call as _call
from numpy._elementwise import _operand
from numpy._ndarray import _out, ndarray


def where(condition, *choices):
    if not choices:
        return nonzero(condition)
    yes, no = choices
    return _out(_call("where", np.asarray(condition)._held, _operand(yes), _operand(no)))


def nonzero(a):
    return tuple(ndarray(part) for part in _call("nonzero", np.asarray(a)._held))


def argwhere(a):
    return np.stack(nonzero(a), 1)


def flatnonzero(a):
    return nonzero(np.ravel(a))[0]


def count_nonzero(a, axis=None):
    return np.sum(np.asarray(a) != 0, axis)


def clip(a, low=None, high=None, out=None, a_min=None, a_max=None):
    low, high = a_min if low is None else low, a_max if high is None else high
    array_ = np.asarray(a)
    made = array_ if low is None else np.maximum(array_, low)
    made = made if high is None else np.minimum(made, high)
    if out is not None:
        out[...] = made
        return out
    return made


def round(a, decimals=0, out=None):
    factor = 10.0**decimals
    made = np.rint(np.asarray(a) * factor) / factor
    return made.astype(int) if isinstance(made, ndarray) and np.asarray(a).dtype.kind in "iu" else made


around = round_ = round


def sort(a, axis=-1):
    return ndarray(_call("sorted", np.asarray(a)._held, axis))


def argsort(a, axis=-1):
    return ndarray(_call("argsort", np.asarray(a)._held, axis))


def unique(a, return_index=False, return_inverse=False, return_counts=False, axis=None):
    array_ = np.asarray(a)
    rows = [tuple(row) for row in array_.tolist()] if axis == 0 and array_.ndim > 1 else array_.ravel().tolist()
    kept = sorted(set(rows))
    made = [np.array([list(row) for row in kept] if axis == 0 and array_.ndim > 1 else kept, array_.dtype)]
    places = {value: i for i, value in enumerate(kept)}
    if return_index:
        made.append(np.array([rows.index(value) for value in kept], int))
    if return_inverse:
        made.append(np.array([places[value] for value in rows], int))
    if return_counts:
        counts = [0] * len(kept)
        for value in rows:
            counts[places[value]] += 1
        made.append(np.array(counts, int))
    return made[0] if len(made) == 1 else tuple(made)
