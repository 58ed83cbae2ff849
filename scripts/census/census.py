"""Runs the programs of logs over the sandbox's own modules, and counts their calls by what they were called with."""

import io
import sys

import _files
import _kernel
import matplotlib
import matplotlib.pyplot as plt
from record import FAMILIES, USUAL, record


def _methods():
    """Families by the names of methods: what is left to tell a method by that was never reached."""
    import numpy
    from matplotlib._axes import Axes
    from matplotlib.figure import Figure
    from PIL.Image import Image
    from PIL.ImageDraw import ImageDraw
    from PIL.ImageEnhance import _Enhance

    made = {}
    for family, holder in (("PIL", Image), ("PIL", ImageDraw), ("PIL", _Enhance), ("matplotlib", Axes),
                           ("matplotlib", Figure), ("numpy", numpy.ndarray)):
        for name in dir(holder):
            if not name.startswith("_"):
                made.setdefault(name, family)
    return made


_METHODS = _methods()

# Whether a figure can be drawn does not hang on how fine it is, and most of the time would go into that.
matplotlib.rcParams["figure.dpi"] = 20


def _is_missing(raised):
    return "is not available in this sandbox" in str(raised) or isinstance(raised, ImportError)


def _row(site):
    family = site.family or _METHODS.get(site.name[1:])
    if site.outcome == "missing":
        family = site.words.split(".")[0] if site.family is None else site.family
    if family not in FAMILIES:
        return None
    keywords = sorted((site.keywords or {}).items())
    return [family, site.name, site.on or "", site.kinds or [], keywords, site.outcome, site.words]


def run(programs):
    """Rows of the calls of one run's programs, each family, name, receiver, kinds of arguments, of keywords, outcome and
    words; and how many of the programs are no whole Python."""
    variables, known, rows, broken = _kernel._variables, dict(USUAL), [], 0
    for name, module in _kernel._USUAL.items():
        variables.setdefault(name, __import__(module, fromlist=["*"]))
    variables["display"] = __import__("IPython.display").display.display
    kept = sys.stdout
    for program in programs:
        sys.stdout = io.StringIO()
        try:
            sites = record(program, variables, known, _is_missing)
        finally:
            sys.stdout = kept
        plt.close("all")
        _files.take()
        if sites is None:
            broken += 1
        else:
            rows.extend(row for row in map(_row, sites) if row)
    return rows, broken
