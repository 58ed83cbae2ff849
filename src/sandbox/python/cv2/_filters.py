"""Windows over pictures: blurs, edges."""

import math as _math

import cv2
import numpy as np
from _shim import call as _call
from cv2._constants import error


def _whole(array, like):
    return np.clip(np.rint(array), 0, 255).astype("uint8") if like.dtype == "uint8" else array


def filter2D(src, ddepth, kernel, dst=None, anchor=None, delta=0, borderType=cv2.BORDER_DEFAULT):
    array = np.asarray(src)
    made = np.ndarray(_call("convolveArray", array._held, np.asarray(kernel, float)._held)) + float(delta)
    return _whole(made, array) if ddepth in (-1, cv2.CV_8U) else made


def blur(src, ksize, *arguments, **_):
    return filter2D(src, -1, np.full((ksize[1], ksize[0]), 1 / (ksize[0] * ksize[1])))


boxFilter = blur


def GaussianBlur(src, ksize, sigmaX=0, dst=None, sigmaY=0, borderType=cv2.BORDER_DEFAULT):
    across, down = ksize
    if across == 0:
        across = down = _math.ceil(sigmaX * 3) * 2 + 1
    array = np.asarray(src)
    first = np.ndarray(_call("bell", across, float(sigmaX))).reshape(1, -1)
    second = np.ndarray(_call("bell", down, float(sigmaY or sigmaX))).reshape(-1, 1)
    made = np.ndarray(_call("convolveArray", _call("convolveArray", array._held, first._held), second._held))
    return _whole(made, array)


def medianBlur(src, ksize):
    array = np.asarray(src)
    held = _call("ranked", _call("fromArray", array._held), int(ksize), 0.5)
    return np.ndarray(_call("toArray", held, 1 if array.ndim == 2 else array.shape[2], False))


_SOBEL = {(1, 0): [[-1, 0, 1], [-2, 0, 2], [-1, 0, 1]], (0, 1): [[-1, -2, -1], [0, 0, 0], [1, 2, 1]]}


def Sobel(src, ddepth, dx, dy, dst=None, ksize=3, scale=1, delta=0, borderType=cv2.BORDER_DEFAULT):
    if (dx, dy) not in _SOBEL or ksize != 3:
        raise error("cv2.Sobel is here for first derivatives and a kernel of 3 only")
    return filter2D(src, ddepth, np.array(_SOBEL[dx, dy]) * float(scale), delta=delta)


def Laplacian(src, ddepth, dst=None, ksize=1, scale=1, delta=0, borderType=cv2.BORDER_DEFAULT):
    kernel = [[0, 1, 0], [1, -4, 1], [0, 1, 0]] if ksize == 1 else [[2, 0, 2], [0, -8, 0], [2, 0, 2]]
    return filter2D(src, ddepth, np.array(kernel) * float(scale), delta=delta)


def Canny(image, threshold1, threshold2, edges=None, apertureSize=3, L2gradient=False):
    array = np.asarray(image)
    grey = cv2.cvtColor(array, cv2.COLOR_BGR2GRAY) if array.ndim == 3 else array
    across, down = Sobel(grey, cv2.CV_64F, 1, 0), Sobel(grey, cv2.CV_64F, 0, 1)
    low, high = sorted((float(threshold1), float(threshold2)))
    return np.ndarray(_call("canny", across._held, down._held, low, high))
