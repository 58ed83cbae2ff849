"""Channels and pictures beside each other, and rims."""

import cv2
import numpy as np


def split(m):
    array = np.asarray(m)
    return tuple(array[:, :, i].copy() for i in range(array.shape[2]))


def merge(mv):
    return np.stack([np.asarray(part) for part in mv], 2)


def hconcat(src):
    return np.concatenate(src, 1)


def vconcat(src):
    return np.concatenate(src, 0)


def copyMakeBorder(src, top, bottom, left, right, borderType, dst=None, value=0):
    array = np.asarray(src)
    if borderType != cv2.BORDER_CONSTANT:
        widths = [(top, bottom), (left, right), (0, 0)][: array.ndim]
        return np.pad(array, widths, "edge" if borderType == cv2.BORDER_REPLICATE else "reflect")
    shape = (array.shape[0] + top + bottom, array.shape[1] + left + right, *array.shape[2:])
    parts = list(value)[: array.shape[2] if array.ndim == 3 else 1] if isinstance(value, (tuple, list)) else value
    made = np.full(shape, parts, array.dtype)
    made[top : top + array.shape[0], left : left + array.shape[1]] = array
    return made
