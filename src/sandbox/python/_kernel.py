"""Runs the programs of one run, one after the other, in one set of variables, and takes what they say and show."""

import ast
import importlib
import io
import linecache
import re
import sys
import traceback

from pyodide.ffi import to_js

import _files
import _shim

_MOST_SIGNS = 100_000
_NAME = "<program>"


class _Bounded(io.TextIOBase):
    """What a program prints, up to a limit."""

    def __init__(self):
        self._parts, self._signs = [], 0

    def writable(self):
        return True

    def write(self, text):
        room = _MOST_SIGNS - self._signs
        self._parts.append(text[:room])
        self._signs += len(text)
        if len(text) > room:
            raise _files.OutputLimit(f"more than {_MOST_SIGNS} characters")
        return len(text)

    def take(self):
        words = "".join(self._parts)
        self._parts, self._signs = [], 0
        return words


_USUAL = {
    "plt": "matplotlib.pyplot",
    "np": "numpy",
    "cv2": "cv2",
    "PIL": "PIL",
    "Image": "PIL.Image",
    "ImageDraw": "PIL.ImageDraw",
    "ImageFont": "PIL.ImageFont",
    "ImageEnhance": "PIL.ImageEnhance",
    "ImageFilter": "PIL.ImageFilter",
    "ImageOps": "PIL.ImageOps",
    "math": "math",
    "os": "os",
    "io": "io",
    "re": "re",
    "json": "json",
}
"""Names that the interpreters of DeepEyesV2 and PyVision have from the start: their programs use them unasked."""

_out, _errors = _Bounded(), _Bounded()
_variables = {"__name__": "__main__", "__builtins__": __builtins__}


def give(name, held, is_default, variables):
    """A picture of the run: the file that it is, and the variables that hold it unless a program has set them."""
    from PIL import Image

    _files.give(name, held)
    if is_default:
        _files.open_by_default(held)
        _variables.setdefault("image_path", name)
    for variable in variables:
        _variables.setdefault(variable, Image.Image(_shim.call("copy", held), "RGB"))


def reset():
    """As if no program had run; modules that were loaded stay so."""
    _variables.clear()
    _variables.update({"__name__": "__main__", "__builtins__": __builtins__})
    _files.forget()
    if "matplotlib.pyplot" in sys.modules:
        sys.modules["matplotlib.pyplot"].close("all")


def run(source, shows_last):
    """`shows_last`: the value of a last line that is an expression is shown, as a notebook does."""
    from PIL import Image

    kept = sys.stdin, sys.stdout, sys.stderr
    sys.stdin, sys.stdout, sys.stderr = io.StringIO(), _out, _errors
    failure, limit = None, None
    _shim.NOTES.clear()
    _variables["display"] = __import__("IPython.display").display.display
    try:
        linecache.cache[_NAME] = (len(source), None, source.splitlines(True), _NAME)
        tree = ast.parse(source, _NAME)
        if shows_last:
            _import_usual(tree)
        last = tree.body.pop() if shows_last and tree.body and isinstance(tree.body[-1], ast.Expr) else None
        exec(compile(tree, _NAME, "exec"), _variables)
        if last is not None:
            value = eval(compile(ast.Expression(last.value), _NAME, "eval"), _variables)
            if isinstance(value, Image.Image):
                _files.show(value)
            elif value is not None and not getattr(value, "_silent", False):
                print(repr(value))
        if shows_last and "matplotlib.pyplot" in sys.modules:
            # A notebook shows at the end of a cell what is still open.
            sys.modules["matplotlib.pyplot"].show()
    except _files.OutputLimit as reached:
        limit = str(reached)
    except SystemExit:
        pass
    except BaseException as raised:
        failure = _told(raised, source)
    finally:
        sys.stdin, sys.stdout, sys.stderr = kept
    pictures = [[name, picture.convert("RGB")._held, *picture.size] for name, picture in _files.take()]
    return to_js(
        {
            "stdout": _out.take(),
            "stderr": _errors.take()[-20_000:],
            "failure": failure,
            "limit": limit,
            "pictures": pictures,
            "notes": list(_shim.NOTES),
        },
        dict_converter=_shim._raster.fromEntries,
    )


def _import_usual(tree):
    names = {node.id for node in ast.walk(tree) if isinstance(node, ast.Name)}
    for name in names & _USUAL.keys() - _variables.keys():
        _variables[name] = importlib.import_module(_USUAL[name])


def _told(raised, source):
    """The lines of a failure that are the program's own, and what it says."""
    raised.__traceback__ = next(
        (part for part in _parts(raised.__traceback__) if part.tb_frame.f_code.co_filename == _NAME), None
    )
    for kind, note in _NOTES:
        if isinstance(raised, kind):
            raised.add_note(note)
    if isinstance(raised, NameError) and re.search(rf"(?<![\w.]){re.escape(str(raised.name))}\s*\(", source):
        raised.add_note(
            f"What its own system gives a program besides Python is not here: define {raised.name} in the program, "
            "or write in its place what it gave."
        )
    return "".join(traceback.format_exception(raised))[-8000:]


_NOTES = (
    (
        ModuleNotFoundError,
        "Libraries here: PIL, numpy, cv2, matplotlib, and parts of scipy and skimage. No other can be installed.",
    ),
    (EOFError, "Nobody answers a program here: write what it asks for into it."),
)
"""What Python's own words do not say of a failure here."""


def _parts(part):
    while part is not None:
        yield part
        part = part.tb_next
