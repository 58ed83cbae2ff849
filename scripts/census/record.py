"""Runs programs statement by statement, and notes each call to a library: with what it was called, and whether it ran.

It runs over the sandbox's own modules and over the real ones alike, so that the two can be held against each other.
"""

import ast
import re

FAMILIES = ("PIL", "cv2", "matplotlib", "numpy")
USUAL = {
    "plt": "matplotlib.pyplot",
    "np": "numpy",
    "cv2": "cv2",
    "Image": "PIL.Image",
    "ImageDraw": "PIL.ImageDraw",
    "ImageEnhance": "PIL.ImageEnhance",
    "ImageFilter": "PIL.ImageFilter",
    "ImageFont": "PIL.ImageFont",
    "ImageOps": "PIL.ImageOps",
}
"""What later turns of a run, and the interpreters of published systems, have without importing it."""


MOST_CALLS = 3_000
"""Of one program: some go over all pixels one by one, which says nothing new of the calls. Counted and not timed, so that
the census says the same on a busy machine."""


class TooLong(BaseException):
    """The program was ended at one of its calls."""


class Site:
    """One call in a program's text."""

    def __init__(self, name, constants):
        self.name, self.constants = name, constants
        self.family = name.split(".")[0] if not name.startswith(".") else None
        self.on, self.kinds, self.keywords = None, None, None
        self.outcome, self.words = "unreached", ""


class _Marks(ast.NodeTransformer):
    """Puts a note around each call that goes through a library's name or is a method."""

    def __init__(self, known, noted):
        self.known, self.noted, self.sites = known, noted, []

    def visit_Call(self, node):
        dotted = _dotted(node.func, self.known)
        constants = {
            place: _constant(value, self.known)
            for place, value in [*enumerate(node.args), *((key.arg, key.value) for key in node.keywords)]
        }
        self.generic_visit(node)
        if dotted is None and not isinstance(node.func, ast.Attribute):
            return node
        self.sites.append(Site(dotted or f".{node.func.attr}", constants))
        empty = ast.arguments(posonlyargs=[], args=[], kwonlyargs=[], kw_defaults=[], defaults=[])
        later = ast.Lambda(args=empty, body=node.func)
        number = ast.Constant(len(self.sites) - 1)
        marked = ast.Call(func=ast.Name(self.noted, ast.Load()), args=[number, later], keywords=[])
        return ast.copy_location(ast.Call(func=marked, args=node.args, keywords=node.keywords), node)


def _dotted(node, known):
    parts = []
    while isinstance(node, ast.Attribute):
        parts.append(node.attr)
        node = node.value
    root = known.get(node.id) if isinstance(node, ast.Name) else None
    if root is None or root.split(".")[0] not in FAMILIES:
        return None
    return ".".join([root, *reversed(parts)])


def _constant(node, known):
    """How an argument is written, where that says more than its value: a constant, a short word, a small number."""
    if isinstance(node, ast.BinOp) and isinstance(node.op, (ast.Add, ast.BitOr)):
        both = [_constant(side, known) for side in (node.left, node.right)]
        return " + ".join(both) if all(part and "." in part for part in both) else None
    if isinstance(node, ast.Attribute):
        return _dotted(node, known)
    if isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.USub) and isinstance(node.operand, ast.Constant):
        return "-1" if node.operand.value == 1 else None
    if isinstance(node, ast.Constant):
        value = node.value
        if isinstance(value, str):
            return repr(value) if re.fullmatch(r"[A-Z]{0,5}|[a-z0-9#:._-]{1,12}", value) else None
        if isinstance(value, int) and not isinstance(value, bool) and 0 <= value <= 3:
            return repr(value)
    return None


def kind(value, depth=0):
    """What a value is, without what it says."""
    if value is None or isinstance(value, bool):
        return repr(value)
    if isinstance(value, (int, float, str, bytes)) and not hasattr(value, "dtype"):
        return {int: "int", float: "float", str: "text", bytes: "bytes"}.get(type(value), type(value).__name__)
    if isinstance(value, (list, tuple)):
        opened, closed = ("[", "]") if isinstance(value, list) else ("(", ")")
        kinds = [kind(part, depth + 1) for part in value[:50]]
        if len(kinds) > 4 and len(set(kinds)) == 1:
            return f"{opened}{kinds[0]} …{closed}"
        return f"{opened}{', '.join(kinds[:6])}{closed}"
    shape, dtype = getattr(value, "shape", None), getattr(value, "dtype", None)
    if isinstance(shape, tuple) and dtype is not None:
        sides = "×".join(str(side) if at == 2 and side <= 4 else "hwnm"[at] for at, side in enumerate(shape[:4]))
        return f"{dtype}[{sides}]" if shape else f"{dtype}"
    if hasattr(value, "mode") and hasattr(value, "size") and hasattr(value, "crop"):
        return f"Image {value.mode}"
    return type(value).__name__


def _receiver(function):
    """The object of a library that a method is bound to; None where it is no method, or of no library."""
    held = getattr(function, "__self__", None)
    if held is None or isinstance(held, type) or type(held).__name__ == "module":
        return None, None
    for parent in type(held).__mro__:
        family = (parent.__module__ or "").split(".")[0].replace("mpl_toolkits", "matplotlib")
        if family in FAMILIES:
            return held, family
    return None, None


def _noting(sites, refused):
    left = MOST_CALLS

    def noted(number, later):
        nonlocal left
        left -= 1
        if left < 0:
            raise TooLong
        site = sites[number]
        try:
            function = later()
        except (AttributeError, ImportError) as raised:
            if refused(raised):
                site.outcome, site.words = "missing", str(raised)
            raise

        def called(*arguments, **keywords):
            held, family = _receiver(function)
            # A function of a module may be a method of an object that nobody sees.
            if held is not None and site.name.startswith("."):
                site.family, site.on = family, kind(held)
                site.name = f"{type(held).__name__}.{site.name.rsplit('.', 1)[-1]}"
            if site.family is None or site.outcome not in ("unreached", "ran"):
                return function(*arguments, **keywords)
            site.kinds = [site.constants.get(at) or kind(value) for at, value in enumerate(arguments)]
            site.keywords = {key: site.constants.get(key) or kind(value) for key, value in keywords.items()}
            try:
                result = function(*arguments, **keywords)
            except Exception as raised:
                site.outcome, site.words = "raised", f"{type(raised).__name__}: {raised}"[:200]
                raise
            site.outcome = "ran"
            return result

        return called

    return noted


def imported(tree, known):
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            for part in node.names:
                known[part.asname or part.name.split(".")[0]] = part.name if part.asname else part.name.split(".")[0]
        elif isinstance(node, ast.ImportFrom) and node.module:
            for part in node.names:
                known[part.asname or part.name] = f"{node.module}.{part.name}"


def record(source, variables, known, refused):
    """The sites of a program that was run in `variables`; None where it is no whole Python. A statement that fails ends
    only itself, so that one call that is missing does not hide those after it."""
    try:
        tree = ast.parse(source)
    except (SyntaxError, ValueError):
        return None
    imported(tree, known)
    # A function of an earlier program is called by a later one, and has calls of its own.
    noted = f"_noted_{len(variables)}"
    marks = _Marks(known, noted)
    tree = ast.fix_missing_locations(marks.visit(tree))
    variables[noted] = _noting(marks.sites, refused)
    for statement in tree.body:
        try:
            exec(compile(ast.Module([statement], []), "<program>", "exec"), variables)
        except TooLong:
            break
        except Exception:
            continue
    return marks.sites
