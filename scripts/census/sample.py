"""Makes a call of the census from its kinds and runs it: over the sandbox's own modules, or over the real ones."""

import importlib
import io
import re
import tempfile

NAME = r"[A-Za-z_][\w.]*(?: \+ [A-Za-z_][\w.]*)*(?:\[[hwnm×0-9]*\])?(?: [A-Z][A-Za-z0-9;]*)?"
TOKEN = re.compile(rf"\s*(?:([()\[\],…])|('[^']*')|({NAME})|(-?\d+))")
SIDES = {"h": 24, "w": 32, "n": 5, "m": 2}

FOLDER = tempfile.TemporaryDirectory()
PICTURE = f"{FOLDER.name}/census.png"
"""A file that is there: what is words to one call is a path to another."""
NAMED = {"color": "red", "cmap": "viridis", "edgecolor": "black", "facecolor": "white", "alpha": 0.5}


class Values:
    """Values by their kinds; numbers grow from one to the next, so that a box has its right behind its left."""

    def __init__(self):
        self._next = 1

    def of(self, kind, key=""):
        """`key`: the keyword, which says more of some values than their kind does."""
        if kind in ("text", "float") and key in NAMED:
            return NAMED[key]
        if key == "axis" and kind == "(int, int)":
            return (0, 1)
        self._tokens = [token for token in TOKEN.findall(kind) if any(token)]
        return self._value()

    def _value(self):
        sign, quoted, name, number = self._tokens.pop(0)
        if sign in "([" and sign:
            return self._many(sign)
        if quoted:
            return quoted[1:-1]
        if number:
            return int(number)
        return self._named(name)

    def _many(self, opened):
        values = []
        while self._tokens[0][0] not in (")", "]"):
            if self._tokens[0][0] == ",":
                self._tokens.pop(0)
                continue
            if self._tokens[0][0] == "…":
                self._tokens.pop(0)
                values.extend([values[-1]] * 5)
                continue
            values.append(self._value())
        self._tokens.pop(0)
        return tuple(values) if opened == "(" else values

    def _named(self, name):
        import numpy as np

        if name in ("None", "True", "False"):
            return {"None": None, "True": True, "False": False}[name]
        if name == "int":
            # Odd, as windows have to be.
            self._next += 6
            return self._next
        if name == "float":
            self._next += 5
            return self._next / 10
        if name == "text":
            return PICTURE
        if name.startswith("Image "):
            return _image(name[6:])
        shaped = re.fullmatch(r"([a-z0-9]+)\[([hwnm×0-9]*)\]", name)
        if shaped:
            sides = [SIDES.get(side) or int(side) for side in shaped[2].split("×")]
            return _some(sides).astype(shaped[1])
        if " + " in name:
            return sum(_found(part) for part in name.split(" + "))
        if "." in name:
            return _found(name)
        if name in ("int64", "float64", "float32", "uint8", "int32"):
            return getattr(np, name)(7)
        return _made(name)


def _some(sides):
    """Numbers that look like chance, in blocks, so that there is something to find."""
    import numpy as np

    count = 1
    for side in sides:
        count *= side
    return np.array([(i * 37 + (i // 7) * 11) % 256 for i in range(count)]).reshape(sides)


def _image(mode):
    from PIL import Image

    return Image.fromarray(_some([24, 32, 3]).astype("uint8")).convert(mode)


def _png():
    written = io.BytesIO()
    _image("RGB").save(written, format="PNG")
    written.seek(0)
    return written


def _found(dotted):
    parts = dotted.split(".")
    for cut in range(len(parts), 0, -1):
        try:
            at = importlib.import_module(".".join(parts[:cut]))
        except ImportError:
            continue
        for part in parts[cut:]:
            at = getattr(at, part)
        return at
    raise ImportError(dotted)


def _made(name):
    """An object of a library, by the name of its class."""
    import matplotlib.pyplot as plt
    import numpy as np
    from PIL import ImageDraw, ImageEnhance, ImageFont

    axes = plt.subplots()[1]
    made = {
        "Axes": lambda: axes,
        "Figure": lambda: axes.figure,
        "AxesImage": lambda: axes.imshow(_some([24, 32])),
        "Line2D": lambda: axes.plot([1, 2, 3])[0],
        "Circle": lambda: plt.Circle((1, 1), 1),
        "Rectangle": lambda: plt.Rectangle((1, 1), 2, 2),
        "Polygon": lambda: plt.Polygon([(0, 0), (1, 0), (1, 1)]),
        "ImageDraw": lambda: ImageDraw.Draw(_image("RGB")),
        "BytesIO": _png,
        "Generator": lambda: np.random.default_rng(1),
        "type": lambda: float,
        "FreeTypeFont": ImageFont.load_default,
        "ImageFont": ImageFont.load_default,
        "range": lambda: range(3),
        "dict": lambda: {"facecolor": "white", "alpha": 0.5},
        "function": lambda: lambda value: value,
        "bytes": lambda: b"",
    }
    made.update({kind: lambda kind=kind: getattr(ImageEnhance, kind)(_image("RGB")) for kind in
                 ("Contrast", "Sharpness", "Brightness", "Color")})
    if name not in made:
        raise LookupError(f"no sample of {name}")
    return made[name]()


def run(name, on, kinds, keywords):
    """Calls it; raises what it raises."""
    import matplotlib.pyplot as plt

    values = Values()
    _image("RGB").save(PICTURE)
    # A colour bar is of what was shown last.
    plt.imshow(_some([24, 32]))
    try:
        function = getattr(values.of(on), name.rsplit(".", 1)[-1]) if on else _found(name)
        arguments = [values.of(kind) for kind in kinds]
        function(*arguments, **{key: values.of(kind, key) for key, kind in keywords})
    finally:
        plt.close("all")
