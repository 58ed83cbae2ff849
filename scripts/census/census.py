"""Counts the calls of programs by name, and says which of them the sandbox's own modules have."""

import ast
import importlib
from collections import Counter

FAMILIES = ("PIL", "cv2", "matplotlib", "numpy")


def _called(tree):
    """Dotted names of what a program calls, as far as its imports tell; methods as `.name`."""
    known = {}
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            for part in node.names:
                known[part.asname or part.name.split(".")[0]] = part.name if part.asname else part.name.split(".")[0]
        elif isinstance(node, ast.ImportFrom) and node.module:
            for part in node.names:
                known[part.asname or part.name] = f"{node.module}.{part.name}"
    # Later turns of a run lean on what earlier ones imported.
    usual = {"plt": "matplotlib.pyplot", "np": "numpy", "cv2": "cv2", "Image": "PIL.Image", "ImageDraw": "PIL.ImageDraw",
             "ImageEnhance": "PIL.ImageEnhance", "ImageFilter": "PIL.ImageFilter", "ImageFont": "PIL.ImageFont"}
    for node in ast.walk(tree):
        if not isinstance(node, ast.Call):
            continue
        parts, at = [], node.func
        while isinstance(at, ast.Attribute):
            parts.append(at.attr)
            at = at.value
        root = at.id if isinstance(at, ast.Name) else None
        dotted = known.get(root, usual.get(root)) if root else None
        if dotted:
            yield ".".join([dotted, *reversed(parts)])
        elif parts:
            yield f".{parts[0]}"


def _has(name):
    parts = name.split(".")
    for cut in range(len(parts), 0, -1):
        try:
            found = importlib.import_module(".".join(parts[:cut]))
        except ImportError:
            continue
        try:
            for part in parts[cut:]:
                found = getattr(found, part)
        except AttributeError:
            return False
        return True
    return False


def _methods():
    import numpy
    from matplotlib._axes import Axes
    from matplotlib.figure import Figure
    from PIL.Image import Image
    from PIL.ImageDraw import ImageDraw
    from PIL.ImageEnhance import _Enhance

    made = {}
    for kind, holder in (("PIL", Image), ("PIL", ImageDraw), ("PIL", _Enhance), ("matplotlib", Axes),
                         ("matplotlib", Figure), ("numpy", numpy.ndarray)):
        for name in dir(holder):
            if not name.startswith("_"):
                made.setdefault(name, kind)
    return made


def census(programs):
    """Rows of family, name, count and whether it is there; and how many programs could not be parsed."""
    methods, counts, broken = _methods(), Counter(), 0
    for program in programs:
        try:
            counts.update(_called(ast.parse(program)))
        except SyntaxError:
            broken += 1
    rows = []
    for name, count in counts.items():
        family = methods.get(name[1:]) if name.startswith(".") else name.split(".")[0]
        if family in FAMILIES:
            rows.append((family, name, count, True if name.startswith(".") else _has(name)))
    return sorted(rows), broken
