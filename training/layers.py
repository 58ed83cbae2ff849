"""What the vision tower and the text tower share."""

from __future__ import annotations

import torch
import torch.nn.functional as F
from torch import Tensor, nn


def projected(x: Tensor, layers: list[nn.Linear]) -> tuple[Tensor, ...]:
    """Several linear maps of one input as one matrix product."""
    weight = torch.cat([layer.weight for layer in layers])
    bias = None if layers[0].bias is None else torch.cat([layer.bias for layer in layers])
    return F.linear(x, weight, bias).split([layer.out_features for layer in layers], dim=-1)


def attend(q: Tensor, k: Tensor, v: Tensor, causal: bool) -> Tensor:
    """Plain attention, [B,A,S,E] each. Sequences are short: on a CPU its backward is 4× faster than the fused one."""
    scores = (q * q.shape[-1] ** -0.5) @ k.transpose(-1, -2)
    if causal:
        length = q.shape[2]
        scores = scores + torch.full((length, length), -torch.inf, dtype=q.dtype, device=q.device).triu(1)
    return torch.softmax(scores, dim=-1).to(v.dtype) @ v
