"""What the modules of the sandbox share: the border to the raster, and failures that name what is not here."""

import builtins

import _raster
from pyodide.ffi import JsException, jsnull, to_js

_RAISED = {
    "ValueError": ValueError,
    "IndexError": IndexError,
    "TypeError": TypeError,
    "OverflowError": OverflowError,
    "MemoryError": MemoryError,
}


class LinAlgError(ValueError):
    """A matrix without an inverse, or one that is not square."""


def call(name, *arguments):
    """Calls the raster; what it refuses is raised as Python's own exception."""
    try:
        given = getattr(_raster, name)(*arguments)
        # JavaScript's null comes as a value of its own, which is not None.
        return None if given is jsnull else given
    except JsException as refusal:
        words = str(refusal).removeprefix("Error: ").removeprefix("ArrayError: ")
        kind, _, message = words.partition(": ")
        if kind == "LinAlgError":
            raise LinAlgError(message) from None
        if kind in _RAISED:
            raise _RAISED[kind](message) from None
        if "memory" in words.lower() or "allocation" in words.lower() or "array length" in words.lower():
            raise MemoryError(words) from None
        raise


def js(values):
    """A Python list, nested lists too, as JavaScript has it."""
    return to_js(values)


def missing(module):
    """A module's `__getattr__`: names what the sandbox does not have of the real one."""

    def attribute(name):
        if name.startswith("__"):
            raise AttributeError(name)
        raise AttributeError(f"{module}.{name} is not available in this sandbox")

    return attribute


def missing_method(kind):
    """A class's `__getattr__`, for the same reason."""

    def attribute(self, name):
        if name.startswith("_"):
            raise AttributeError(name)
        raise AttributeError(f"{kind}.{name} is not available in this sandbox")

    return attribute


NOTES = []
"""What a program should know of how it was run, each said once: kept for whoever started it."""


def note(code):
    if code not in NOTES:
        builtins.list.append(NOTES, code)
