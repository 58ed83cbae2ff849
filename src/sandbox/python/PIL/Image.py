"""PIL.Image on the page's raster: crops and resampling as Pillow computes them, glyphs of our own."""

import builtins
import os
from enum import IntEnum

import _files
import _png
from _shim import call as _call
from _shim import js as _js
from _shim import missing as _missing
from _shim import missing_method as _missing_method
from _shim import note as _note
from PIL import UnidentifiedImageError
from PIL.ImageColor import getrgb as _getrgb


class Resampling(IntEnum):
    NEAREST = 0
    LANCZOS = 1
    BILINEAR = 2
    BICUBIC = 3
    BOX = 4
    HAMMING = 5


class Transpose(IntEnum):
    FLIP_LEFT_RIGHT = 0
    FLIP_TOP_BOTTOM = 1
    ROTATE_90 = 2
    ROTATE_180 = 3
    ROTATE_270 = 4
    TRANSPOSE = 5
    TRANSVERSE = 6


class Transform(IntEnum):
    AFFINE = 0


NEAREST, LANCZOS, BILINEAR, BICUBIC, BOX, HAMMING = Resampling
ANTIALIAS, CUBIC, LINEAR = LANCZOS, BICUBIC, BILINEAR
(FLIP_LEFT_RIGHT, FLIP_TOP_BOTTOM, ROTATE_90, ROTATE_180, ROTATE_270, TRANSPOSE, TRANSVERSE) = Transpose
AFFINE = Transform.AFFINE
MAX_IMAGE_PIXELS = 89_478_485
_BANDS = {"RGB": 3, "RGBA": 4, "L": 1, "1": 1, "LA": 2, "P": 1, "F": 1, "I": 1}


class DecompressionBombError(Exception):
    """A picture larger than the sandbox holds."""


def _checked(size):
    width, height = (int(side) for side in size)
    if width < 1 or height < 1:
        raise ValueError("height and width must be > 0")
    if width * height > MAX_IMAGE_PIXELS:
        raise DecompressionBombError(f"A picture of {width} x {height} pixels is too large for this sandbox")
    return width, height


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
            isinstance(other, Image) and self.mode == other.mode and self.size == other.size
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
        left, top, right, bottom = (int(builtins.round(side)) for side in box)
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
        fit = (builtins.max(1, builtins.round(self.width * share)), builtins.max(1, builtins.round(self.height * share)))
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
            return self.copy() if quarters[angle] is None else self._with(
                _call("transpose", self._held, quarters[angle]))
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
        return self._with(_call("affine", self._held, width, height, _js([float(v) for v in data]), kernel, _js(ground)))

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
            right, bottom = (box[2], box[3]) if box and len(box) == 4 else (
                (left + mask.width, top + mask.height) if mask is not None else self.size)
            size = (builtins.max(1, int(right) - left), builtins.max(1, int(bottom) - top))
            im = new(self.mode, size, im)
        elif im.mode != self.mode:
            im = im.convert(self.mode)
        through = None if mask is None else _call("alpha", mask._held) if mask.mode in ("RGBA", "LA") else mask._held
        _call("paste", self._held, im._held, left, top, through)

    def alpha_composite(self, im, dest=(0, 0), source=(0, 0)):
        part = self.crop((*dest, dest[0] + im.width, dest[1] + im.height))
        self.paste(alpha_composite(part, im), dest)

    def putalpha(self, alpha):
        self.mode = "RGBA"
        grey = new("L", self.size, alpha) if isinstance(alpha, int) else alpha
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


def open(fp, mode="r", formats=None):
    if isinstance(fp, Image):
        return fp
    if hasattr(fp, "read"):
        return _decoded(fp.read(), "")
    path = os.fspath(fp)
    data = _files.read(path)
    if data is not None:
        return _decoded(data, path)
    given = _files.given(path)
    if given is None:
        raise FileNotFoundError(2, "No such file or directory", path)
    image = Image(_call("copy", given), "RGB")
    image.filename = path
    image.format = "JPEG" if path.lower().endswith((".jpg", ".jpeg")) else "PNG"
    return image


def _decoded(data, path):
    decoded = _png.decode(bytes(data))
    if decoded is None:
        raise UnidentifiedImageError(f"cannot identify image file {path!r}: only PNG can be decoded in this sandbox")
    image = Image(*decoded)
    image.filename, image.format = path, "PNG"
    return image


def new(mode, size, color=0):
    if mode not in _BANDS:
        raise ValueError(f"PIL.Image.new({mode!r}) is not available in this sandbox")
    width, height = _checked(size)
    image = Image(None, mode)
    image._held = _call("plain", width, height, _js(image._color(0 if color is None else color)))
    return image


def fromarray(obj, mode=None):
    import numpy

    array = numpy.asarray(obj)
    if array.dtype == bool:
        array = array.astype("uint8") * 255
    if array.dtype.name != "uint8":
        if array.dtype.kind == "f" and array.ndim == 3:
            raise TypeError(f"Cannot handle this data type: {array.shape[1:]}, {array.dtype.name}")
        array = numpy.clip(array, 0, 255).astype("uint8")
    if array.ndim not in (2, 3):
        raise TypeError(f"Cannot handle this data type: {array.shape}")
    bands = 1 if array.ndim == 2 else array.shape[2]
    if bands not in (1, 2, 3, 4):
        raise TypeError(f"Cannot handle this data type: {array.shape}")
    _checked((array.shape[1], array.shape[0]))
    return Image(_call("fromArray", array._held), mode or {1: "L", 2: "LA", 3: "RGB", 4: "RGBA"}[bands])


def frombytes(mode, size, data, *arguments):
    import numpy

    bands = _BANDS[mode]
    width, height = _checked(size)
    return fromarray(numpy.frombuffer(data, "uint8").reshape((height, width) if bands == 1 else (height, width, bands)))


frombuffer = frombytes


def blend(im1, im2, alpha):
    _same_size(im1, im2)
    return im1._with(_call("blend", im1._held, im2._held, float(alpha)))


def composite(image1, image2, mask):
    made = image2.copy()
    made.paste(image1, None, mask)
    return made


def alpha_composite(im1, im2):
    _same_size(im1, im2)
    return im1._with(_call("overlay", im1._held, im2._held))


def merge(mode, bands):
    made = new(mode, bands[0].size)
    for place, band in zip({"RGB": (0, 1, 2), "RGBA": (0, 1, 2, 3), "LA": (0, 3)}.get(mode, (0,)), bands):
        _call("setBand", made._held, place, band._held)
    return made


def eval(image, *arguments):
    return image.point(arguments[0])


def _same_size(a, b):
    if a.size != b.size:
        raise ValueError("images do not match")


def isImageType(value):
    return isinstance(value, Image)


__getattr__ = _missing("PIL.Image")
