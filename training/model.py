"""A lean Idefics3 whose parameters carry the very names that transformers gives them.

Only what training needs is here: vision features are computed once per image, dialogs pick them up by index,
and padding is always on the right, so a causal mask is the only mask. `check_parity.py` loads the same weights
into transformers' Idefics3ForConditionalGeneration and compares.

Letters in shapes: N images, P patches (144), T image tokens (16), D vision width, B dialogs, S tokens,
H text width, A heads, G key-value heads, E head width, V words.
"""

from __future__ import annotations

import json
import math
from dataclasses import asdict, dataclass
from pathlib import Path

import torch
import torch.nn.functional as F
from torch import Tensor, nn


@dataclass(frozen=True)
class ModelConfig:
    """Every size of the network; `training/config.json` holds the one that ships."""

    vocab_size: int
    image_token_id: int
    pad_token_id: int
    eos_token_id: int
    image_size: int = 96
    patch_size: int = 8
    scale_factor: int = 3
    vision_hidden: int = 128
    vision_layers: int = 4
    vision_heads: int = 4
    vision_mlp: int = 384
    text_hidden: int = 192
    text_layers: int = 4
    text_heads: int = 4
    text_kv_heads: int = 2
    head_dim: int = 64
    text_mlp: int = 448
    rope_theta: float = 10000.0
    max_positions: int = 2048
    layer_norm_eps: float = 1e-6
    rms_norm_eps: float = 1e-5

    @property
    def side(self) -> int:
        """Patches along one edge of an image."""
        return self.image_size // self.patch_size

    @property
    def image_tokens(self) -> int:
        """Connector tokens per image."""
        return (self.side // self.scale_factor) ** 2

    @staticmethod
    def load(path: Path, **overrides: int) -> ModelConfig:
        """Reads the sizes from a JSON file; `overrides` fill in what the tokenizer decides."""
        return ModelConfig(**{**json.loads(path.read_text()), **overrides})

    def to_dict(self) -> dict[str, float]:
        return asdict(self)


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


def _projected(x: Tensor, layers: list[nn.Linear]) -> tuple[Tensor, ...]:
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
            for part in _projected(x, [self.q_proj, self.k_proj, self.v_proj])
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
            for part in _projected(x, [self.q_proj, self.k_proj, self.v_proj])
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
        gate, up = _projected(x, [self.gate_proj, self.up_proj])
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


class Body(nn.Module):
    def __init__(self, config: ModelConfig) -> None:
        super().__init__()
        self.vision_model = VisionModel(config)
        self.connector = Connector(config)
        self.text_model = TextModel(config)


class Idefics3(nn.Module):
    """The whole network. `state_dict()` loads into transformers as it is."""

    def __init__(self, config: ModelConfig) -> None:
        super().__init__()
        self.config = config
        self.model = Body(config)
        self.lm_head = nn.Linear(config.text_hidden, config.vocab_size, bias=False)
        self.apply(self._initialise)
        self._shrink_residual_writers()

    def _initialise(self, module: nn.Module) -> None:
        if isinstance(module, nn.Linear | nn.Conv2d):
            fan_in = module.weight[0].numel()
            nn.init.normal_(module.weight, std=fan_in**-0.5)
            if module.bias is not None:
                nn.init.zeros_(module.bias)
        elif isinstance(module, nn.Embedding):
            nn.init.normal_(module.weight, std=0.5)

    def _shrink_residual_writers(self) -> None:
        vision, text = self.model.vision_model.encoder.layers, self.model.text_model.layers
        with torch.no_grad():
            for layer in vision:
                for writer in (layer.self_attn.out_proj, layer.mlp.fc2):
                    writer.weight.mul_(1 / math.sqrt(2 * len(vision)))
            for layer in text:
                for writer in (layer.self_attn.o_proj, layer.mlp.down_proj):
                    writer.weight.mul_(1 / math.sqrt(2 * len(text)))
            self.lm_head.weight.mul_(0.5)

    @torch.no_grad()
    def lay_out_positions(self) -> None:
        """Starts the positions of patches as plane waves, for training."""
        positions = self.model.vision_model.embeddings.position_embedding.weight
        positions.copy_(plane_waves(self.config.side, self.config.vision_hidden))

    def see(self, images: Tensor) -> tuple[Tensor, Tensor]:
        """uint8 [N,edge,edge,3] → patch states [N,P,D] and image tokens [N,T,H]."""
        states = self.model.vision_model(images.float() / 127.5 - 1)
        return states, self.model.connector(states)

    def embed(self, ids: Tensor, features: Tensor, feature_index: Tensor) -> Tensor:
        """Embeds ids [B,S]; where an id is `<image>`, puts row `feature_index` [B,S] of features [N*T,H]."""
        words = self.model.text_model.embed_tokens(ids)
        seen = F.embedding(feature_index, features.to(words.dtype))
        return torch.where((ids == self.config.image_token_id)[..., None], seen, words)

    def read(self, embeds: Tensor) -> tuple[Tensor, list[tuple[Tensor, Tensor]]]:
        """Final states [B,S,H], and each layer's rotated queries and keys."""
        return self.model.text_model(embeds)
