"""Fonts, which here are one: capitals, digits and signs of the page's own, at any size."""

from _shim import call as _call
from _shim import js as _js  # noqa: F401
from _shim import missing as _missing
from _shim import note as _note


class Layout:
    BASIC = 0
    RAQM = 1


class FreeTypeFont:
    def __init__(self, size=10):
        self.size = float(size)

    def getbbox(self, text, *arguments, **options):
        size = _call("wordsSize", str(text), self.size)
        return (0, 0, float(size.width), float(size.height))

    def getlength(self, text, *arguments, **options):
        return self.getbbox(text)[2]

    def getsize(self, text, *arguments, **options):
        return tuple(int(side) for side in self.getbbox(text)[2:])

    def getmetrics(self):
        return (int(self.size * 0.8), int(self.size * 0.2))

    def font_variant(self, size=None, **options):
        return FreeTypeFont(size or self.size)


ImageFont = TransposedFont = FreeTypeFont


def truetype(font=None, size=10, *arguments, **options):
    _note("own-glyphs")
    return FreeTypeFont(size)


def load_default(size=None):
    return FreeTypeFont(size or 10)


__getattr__ = _missing("PIL.ImageFont")
