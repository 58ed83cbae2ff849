"""Records of shards, read as arrays."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

np = pytest.importorskip("numpy", reason="numpy is not installed")

from data import COORDINATE, NO_LABEL, NO_TARGET, NONE, load_vocabulary, parse_problem

HERE = Path(__file__).parent


def problem(**changes: object) -> dict:
    picture = {"image": 0, "patches": [], "boxes": [[0, 0, 20, 20], [80, 50, 100, 70]]}
    dialog = {"kind": "find", "ids": [5, 6], "roles": "02", "images": [0], "guides": [0, 1]}
    return {"family": "find", "pictures": [picture], "crops": [], "dialogs": [dialog | changes]}


def test_vocabulary_fits_the_tokenizer_that_ships() -> None:
    vocabulary = load_vocabulary(HERE / "data-meta.json", HERE / "tokenizer" / "tokenizer.json")
    values = vocabulary.value_of()
    assert len(vocabulary.numbers) == 101
    assert [values[token] for token in vocabulary.numbers] == list(range(101))
    assert values[vocabulary.image] == -1


def test_a_vocabulary_of_another_form_is_refused(tmp_path: Path) -> None:
    meta = json.loads((HERE / "data-meta.json").read_text())
    (tmp_path / "meta.json").write_text(json.dumps(meta | {"image_size": 128}))
    with pytest.raises(ValueError, match="128 for image_size"):
        load_vocabulary(tmp_path / "meta.json", HERE / "tokenizer" / "tokenizer.json")


def test_roles_and_guides_are_read_from_their_short_forms() -> None:
    dialog = parse_problem(problem()).dialogs[0]
    assert dialog.roles.tolist() == [NONE, COORDINATE]
    assert dialog.guides.tolist() == [[0], [1]]
    assert dialog.advantage == 1.0


def test_a_run_spoken_against_guides_nothing() -> None:
    assert parse_problem(problem(advantage=-0.5)).dialogs[0].guides.shape == (2, 0)


def test_boxes_lie_in_the_cell_under_their_centre() -> None:
    boxes = parse_problem(problem()).pictures[0].cell_boxes
    assert boxes[0].tolist() == [0, 0, 20, 20]
    assert boxes[2 * 4 + 3].tolist() == [80, 50, 100, 70]
    assert (boxes[1] == NO_TARGET).all()


def test_a_picture_without_named_patches_teaches_none() -> None:
    picture = parse_problem(problem()).pictures[0]
    assert (picture.patches == NO_LABEL).all()
    assert (picture.cells == NO_LABEL).all()


def test_a_cell_is_named_by_the_commonest_of_its_patches() -> None:
    raw = problem()
    grid = np.zeros((12, 12), dtype=int)
    grid[0, :3] = [7, 7, 3]
    grid[3, 3] = 9
    raw["pictures"][0]["patches"] = grid.reshape(-1).tolist()
    cells = parse_problem(raw).pictures[0].cells
    assert cells[0] == 7
    # A single patch says too little of its cell.
    assert cells[5] == 0
