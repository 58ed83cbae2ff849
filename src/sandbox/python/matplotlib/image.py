"""Pictures read from files and written to them."""

from _shim import missing as _missing


def pil_to_array(pilImage):
    import numpy

    return numpy.asarray(pilImage if pilImage.mode in ("RGBA", "RGBX", "RGB", "L") else pilImage.convert("RGBA"))


def imread(fname, format=None):
    """A picture as an array: of a PNG fractions from 0 to 1, of others bytes."""
    from PIL import Image

    suffix = fname.rsplit(".", 1)[-1].lower() if isinstance(fname, str) and "." in fname else "png"
    image = Image.open(fname)
    if (format or suffix) != "png":
        return pil_to_array(image)
    if image.mode not in ("L", "RGB", "RGBA"):
        image = image.convert("RGBA" if image.mode in ("LA", "PA") else "RGB")
    return (pil_to_array(image) / 255).astype("float32")


def imsave(fname, arr, vmin=None, vmax=None, cmap=None, **_):
    """Written with its opacity, as matplotlib does; what keeps none leaves it out."""
    from matplotlib._axes import _picture

    picture = _picture(arr, cmap, vmin, vmax)
    jpeg = isinstance(fname, str) and fname.lower().endswith((".jpg", ".jpeg"))
    picture.convert("RGB" if jpeg else "RGBA").save(fname)


__getattr__ = _missing("matplotlib.image")
