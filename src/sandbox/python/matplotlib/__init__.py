"""matplotlib, as far as programs that look at pictures use it; see docs/programs.md."""

from _shim import missing as _missing

__version__ = "3.10 (sandbox)"


class _Settings(dict):
    def __missing__(self, key):
        return None


rcParams = _Settings({"figure.figsize": [6.4, 4.8], "figure.dpi": 100, "font.size": 10, "lines.linewidth": 1.5})


def use(backend, *, force=True):
    """Figures are drawn here, whatever backend is asked for."""


def get_backend():
    return "agg"


def rc(group, **settings):
    rcParams.update({f"{group}.{name}": value for name, value in settings.items()})


__getattr__ = _missing("matplotlib")
