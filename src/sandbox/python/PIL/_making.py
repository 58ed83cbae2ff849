"""Pictures opened, made, and made of others."""

import os

import _files
import _png
from _shim import call as _call
from _shim import js as _js
from PIL import UnidentifiedImageError
from PIL._image import Image
from PIL._kinds import _BANDS, _checked


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
    for place, band in zip({"RGB": (0, 1, 2), "RGBA": (0, 1, 2, 3), "LA": (0, 3)}.get(mode, (0,)), bands, strict=False):
        _call("setBand", made._held, place, band._held)
    return made


def eval(image, *arguments):
    return image.point(arguments[0])


def _same_size(a, b):
    if a.size != b.size:
        raise ValueError("images do not match")


def isImageType(value):
    return isinstance(value, Image)
