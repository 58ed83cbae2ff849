"""PIL.ImageFilter: Pillow's kernels; a bell as three means, as Pillow computes it."""

from _shim import call as _call
from _shim import js as _js
from _shim import missing as _missing


class Filter:
    """Something that can be done to all pixels."""


class Kernel(Filter):
    def __init__(self, size, kernel, scale=None, offset=0):
        self._columns, self._weights, self._offset = size[0], [float(w) for w in kernel], float(offset)
        self._scale = float(scale if scale is not None else sum(kernel) or 1)

    def _filtered(self, held):
        return _call("convolve", held, _js(self._weights), self._columns, self._scale, self._offset, "kept")


def _kernel(side, scale, offset, weights):
    class Fixed(Kernel):
        def __init__(self):
            super().__init__((side, side), weights, scale, offset)

    return Fixed


_HOLLOW = [1, 1, 1, 1, 1, 1, 0, 0, 0, 1, 1, 0, 0, 0, 1, 1, 0, 0, 0, 1, 1, 1, 1, 1, 1]
BLUR = _kernel(5, 16, 0, _HOLLOW)
CONTOUR = _kernel(3, 1, 255, [-1, -1, -1, -1, 8, -1, -1, -1, -1])
DETAIL = _kernel(3, 6, 0, [0, -1, 0, -1, 10, -1, 0, -1, 0])
EDGE_ENHANCE = _kernel(3, 2, 0, [-1, -1, -1, -1, 10, -1, -1, -1, -1])
EDGE_ENHANCE_MORE = _kernel(3, 1, 0, [-1, -1, -1, -1, 9, -1, -1, -1, -1])
EMBOSS = _kernel(3, 1, 128, [-1, 0, 0, 0, 1, 0, 0, 0, 0])
FIND_EDGES = _kernel(3, 1, 0, [-1, -1, -1, -1, 8, -1, -1, -1, -1])
SMOOTH = _kernel(3, 13, 0, [1, 1, 1, 1, 5, 1, 1, 1, 1])
SMOOTH_MORE = _kernel(5, 100, 0, [1, 1, 1, 1, 1, 1, 5, 5, 5, 1, 1, 5, 44, 5, 1, 1, 5, 5, 5, 1, 1, 1, 1, 1, 1])
SHARPEN = _kernel(3, 16, 0, [-2, -2, -2, -2, 32, -2, -2, -2, -2])


class GaussianBlur(Filter):
    def __init__(self, radius=2):
        self.radius = radius

    def _filtered(self, held):
        return _call("gaussian", held, float(self.radius if isinstance(self.radius, (int, float)) else self.radius[0]))


class BoxBlur(GaussianBlur):
    def _filtered(self, held):
        return _call("box", held, float(self.radius))


class UnsharpMask(Filter):
    def __init__(self, radius=2, percent=150, threshold=3):
        self.radius, self.percent, self.threshold = radius, percent, threshold

    def _filtered(self, held):
        return _call("unsharp", held, float(self.radius), float(self.percent), float(self.threshold))


class RankFilter(Filter):
    def __init__(self, size, rank):
        self._size, self._rank = int(size), rank / (size * size - 1)

    def _filtered(self, held):
        return _call("ranked", held, self._size, float(self._rank))


class MedianFilter(RankFilter):
    def __init__(self, size=3):
        super().__init__(size, (size * size - 1) / 2)


class MinFilter(RankFilter):
    def __init__(self, size=3):
        super().__init__(size, 0)


class MaxFilter(RankFilter):
    def __init__(self, size=3):
        super().__init__(size, size * size - 1)


__getattr__ = _missing("PIL.ImageFilter")
