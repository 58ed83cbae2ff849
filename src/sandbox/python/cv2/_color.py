"""Pictures in other colours."""

import numpy as np
from _shim import call as _call
from cv2._constants import _NAMES, error


def _grey(array, order):
    weights = {"R": 4899, "G": 9617, "B": 1868}
    wide = np.asarray(array).astype("int32")
    total = np.full(wide.shape[:2], 8192, "int32")
    for i, sign in enumerate(order[:3]):
        total = total + wide[:, :, i] * weights[sign]
    return (total >> 14).astype("uint8")


def cvtColor(src, code, dst=None, dstCn=0):
    if code not in _NAMES:
        raise error(f"cv2.cvtColor: this conversion is not available in this sandbox ({code})")
    source, target = _NAMES[code].split("2")
    array = np.asarray(src)
    if source == "GRAY":
        if array.ndim != 2:
            raise error("cv2.cvtColor: a grey image has two axes")
        made = np.stack([array] * 3, 2)
        return np.concatenate([made, np.full((*array.shape, 1), 255, "uint8")], 2) if target.endswith("A") else made
    if array.ndim != 3 or array.shape[2] != (4 if source.endswith("A") else 3):
        raise error(f"cv2.cvtColor: Invalid number of channels in input image: {array.shape}")
    if target == "GRAY":
        return _grey(array, source)
    if source == "HSV":
        rgb = np.ndarray(_call("rgbOf", array._held))
        return rgb if target == "RGB" else rgb[:, :, ::-1].copy()
    if target == "HSV":
        rgb = array if source == "RGB" else array[:, :, ::-1].copy()
        return np.ndarray(_call("hsvOf", rgb._held))
    made = array[:, :, [source.index(sign) for sign in target if sign != "A"]]
    if not target.endswith("A"):
        return made
    alpha = array[:, :, 3:] if source.endswith("A") else np.full((*array.shape[:2], 1), 255, "uint8")
    return np.concatenate([made, alpha], 2)
