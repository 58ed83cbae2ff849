"""A threshold that a picture gives itself."""

import numpy as np
from _shim import missing as _missing

__getattr__ = _missing("skimage.filters")


def threshold_otsu(image=None, nbins=256, *, hist=None):
    """The value that sets two classes farthest apart: whole for whole numbers, else the middle of a bin."""
    if image is None or hist is not None:
        raise ValueError("skimage.filters.threshold_otsu is here for images, not for histograms")
    array = np.asarray(image)
    low, high = array.min(), array.max()
    if low == high:
        return low
    if array.dtype.name.startswith("float"):
        counts, edges = np.histogram(array, bins=nbins)
        middles = (edges[:-1] + edges[1:]) / 2
    else:
        counts = np.bincount((array.astype("int64") - int(low)).ravel())
        middles = np.arange(int(low), int(high) + 1)
    return middles[_parting(counts.tolist(), middles.tolist())]


def _parting(counts, middles):
    total, weighed = sum(counts), sum(n * at for n, at in zip(counts, middles, strict=True))
    below, low, best, chosen = 0, 0.0, -1.0, 0
    for i in range(len(counts) - 1):
        below += counts[i]
        low += counts[i] * middles[i]
        apart = below * (total - below) * (low / below - (weighed - low) / (total - below)) ** 2 if below else 0.0
        if apart > best:
            best, chosen = apart, i
    return chosen
