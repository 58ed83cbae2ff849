"""Peaks of a row of numbers."""

import numpy as np
from _shim import missing as _missing

__getattr__ = _missing("scipy.signal")


def find_peaks(x, height=None, *, distance=None, **others):
    """Places higher than both neighbours, the middle of one that is flat, and how high each is where that was asked."""
    asked = [name for name, value in others.items() if value is not None]
    if asked:
        raise ValueError(f"scipy.signal.find_peaks({asked[0]}=…) is not available in this sandbox")
    if distance is not None and distance < 1:
        raise ValueError("`distance` must be greater or equal to 1")
    values = np.asarray(x, float).tolist()
    peaks = _tops(values)
    if height is not None:
        low, high = (height, None) if np.ndim(height) == 0 else height
        peaks = [at for at in peaks if (low is None or values[at] >= low) and (high is None or values[at] <= high)]
    if distance is not None:
        peaks = _apart(peaks, values, distance)
    told = {} if height is None else {"peak_heights": np.array([values[at] for at in peaks], float)}
    return np.array(peaks, "int64"), told


def _tops(values):
    made, at = [], 1
    while at < len(values) - 1:
        end = at
        while end < len(values) - 1 and values[end + 1] == values[at]:
            end += 1
        if values[at - 1] < values[at] and end < len(values) - 1 and values[end + 1] < values[at]:
            made.append((at + end) // 2)
        at = end + 1
    return made


def _apart(peaks, values, distance):
    """The highest first: each takes away what is nearer to it than that, the later of equals before the earlier."""
    kept = dict.fromkeys(peaks, True)
    for at in sorted(peaks, key=lambda place: (values[place], place), reverse=True):
        if kept[at]:
            kept.update((other, False) for other in peaks if other != at and abs(other - at) < distance)
    return [at for at in peaks if kept[at]]
