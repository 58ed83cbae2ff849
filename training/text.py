"""The text tower (Llama's shape); letters in shapes as in `model.py`."""

from __future__ import annotations

import math

import torch
import torch.nn.functional as F
from torch import Tensor, nn

from layers import attend, projected
from sizes import ModelConfig


class RMSNorm(nn.Module):
    def __init__(self, width: int, eps: float) -> None:
        super().__init__()
        self.weight = nn.Parameter(torch.ones(width))
        self.eps = eps

    def forward(self, x: Tensor) -> Tensor:
        return F.rms_norm(x, x.shape[-1:], self.weight.to(x.dtype), self.eps)


def rotary_tables(length: int, head_dim: int, theta: float) -> tuple[Tensor, Tensor]:
    """Cosines and sines of every position, each [length, E/2]."""
    inverse = 1.0 / theta ** (torch.arange(0, head_dim, 2, dtype=torch.int64).float() / head_dim)
    angles = torch.arange(length).float()[:, None] * inverse[None, :]
    return angles.cos(), angles.sin()


def rotate(x: Tensor, cos: Tensor, sin: Tensor) -> Tensor:
    """Rotary embedding in the half-split layout; x [B,A,S,E], cos and sin [S,E/2]."""
    first, second = x.chunk(2, dim=-1)
    return torch.cat([first * cos - second * sin, second * cos + first * sin], dim=-1)


SHORTEST_WAVE, LONGEST_WAVE = 5.0, 400.0
"""In percents."""
WAVE_NORM = 6.0


def number_waves(count: int, width: int) -> Tensor:
    """Waves of many lengths along the numbers 0..count-1, each row turned alike and equally long; [count,width].

    Numbers that are near each other then look alike from the start, and a difference of two is a difference of
    phases. Numbers that start at random stay nearly so: reckoning with them is learnt pair by pair.
    """
    shares = torch.arange(width // 2) / (width // 2 - 1)
    lengths = SHORTEST_WAVE * (LONGEST_WAVE / SHORTEST_WAVE) ** shares
    phases = 2 * math.pi * torch.arange(count).float()[:, None] / lengths
    turn, _ = torch.linalg.qr(torch.randn(width, width, generator=torch.Generator().manual_seed(0)))
    waves = torch.cat([phases.cos(), phases.sin()], 1) @ turn
    return WAVE_NORM * F.normalize(waves, dim=1)


class TextAttention(nn.Module):
    def __init__(self, config: ModelConfig) -> None:
        super().__init__()
        self.heads, self.kv_heads, self.width = config.text_heads, config.text_kv_heads, config.head_dim
        hidden = config.text_hidden
        self.q_proj = nn.Linear(hidden, self.heads * self.width, bias=False)
        self.k_proj = nn.Linear(hidden, self.kv_heads * self.width, bias=False)
        self.v_proj = nn.Linear(hidden, self.kv_heads * self.width, bias=False)
        self.o_proj = nn.Linear(self.heads * self.width, hidden, bias=False)

    def forward(self, x: Tensor, rotary: tuple[Tensor, Tensor]) -> tuple[Tensor, Tensor, Tensor]:
        """[B,S,H] → output [B,S,H], rotated queries [B,A,S,E] and keys [B,G,S,E] (for guided attention)."""
        b, s, _ = x.shape
        q, k, v = (
            part.reshape(b, s, -1, self.width).transpose(1, 2)
            for part in projected(x, [self.q_proj, self.k_proj, self.v_proj])
        )
        q, k = rotate(q, *rotary), rotate(k, *rotary)
        repeat = self.heads // self.kv_heads
        mixed = attend(q, k.repeat_interleave(repeat, 1), v.repeat_interleave(repeat, 1), causal=True)
        return self.o_proj(mixed.transpose(1, 2).reshape(b, s, -1)), q, k


class TextMlp(nn.Module):
    def __init__(self, config: ModelConfig) -> None:
        super().__init__()
        self.gate_proj = nn.Linear(config.text_hidden, config.text_mlp, bias=False)
        self.up_proj = nn.Linear(config.text_hidden, config.text_mlp, bias=False)
        self.down_proj = nn.Linear(config.text_mlp, config.text_hidden, bias=False)

    def forward(self, x: Tensor) -> Tensor:
        gate, up = projected(x, [self.gate_proj, self.up_proj])
        return self.down_proj(F.silu(gate) * up)


class TextLayer(nn.Module):
    def __init__(self, config: ModelConfig) -> None:
        super().__init__()
        self.self_attn = TextAttention(config)
        self.mlp = TextMlp(config)
        self.input_layernorm = RMSNorm(config.text_hidden, config.rms_norm_eps)
        self.post_attention_layernorm = RMSNorm(config.text_hidden, config.rms_norm_eps)

    def forward(self, x: Tensor, rotary: tuple[Tensor, Tensor]) -> tuple[Tensor, Tensor, Tensor]:
        mixed, q, k = self.self_attn(self.input_layernorm(x), rotary)
        x = x + mixed
        return x + self.mlp(self.post_attention_layernorm(x)), q, k


class TextModel(nn.Module):
    def __init__(self, config: ModelConfig) -> None:
        super().__init__()
        self.embed_tokens = nn.Embedding(config.vocab_size, config.text_hidden)
        self.layers = nn.ModuleList(TextLayer(config) for _ in range(config.text_layers))
        self.norm = RMSNorm(config.text_hidden, config.rms_norm_eps)
        cos, sin = rotary_tables(config.max_positions, config.head_dim, config.rope_theta)
        self.register_buffer("cos", cos, persistent=False)
        self.register_buffer("sin", sin, persistent=False)

    def forward(self, embeds: Tensor) -> tuple[Tensor, list[tuple[Tensor, Tensor]]]:
        """[B,S,H] → final states [B,S,H] and the rotated queries and keys of each layer."""
        length = embeds.shape[1]
        rotary = (self.cos[:length].to(embeds.dtype), self.sin[:length].to(embeds.dtype))
        attention = []
        x = embeds
        for layer in self.layers:
            x, q, k = layer(x, rotary)
            attention.append((q, k))
        return self.norm(x), attention
