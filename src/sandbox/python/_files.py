"""Files and pictures of a run: what a program was given, what it saved, and what it showed."""

import os

_given = {}
"""Pictures by the base name of their path."""
_default = None
"""The picture that a program opens, whatever path it names, where the path names no other."""
_written = set()
_saved = []
_shown = []
MOST_PICTURES = 40


class OutputLimit(BaseException):
    """More was shown or printed than is kept. Not an `Exception`: a program does not go on after it."""


def give(name, picture):
    _given[os.path.basename(name)] = picture


def open_by_default(picture):
    global _default
    _default = picture


def forget():
    global _default
    _default = None
    _given.clear()
    take()
    for path in list(_written):
        if os.path.exists(path):
            os.remove(path)
    _written.clear()


def given(path):
    return _given.get(os.path.basename(path), _default)


def write(path, data):
    folder = os.path.dirname(path)
    if folder:
        os.makedirs(folder, exist_ok=True)
    with open(path, "wb") as file:
        file.write(data)
    _written.add(os.path.abspath(path))


def read(path):
    """The bytes of a file that a program wrote before; None where it wrote none."""
    if not os.path.isfile(path):
        return None
    with open(path, "rb") as file:
        return file.read()


def _keep(pictures, image):
    if len(pictures) >= MOST_PICTURES:
        raise OutputLimit(f"more than {MOST_PICTURES} pictures")
    pictures.append(image)


def saved(path, image):
    _keep(_saved, (path, image.copy()))


def show(image):
    _keep(_shown, ("", image.copy()))


def take():
    """What was shown since the last call, and what was saved where nothing was shown."""
    pictures = list(_shown) or list(dict(_saved).items())
    _shown.clear()
    _saved.clear()
    return pictures
