"""The schedule, and the recipes as they are on disk."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from recipe import Recipe, lr_share

RECIPES = sorted((Path(__file__).parent / "recipes").glob("*.json"))


def test_warms_up_by_steps_whatever_the_clock_says() -> None:
    recipe = Recipe(warmup_steps=10)
    assert lr_share(recipe, 0.0, 0) == pytest.approx(0.1)
    assert lr_share(recipe, 0.2, 9) == pytest.approx(1.0)


def test_stays_constant_and_then_falls_to_its_last_share() -> None:
    recipe = Recipe(constant_share=0.5, final_lr_share=0.02)
    late = 1_000_000
    shares = [lr_share(recipe, progress / 20, late) for progress in range(21)]
    assert shares[:11] == pytest.approx([1.0] * 11)
    assert shares[10:] == sorted(shares[10:], reverse=True)
    assert shares[-1] == pytest.approx(0.02)
    assert lr_share(recipe, 1.5, late) == pytest.approx(0.02)


@pytest.mark.parametrize("path", RECIPES, ids=lambda path: path.stem)
def test_every_recipe_names_only_what_a_recipe_has(path: Path) -> None:
    Recipe(**json.loads(path.read_text()))
