"""What the scripts share that hold a folder of exports to their readers: which are asked for, and how each ends.

A check takes the folder of its export and says in a sentence what held; it raises where something did not.
"""

from __future__ import annotations

import argparse
import traceback
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import TypeVar

Check = Callable[[Path], str]
Need = TypeVar("Need")


def parser_for(description: str | None) -> argparse.ArgumentParser:
    """A command line with the folder that holds the exports, each by the name of its target, and which are meant."""
    parser = argparse.ArgumentParser(description=description, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("names", nargs="*", help="targets to check; all that are there where none is named")
    return parser


def run_checks(
    given: argparse.Namespace, checks: Mapping[str, tuple[Need, Check]], lacking: Callable[[Need], str | None]
) -> int:
    """Runs what was asked for and tells of each; 1 where one failed, as an exit code.

    `lacking` says what is not there of what a check needs, or None. That is told, and is no failure.
    """
    unknown = [name for name in given.names if name not in checks]
    if unknown:
        print(f"no such target: {', '.join(unknown)}; there are {', '.join(checks)}")
        return 1
    failed = 0
    for name, (need, check) in checks.items():
        if given.names and name not in given.names:
            continue
        lack = lacking(need)
        if not (given.folder / name).is_dir():
            print(f"{name}: no such export in {given.folder}")
        elif lack is not None:
            print(f"{name}: skipped, {lack}")
        else:
            try:
                print(f"{name}: {check(given.folder / name)}")
            except Exception:
                failed += 1
                print(f"{name}: FAILED\n{traceback.format_exc()}")
    return 1 if failed else 0
