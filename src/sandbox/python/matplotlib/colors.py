"""Colours by name, letter, grey or number, and scales of colours."""

from _shim import missing as _missing
from PIL.ImageColor import colormap as _named
from PIL.ImageColor import getrgb as _getrgb

CSS4_COLORS = _named
_LETTERS = {
    "b": (0, 0, 255),
    "g": (0, 128, 0),
    "r": (255, 0, 0),
    "c": (0, 191, 191),
    "m": (191, 0, 191),
    "y": (191, 191, 0),
    "k": (0, 0, 0),
    "w": (255, 255, 255),
}
CYCLE = [
    (31, 119, 180),
    (255, 127, 14),
    (44, 160, 44),
    (214, 39, 40),
    (148, 103, 189),
    (140, 86, 75),
    (227, 119, 194),
    (127, 127, 127),
    (188, 189, 34),
    (23, 190, 207),
]
_TABLEAU = dict(
    zip(("blue", "orange", "green", "red", "purple", "brown", "pink", "gray", "olive", "cyan"), CYCLE, strict=True)
)
TABLEAU_COLORS = {f"tab:{name}": "#" + "".join(f"{part:02x}" for part in color) for name, color in _TABLEAU.items()}


def rgba255(color, alpha=None):
    """Red, green, blue and alpha in 0 to 255; None for no colour at all."""
    if color is None or (isinstance(color, str) and color.lower() == "none"):
        return None
    if isinstance(color, str):
        if color in _LETTERS:
            parts = _LETTERS[color]
        elif color.startswith("tab:"):
            parts = _TABLEAU[color[4:]]
        elif color.startswith("C") and color[1:].isdigit():
            parts = CYCLE[int(color[1:]) % len(CYCLE)]
        elif color.replace(".", "", 1).isdigit():
            parts = (round(float(color) * 255),) * 3
        else:
            parts = _getrgb(color.removeprefix("xkcd:"))
    else:
        parts = tuple(round(float(part) * 255) for part in color)
    opacity = parts[3] if len(parts) > 3 else 255
    return [*parts[:3], opacity if alpha is None else round(255 * float(alpha))]


def to_rgb(color):
    return tuple(part / 255 for part in rgba255(color)[:3])


def to_rgba(color, alpha=None):
    return tuple(part / 255 for part in rgba255(color, alpha))


def to_hex(color, keep_alpha=False):
    return "#" + "".join(f"{part:02x}" for part in rgba255(color)[: 4 if keep_alpha else 3])


def _thirds(array):
    """The array as fractions in at least `float32`, with three of them last."""
    import numpy

    array = numpy.asarray(array)
    if array.shape[-1] != 3:
        raise ValueError(f"Last dimension of input array must be 3; shape {array.shape} was found.")
    kind = str(array.dtype)
    small = kind in ("bool", "uint8", "int8", "uint16", "int16", "float32")
    return array.astype("float32" if small else "float64")


def rgb_to_hsv(arr):
    """Hue, saturation and value of red, green and blue, all of them from 0 to 1, along the last axis."""
    import numpy

    array = _thirds(arr)
    if array.max() > 1:
        raise ValueError(f"Input array must be in the range [0, 1]. Found a maximum value of {array.max()}")
    if array.min() < 0:
        raise ValueError(f"Input array must be in the range [0, 1]. Found a minimum value of {array.min()}")
    red, green, blue = array[..., 0], array[..., 1], array[..., 2]
    most = numpy.maximum(numpy.maximum(red, green), blue)
    spread = most - numpy.minimum(numpy.minimum(red, green), blue)
    # Where nothing is to be parted, the hue of all is 0.
    parts = numpy.where(spread > 0, spread, 1)
    hue = numpy.where(red == most, (green - blue) / parts, 0)
    hue = numpy.where((green == most) & (red != most), 2 + (blue - red) / parts, hue)
    hue = numpy.where((blue == most) & (red != most) & (green != most), 4 + (red - green) / parts, hue)
    hue = numpy.where(spread > 0, hue, 0)
    saturation = numpy.where(most > 0, spread / numpy.where(most > 0, most, 1), 0)
    return numpy.stack([(hue / 6) % 1, saturation, most], axis=-1).astype(str(array.dtype))


def hsv_to_rgb(hsv):
    """Red, green and blue of hue, saturation and value, all of them from 0 to 1, along the last axis."""
    import numpy

    array = _thirds(hsv)
    if array.max() > 1 or array.min() < 0:
        raise ValueError("Input array must be in the range [0, 1].")
    hue, saturation, value = array[..., 0], array[..., 1], array[..., 2]

    def band(start):
        at = (start + hue * 6) % 6
        share = numpy.clip(numpy.minimum(at, 4 - at), 0, 1)
        return value - value * saturation * share

    return numpy.stack([band(5), band(3), band(1)], axis=-1).astype(str(array.dtype))


_SCALES = {
    "viridis": ("440154", "414487", "2a788e", "22a884", "7ad151", "fde725"),
    "plasma": ("0d0887", "6a00a8", "b12a90", "e16462", "fca636", "f0f921"),
    "inferno": ("000004", "420a68", "932667", "dd513a", "fca50a", "fcffa4"),
    "magma": ("000004", "3b0f70", "8c2981", "de4968", "fe9f6d", "fcfdbf"),
    "gray": ("000000", "ffffff"),
    "binary": ("ffffff", "000000"),
    "hot": ("0b0000", "ff0000", "ffff00", "ffffff"),
    "nipy_spectral": tuple(
        "000000 770087 880099 0000aa 0000dd 0077dd 0099dd 00aaaa 00aa88 009900 00bb00 "
        "00dd00 00ff00 bbff00 eeee00 ffcc00 ff9900 ff0000 dd0000 cc0000 cccccc".split()
    ),
    "jet": ("000080", "0000ff", "00ffff", "ffff00", "ff0000", "800000"),
    "coolwarm": ("3b4cc0", "dddddd", "b40426"),
    "hsv": ("ff0000", "ffff00", "00ff00", "00ffff", "0000ff", "ff00ff", "ff0000"),
    "Reds": ("fff5f0", "fb6a4a", "67000d"),
    "Blues": ("f7fbff", "6baed6", "08306b"),
    "Greens": ("f7fcf5", "74c476", "00441b"),
    "rainbow": ("8000ff", "00b5eb", "80ffb4", "ffb360", "ff0000"),
}
_SCALES |= {"Greys": _SCALES["binary"], "grey": _SCALES["gray"], "gist_gray": _SCALES["gray"], "turbo": _SCALES["jet"]}


class Colormap:
    """A scale of colours between a few that are known."""

    def __init__(self, name):
        reverse = name.endswith("_r")
        known = _SCALES.get(name.removesuffix("_r"))
        if known is None and name.startswith(("tab", "Set", "Paired", "Pastel", "Accent", "Dark")):
            known = ["".join(f"{part:02x}" for part in color) for color in CYCLE]
        if known is None:
            raise ValueError(f"the colormap {name!r} is not available in this sandbox")
        self.name = name
        self.N = 256
        parts = [tuple(int(color[i : i + 2], 16) for i in (0, 2, 4)) for color in known]
        self._parts = parts[::-1] if reverse else parts

    def at255(self, share):
        place = min(1.0, max(0.0, share)) * (len(self._parts) - 1)
        low = min(int(place), len(self._parts) - 2)
        return [
            round(a + (b - a) * (place - low)) for a, b in zip(self._parts[low], self._parts[low + 1], strict=False)
        ]

    def __call__(self, values, alpha=None):
        import numpy

        def one(value):
            share = value / 255 if isinstance(value, int) and not isinstance(value, bool) else float(value)
            return (*(part / 255 for part in self.at255(share)), 1.0 if alpha is None else alpha)

        if isinstance(values, (int, float)):
            return one(values)
        array = numpy.asarray(values)
        return numpy.array([one(value) for value in array.ravel().tolist()]).reshape((*array.shape, 4))


def colormap(name):
    return name if isinstance(name, Colormap) else Colormap(name or "viridis")


__getattr__ = _missing("matplotlib.colors")
