"""PIL.ImageEnhance: from a degenerate picture over the picture itself to more than it."""

from _shim import missing as _missing
from PIL import Image as _Image
from PIL import ImageFilter as _ImageFilter


class _Enhance:
    def __init__(self, image):
        self.image = image
        self.degenerate = self._degenerate(image)

    def enhance(self, factor):
        return _Image.blend(self.degenerate, self.image, factor)


class Color(_Enhance):
    def _degenerate(self, image):
        return image.convert("L").convert(image.mode)


class Contrast(_Enhance):
    def _degenerate(self, image):
        counts = image.convert("L").histogram()
        mean = int(sum(i * count for i, count in enumerate(counts)) / sum(counts) + 0.5)
        return _Image.new("L", image.size, mean).convert(image.mode)


class Brightness(_Enhance):
    def _degenerate(self, image):
        return _Image.new(image.mode, image.size, 0 if image.mode != "RGBA" else (0, 0, 0, 255))


class Sharpness(_Enhance):
    def _degenerate(self, image):
        return image.filter(_ImageFilter.SMOOTH)


__getattr__ = _missing("PIL.ImageEnhance")
