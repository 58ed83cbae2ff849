"""The network's parts that a wrong sign or a wrong axis would break without an error."""

from __future__ import annotations

import pytest

torch = pytest.importorskip("torch", reason="torch is not installed")

from heads import figures_of, soft_targets
from layers import attend, projected
from muon import Muon, orthogonalise
from text import number_waves, rotary_tables, rotate
from vision import patch_position_ids, plane_waves


def test_attention_agrees_with_the_fused_one() -> None:
    q, k, v = torch.randn(3, 2, 4, 6, 8, generator=torch.Generator().manual_seed(1))
    for causal in (False, True):
        fused = torch.nn.functional.scaled_dot_product_attention(q, k, v, is_causal=causal)
        torch.testing.assert_close(attend(q, k, v, causal), fused)


def test_one_product_gives_what_the_layers_give_one_by_one() -> None:
    torch.manual_seed(1)
    layers = [torch.nn.Linear(6, width) for width in (4, 2, 3)]
    x = torch.randn(5, 6)
    for whole, layer in zip(projected(x, layers), layers, strict=True):
        torch.testing.assert_close(whole, layer(x))


def test_rotary_products_depend_on_the_distance_alone() -> None:
    cos, sin = rotary_tables(16, 8, 10_000.0)
    q, k = torch.randn(2, 8, generator=torch.Generator().manual_seed(1))
    turned_q, turned_k = (rotate(x.expand(1, 1, 16, 8), cos, sin)[0, 0] for x in (q, k))
    assert torch.dot(turned_q[3], turned_k[1]).item() == pytest.approx(
        torch.dot(turned_q[12], turned_k[10]).item(), abs=1e-5
    )


def test_positions_are_rows_and_columns_of_buckets_at_most_one_low() -> None:
    positions = patch_position_ids(12).reshape(12, 12)
    columns, rows = positions[0], positions[:, 0] // 12
    for buckets in (columns, rows):
        low = torch.arange(12) - buckets
        assert low.min() >= 0
        assert low.max() <= 1
    assert torch.equal(positions, rows[:, None] * 12 + columns[None, :])


def test_patches_start_out_alike_to_their_neighbours() -> None:
    waves = torch.nn.functional.normalize(plane_waves(12, 128), dim=1)
    alike = waves @ waves.T
    assert alike[0, 1] > alike[0, 6]
    assert alike[0, 12] > alike[0, 72]


def test_near_numbers_look_more_alike_than_far_ones() -> None:
    waves = torch.nn.functional.normalize(number_waves(101, 192), dim=1)
    alike = waves @ waves.T
    assert alike[50, 51] > alike[50, 60] > alike[50, 100]


def test_targets_are_shares_that_peak_at_the_value() -> None:
    targets = soft_targets(torch.tensor([0, 40, 100]), 1.2)
    torch.testing.assert_close(targets.sum(1), torch.ones(3))
    assert targets.argmax(1).tolist() == [0, 40, 100]


def test_figures_are_tens_and_ones_with_none_as_nought() -> None:
    tens, ones = figures_of(torch.tensor([0, 1, 8, 11, 43]))
    assert tens.tolist() == [0, 0, 0, 2, 5]
    assert ones.tolist() == [0, 1, 8, 1, 3]


def test_orthogonalised_matrices_have_singular_values_near_one() -> None:
    matrices = torch.randn(3, 8, 20, generator=torch.Generator().manual_seed(1))
    values = torch.linalg.svdvals(orthogonalise(matrices).float())
    assert values.min() > 0.5
    assert values.max() < 1.4


def test_muon_goes_downhill_with_tall_and_wide_matrices_alike() -> None:
    torch.manual_seed(1)
    for shape in ((4, 9), (9, 4)):
        weight = torch.nn.Parameter(torch.randn(shape))
        muon = Muon([weight], lr=0.05)
        first = weight.square().sum().item()
        for _ in range(20):
            muon.zero_grad()
            weight.square().sum().backward()
            muon.step()
        assert weight.square().sum().item() < first
