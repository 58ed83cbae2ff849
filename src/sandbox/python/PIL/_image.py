"""The picture itself."""

import builtins
import os

import _files
import _png
import PIL.Image as _module
from _shim import call as _call
from _shim import js as _js
from _shim import missing_method as _missing_method
from _shim import note as _note
from PIL._kinds import _BANDS, AFFINE, BICUBIC, BOX, NEAREST, Resampling, Transpose, _checked
from PIL.ImageColor import getrgb as _getrgb


class Image:
    """A picture: pixels of the raster, and how Pillow would hold them."""

    format = None
    format_description = None

    def __init__(self, held=None, mode="RGB", info=None):
        self._held = held
        self.mode = mode
        self.info = dict(info or {})
        self.filename = ""

    @property
    def size(self):
        return (int(self._held.width), int(self._held.height))

    @property
    def width(self):
        return int(self._held.width)

    @property
    def height(self):
        return int(self._held.height)

    def _with(self, held, mode=None):
        return Image(held, mode or self.mode, self.info)

    def __repr__(self):
        return f"<PIL.Image.Image image mode={self.mode} size={self.width}x{self.height}>"

    def __eq__(self, other):
        return (
            isinstance(other, Image)
            and self.mode == other.mode
            and self.size == other.size
            and builtins.bool(_call("isSame", self._held, other._held))
        )

    __hash__ = None

    def __enter__(self):
        return self

    def __exit__(self, *raised):
        return None

    def close(self):
        """Nothing is held open."""

    def load(self):
        return _Access(self)

    def verify(self):
        """What could be opened is whole."""

    def copy(self):
        return self._with(_call("copy", self._held))

    __copy__ = copy

    def __deepcopy__(self, memo):
        return self.copy()

    def crop(self, box=None):
        if box is None:
            return self.copy()
        left, top, right, bottom = (builtins.round(side) for side in box)
        if right < left:
            raise ValueError("Coordinate 'right' is less than 'left'")
        if bottom < top:
            raise ValueError("Coordinate 'lower' is less than 'upper'")
        _checked((builtins.max(1, right - left), builtins.max(1, bottom - top)))
        return self._with(_call("crop", self._held, left, top, right, bottom, self.mode in ("RGBA", "LA")))

    def resize(self, size, resample=None, box=None, reducing_gap=None):
        width, height = _checked(size)
        if resample is None:
            resample = NEAREST if self.mode in ("1", "P") else BICUBIC
        whole = (0, 0, *self.size) if box is None else tuple(box)
        kernel = Resampling(resample).name.lower()
        return self._with(_call("resize", self._held, width, height, kernel, _js([float(side) for side in whole])))

    def thumbnail(self, size, resample=BICUBIC, reducing_gap=2.0):
        width, height = size
        share = builtins.min(width / self.width, height / self.height)
        if share >= 1:
            return
        fit = (
            builtins.max(1, builtins.round(self.width * share)),
            builtins.max(1, builtins.round(self.height * share)),
        )
        self._held = self.resize(fit, resample)._held

    def reduce(self, factor, box=None):
        across, down = (factor, factor) if isinstance(factor, int) else factor
        return self.resize((-(-self.width // across), -(-self.height // down)), BOX, box)

    def rotate(self, angle, resample=NEAREST, expand=0, center=None, translate=None, fillcolor=None):
        if center is not None or translate is not None:
            raise ValueError("PIL.Image.rotate(center=…, translate=…) is not available in this sandbox")
        angle = angle % 360.0
        quarters = {0: None, 180: "ROTATE_180"}
        if expand or self.width == self.height:
            quarters |= {90: "ROTATE_90", 270: "ROTATE_270"}
        if angle in quarters:
            return (
                self.copy() if quarters[angle] is None else self._with(_call("transpose", self._held, quarters[angle]))
            )
        kernel = Resampling(resample).name.lower()
        fill = self._color(fillcolor if fillcolor is not None else 0)
        return self._with(_call("rotate", self._held, float(angle), kernel, builtins.bool(expand), _js(fill)))

    def transpose(self, method):
        return self._with(_call("transpose", self._held, Transpose(method).name))

    def transform(self, size, method, data=None, resample=NEAREST, fill=1, fillcolor=None):
        if method != AFFINE:
            raise ValueError("PIL.Image.transform is here for AFFINE only in this sandbox")
        width, height = _checked(size)
        ground = self._color(fillcolor if fillcolor is not None else 0)
        kernel = Resampling(resample).name.lower()
        return self._with(
            _call("affine", self._held, width, height, _js([float(v) for v in data]), kernel, _js(ground))
        )

    def convert(self, mode=None, matrix=None, dither=None, palette=0, colors=256):
        mode = mode or "RGB"
        if mode not in _BANDS:
            raise ValueError(f"PIL.Image.convert({mode!r}) is not available in this sandbox")
        if mode == self.mode:
            return self.copy()
        if mode in ("L", "LA", "F", "I"):
            return self._with(_call("grey", self._held), mode)
        if mode == "1":
            return self._threshold()
        if mode == "RGB":
            return self._with(_call("opaque", self._held), mode)
        return self._with(_call("copy", self._held), mode)

    def _threshold(self):
        _note("one-bit-without-dither")
        return self._with(_call("lookup", _call("grey", self._held), _js(([0] * 128 + [255] * 128) * 3)), "1")

    def getbands(self):
        return {"LA": ("L", "A"), "L": ("L",), "1": ("1",)}.get(self.mode, tuple(self.mode))

    def _color(self, color):
        """Red, green, blue, alpha of whatever Pillow takes for a colour of this picture."""
        if isinstance(color, str):
            color = _getrgb(color)
        if isinstance(color, (int, float)):
            value = int(color)
            if self.mode in ("RGB", "RGBA"):
                alpha = (value >> 24) & 255 if self.mode == "RGBA" else 255
                return [value & 255, (value >> 8) & 255, (value >> 16) & 255, alpha]
            return [value & 255, value & 255, value & 255, 255]
        parts = [int(part) for part in color]
        if len(parts) == 1:
            parts *= 3
        if len(parts) == 2:
            parts = [parts[0]] * 3 + [parts[1]]
        alpha = parts[3] if len(parts) > 3 and self.mode in ("RGBA", "LA") else 255
        if self.mode in ("L", "1", "F", "I"):
            grey = (parts[0] * 19595 + parts[1] * 38470 + parts[2] * 7471 + 0x8000) >> 16
            parts = [grey] * 3
        return [*(builtins.min(255, builtins.max(0, part)) for part in parts[:3]), alpha]

    def _value(self, pixel):
        red, green, blue, alpha = (int(part) for part in pixel)
        if self.mode in ("L", "1", "P", "I", "F"):
            return red
        return {"RGB": (red, green, blue), "RGBA": (red, green, blue, alpha), "LA": (red, alpha)}[self.mode]

    def getpixel(self, xy):
        x, y = (int(part) for part in xy)
        if not (-self.width <= x < self.width and -self.height <= y < self.height):
            raise IndexError("image index out of range")
        return self._value(_call("pixel", self._held, x % self.width, y % self.height))

    def putpixel(self, xy, value):
        x, y = (int(part) for part in xy)
        if not (-self.width <= x < self.width and -self.height <= y < self.height):
            raise IndexError("image index out of range")
        _call("setPixel", self._held, x % self.width, y % self.height, _js(self._color(value)))

    def getdata(self, band=None):
        values = self.__array__().reshape(self.width * self.height, -1).tolist()
        rows = [tuple(row) if len(row) > 1 else row[0] for row in values]
        return rows if band is None else [row[band] for row in rows]

    get_flattened_data = getdata

    def putdata(self, data, scale=1.0, offset=0.0):
        for i, value in enumerate(data):
            self.putpixel((i % self.width, i // self.width), value)

    def __array__(self, dtype=None, copy=None):
        import numpy

        made = numpy.ndarray(_call("toArray", self._held, _BANDS[self.mode], self.mode == "1"))
        return made if dtype is None else made.astype(dtype)

    @property
    def __array_interface__(self):
        return self.__array__()

    def tobytes(self, *arguments):
        return self.__array__().tobytes()

    def paste(self, im, box=None, mask=None):
        if box is not None and not isinstance(box, (tuple, list)) and mask is None:
            box, mask = None, box
        left, top = (int(part) for part in (box or (0, 0))[:2])
        if not isinstance(im, Image):
            right, bottom = (
                (box[2], box[3])
                if box and len(box) == 4
                else ((left + mask.width, top + mask.height) if mask is not None else self.size)
            )
            size = (builtins.max(1, int(right) - left), builtins.max(1, int(bottom) - top))
            im = _module.new(self.mode, size, im)
        elif im.mode != self.mode:
            im = im.convert(self.mode)
        through = None if mask is None else _call("alpha", mask._held) if mask.mode in ("RGBA", "LA") else mask._held
        _call("paste", self._held, im._held, left, top, through)

    def alpha_composite(self, im, dest=(0, 0), source=(0, 0)):
        part = self.crop((*dest, dest[0] + im.width, dest[1] + im.height))
        self.paste(_module.alpha_composite(part, im), dest)

    def putalpha(self, alpha):
        self.mode = "RGBA"
        grey = _module.new("L", self.size, alpha) if isinstance(alpha, int) else alpha
        _call("setAlpha", self._held, grey._held)

    def getchannel(self, channel):
        place = self.getbands().index(channel) if isinstance(channel, str) else channel
        return self.split()[place]

    def split(self):
        return tuple(Image(_call("band", self._held, i), "L") for i in self._places())

    def _places(self):
        return {"RGB": (0, 1, 2), "RGBA": (0, 1, 2, 3), "LA": (0, 3)}.get(self.mode, (0,))

    def point(self, lut, mode=None):
        table = [lut(i) for i in range(256)] if callable(lut) else list(lut)
        table = [builtins.min(255, builtins.max(0, int(value))) for value in table]
        table = table * 3 if len(table) == 256 else table
        return self._with(_call("lookup", self._held, _js(table)), mode)

    def filter(self, filter):
        kind = filter() if isinstance(filter, type) else filter
        return self._with(kind._filtered(self._held))

    def histogram(self, mask=None, extrema=None):
        return [int(n) for place in self._places() for n in _call("histogram", self._held, place)]

    def getcolors(self, maxcolors=256):
        counts = {}
        for value in self.getdata():
            counts[value] = counts.get(value, 0) + 1
        return None if len(counts) > maxcolors else [(count, value) for value, count in counts.items()]

    def getextrema(self):
        found = [
            (next(i for i in range(256) if counts[i]), next(i for i in range(255, -1, -1) if counts[i]))
            for counts in (list(_call("histogram", self._held, place)) for place in self._places())
        ]
        return found[0] if len(found) == 1 else tuple(found)

    def getbbox(self, *, alpha_only=True):
        found = _call("boundsOf", self._held, self.mode == "RGBA" and alpha_only)
        return None if found is None else tuple(int(side) for side in found)

    def quantize(self, colors=256, *arguments, **options):
        raise AttributeError("PIL.Image.quantize is not available in this sandbox")

    def getexif(self):
        return {}

    _getexif = getexif

    def save(self, fp, format=None, **params):
        data = _png.encode(self)
        if hasattr(fp, "write"):
            fp.write(data)
            return
        path = os.fspath(fp)
        if os.path.splitext(path)[1] == "" and format is None:
            raise ValueError("unknown file extension: ")
        if not path.lower().endswith(".png"):
            _note("saved-as-png")
        _files.write(path, data)
        _files.saved(path, self)

    def show(self, title=None):
        _files.show(self)

    def _repr_png_(self):
        return _png.encode(self)

    __getattr__ = _missing_method("PIL.Image.Image")


class _Access:
    """What `load()` gives: pixels by place."""

    def __init__(self, image):
        self._image = image

    def __getitem__(self, xy):
        return self._image.getpixel(xy)

    def __setitem__(self, xy, value):
        self._image.putpixel(xy, value)
