"""Equations and norms."""

import numpy as np
from _shim import LinAlgError as _LinAlgError
from _shim import call as _call
from _shim import missing_method as _missing_method
from numpy._ndarray import ndarray


class _Linalg:
    LinAlgError = _LinAlgError

    @staticmethod
    def norm(a, ord=None, axis=None):
        squares = np.asarray(a, float) ** 2
        if ord not in (None, 2, "fro"):
            raise ValueError(f"numpy.linalg.norm(ord={ord!r}) is not available in this sandbox")
        return np.sqrt(np.sum(squares, axis))

    @staticmethod
    def solve(a, b):
        return ndarray(_call("solve", np.asarray(a)._held, np.asarray(b)._held))

    @staticmethod
    def inv(a):
        return ndarray(_call("solve", np.asarray(a)._held, np.eye(np.asarray(a).shape[0])._held))

    @staticmethod
    def det(a):
        return np.float64(_call("determinant", np.asarray(a)._held))

    @staticmethod
    def lstsq(a, b, rcond=None):
        columns = np.asarray(a, float)
        return (
            _Linalg.solve(columns.T @ columns, columns.T @ np.asarray(b, float)),
            np.array([]),
            columns.shape[1],
            np.array([]),
        )

    __getattr__ = _missing_method("numpy.linalg")


linalg = _Linalg()
