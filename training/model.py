"""A lean Idefics3 whose parameters carry the very names that transformers gives them.

Only what training needs is here: vision features are computed once per image, dialogs pick them up by index,
and padding is always on the right, so a causal mask is the only mask. `check_parity.py` loads the same weights
into transformers' Idefics3ForConditionalGeneration and compares.

Letters in shapes: N images, P patches (144), T image tokens (16), D vision width, B dialogs, S tokens,
H text width, A heads, G key-value heads, E head width, V words.
"""

from __future__ import annotations

import math

import torch
import torch.nn.functional as F
from torch import Tensor, nn

from sizes import ModelConfig
from text import TextModel, number_waves
from vision import Connector, VisionModel, plane_waves


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

    @torch.no_grad()
    def lay_out_numbers(self, numbers: Tensor) -> None:
        """Adds waves to what the words for 0, 1, 2 … (their ids, in order) start as, for training."""
        words = self.model.text_model.embed_tokens.weight
        words[numbers] += number_waves(len(numbers), self.config.text_hidden)

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
