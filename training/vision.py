"""The vision tower (SigLIP's shape) and the connector; letters in shapes as in `model.py`."""

from __future__ import annotations

import math

import torch
import torch.nn.functional as F
from torch import Tensor, nn

from layers import attend, projected
from sizes import ModelConfig


def patch_position_ids(side: int) -> Tensor:
    """Position of each patch of a full image, int64 [P], with transformers' own float arithmetic.

    Bucketing fractions in float32 may put a patch one bucket low, so the plain `arange` is not always the same.
    """
    boundaries = torch.arange(1 / side, 1.0, 1 / side)
    fractions = torch.clamp(torch.arange(side, dtype=torch.float32) * (1.0 / torch.tensor(side)), max=1.0 - 1e-6)
    buckets = torch.bucketize(fractions, boundaries, right=True)
    return (buckets[:, None] * side + buckets[None, :]).reshape(-1)


def plane_waves(side: int, width: int) -> Tensor:
    """Sines and cosines of row and column at several wavelengths, [P,D], about 0.5 in size.

    Positions start out so because neighbours are then alike: to read letters that span patches, attention must find
    the patch to the left, and from random positions it did not in the time we had.
    """
    frequencies = torch.logspace(math.log10(1.5), math.log10(0.05), width // 4)
    angles = torch.arange(side)[:, None] * frequencies[None, :]
    waves = torch.cat([angles.sin(), angles.cos()], dim=1) * 0.7
    half = waves.shape[1]
    rows = waves[:, None, :].expand(side, side, half)
    columns = waves[None, :, :].expand(side, side, half)
    return torch.cat([rows, columns], dim=-1).reshape(side * side, 2 * half)


class VisionAttention(nn.Module):
    def __init__(self, config: ModelConfig) -> None:
        super().__init__()
        width = config.vision_hidden
        self.heads = config.vision_heads
        self.k_proj = nn.Linear(width, width)
        self.v_proj = nn.Linear(width, width)
        self.q_proj = nn.Linear(width, width)
        self.out_proj = nn.Linear(width, width)

    def forward(self, x: Tensor) -> Tensor:
        """[N,P,D] → [N,P,D]."""
        n, p, d = x.shape
        q, k, v = (
            part.reshape(n, p, self.heads, -1).transpose(1, 2)
            for part in projected(x, [self.q_proj, self.k_proj, self.v_proj])
        )
        return self.out_proj(attend(q, k, v, causal=False).transpose(1, 2).reshape(n, p, d))


class VisionMlp(nn.Module):
    def __init__(self, config: ModelConfig) -> None:
        super().__init__()
        self.fc1 = nn.Linear(config.vision_hidden, config.vision_mlp)
        self.fc2 = nn.Linear(config.vision_mlp, config.vision_hidden)

    def forward(self, x: Tensor) -> Tensor:
        return self.fc2(F.gelu(self.fc1(x), approximate="tanh"))


class VisionLayer(nn.Module):
    def __init__(self, config: ModelConfig) -> None:
        super().__init__()
        self.self_attn = VisionAttention(config)
        self.layer_norm1 = nn.LayerNorm(config.vision_hidden, eps=config.layer_norm_eps)
        self.mlp = VisionMlp(config)
        self.layer_norm2 = nn.LayerNorm(config.vision_hidden, eps=config.layer_norm_eps)

    def forward(self, x: Tensor) -> Tensor:
        x = x + self.self_attn(self.layer_norm1(x))
        return x + self.mlp(self.layer_norm2(x))


class VisionEmbeddings(nn.Module):
    def __init__(self, config: ModelConfig) -> None:
        super().__init__()
        self.side, self.patch = config.side, config.patch_size
        self.patch_embedding = nn.Conv2d(3, config.vision_hidden, config.patch_size, config.patch_size)
        self.position_embedding = nn.Embedding(config.side**2, config.vision_hidden)
        self.register_buffer("positions", patch_position_ids(config.side), persistent=False)

    def forward(self, pixels: Tensor) -> Tensor:
        """[N,edge,edge,3] in [-1,1] → [N,P,D]; the convolution as one matrix product."""
        n, s, p = pixels.shape[0], self.side, self.patch
        patches = pixels.view(n, s, p, s, p, 3).permute(0, 1, 3, 5, 2, 4).reshape(n, s * s, 3 * p * p)
        weight = self.patch_embedding.weight.flatten(1)
        return F.linear(patches, weight, self.patch_embedding.bias) + self.position_embedding(self.positions)


class VisionEncoder(nn.Module):
    def __init__(self, config: ModelConfig) -> None:
        super().__init__()
        self.layers = nn.ModuleList(VisionLayer(config) for _ in range(config.vision_layers))


class VisionModel(nn.Module):
    def __init__(self, config: ModelConfig) -> None:
        super().__init__()
        self.embeddings = VisionEmbeddings(config)
        self.encoder = VisionEncoder(config)
        self.post_layernorm = nn.LayerNorm(config.vision_hidden, eps=config.layer_norm_eps)

    def forward(self, pixels: Tensor) -> Tensor:
        """[N,edge,edge,3] in [-1,1] → patch states [N,P,D]."""
        x = self.embeddings(pixels)
        for layer in self.encoder.layers:
            x = layer(x)
        return self.post_layernorm(x)


class ConnectorProjection(nn.Module):
    def __init__(self, config: ModelConfig) -> None:
        super().__init__()
        self.proj = nn.Linear(config.vision_hidden * config.scale_factor**2, config.text_hidden, bias=False)


class Connector(nn.Module):
    """Pixel shuffle (each scale×scale block of patches becomes one token) and a projection."""

    def __init__(self, config: ModelConfig) -> None:
        super().__init__()
        self.scale, self.side = config.scale_factor, config.side
        self.modality_projection = ConnectorProjection(config)

    def forward(self, states: Tensor) -> Tensor:
        """[N,P,D] → [N,T,H]."""
        n, _, d = states.shape
        cells, s = self.side // self.scale, self.scale
        blocks = states.view(n, cells, s, cells, s, d).transpose(2, 3).reshape(n, cells * cells, s * s * d)
        return self.modality_projection.proj(blocks)
