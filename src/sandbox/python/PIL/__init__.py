"""Pillow, as far as programs that look at pictures use it; see docs/programs.md."""

from _shim import missing as _missing

__version__ = "12.0 (sandbox)"


class UnidentifiedImageError(OSError):
    """A file that holds no picture that can be read here."""


__getattr__ = _missing("PIL")
