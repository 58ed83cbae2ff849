"""Grey out of colours."""

import numpy as np
from _shim import missing as _missing

__getattr__ = _missing("skimage.color")


def rgb2gray(rgb, *, channel_axis=-1):
    """From 0 to 1, by the weights of ITU-R BT.709."""
    array = np.asarray(rgb)
    if channel_axis != -1 or array.ndim != 3 or array.shape[2] != 3:
        raise ValueError("skimage.color.rgb2gray is here for three channels that come last")
    values = array / 255 if array.dtype.name == "uint8" else array.astype(float)
    return values @ np.array([0.2125, 0.7154, 0.0721])
