"""One network in training: its losses, its steps, its checkpoints."""

from __future__ import annotations

import time
from pathlib import Path

import torch
from torch import Tensor, distributed

from batch import Batch
from data import Vocabulary
from evaluate import evaluate
from heads import Balance, DenseHeads, dense_losses, guide_losses, taught_logits, token_losses
from model import Idefics3
from muon import Muon
from recipe import Recipe, lr_share
from sizes import ModelConfig


def world_size() -> int:
    return distributed.get_world_size() if distributed.is_initialized() else 1


def shared(value: float) -> float:
    """The first worker's value, on every worker: those that go by clocks of their own would not end at one step."""
    if world_size() == 1:
        return value
    held = torch.tensor([value], dtype=torch.float64)
    distributed.broadcast(held, src=0)
    return float(held)


class Trainer:
    def __init__(self, config: ModelConfig, recipe: Recipe, vocabulary: Vocabulary) -> None:
        torch.manual_seed(recipe.seed)
        self.config, self.recipe, self.vocabulary = config, recipe, vocabulary
        self.balance = Balance(**(recipe.balance or {}))
        self.model, self.heads = Idefics3(config), DenseHeads(config, vocabulary.classes)
        self.model.lay_out_positions()
        self.numbers = torch.from_numpy(vocabulary.numbers)
        self.model.lay_out_numbers(self.numbers)
        self.values = torch.from_numpy(vocabulary.value_of())
        self.parameters = [*self.model.parameters(), *self.heads.parameters()]
        self.ema = [p.detach().clone() for p in self.parameters]
        self.optimizers = self._optimizers()
        self.step, self.problems, self.started = 0, 0, shared(time.time())
        self.now = self.started

    def _optimizers(self) -> list[torch.optim.Optimizer]:
        body = self.model.model
        inner = [
            *body.vision_model.encoder.parameters(),
            *body.connector.parameters(),
            *body.text_model.layers.parameters(),
        ]
        matrices = [p for p in inner if p.ndim == 2]
        chosen = {id(p) for p in matrices}
        rest = [p for p in self.parameters if id(p) not in chosen]
        return [
            Muon(matrices, lr=self.recipe.muon_lr),
            torch.optim.AdamW(rest, lr=self.recipe.adam_lr, betas=(0.9, 0.98), weight_decay=0.0, foreach=True),
        ]

    def losses(self, batch: Batch, language: bool) -> dict[str, Tensor]:
        """The parts of the loss, each a mean."""
        states, features = self.model.see(batch.images)
        parts = dense_losses(self.heads, states, features, batch, self.recipe.sigma)
        if not language:
            return parts
        flat = features.flatten(0, 1)
        tokens, weights, guides = [], [], []
        for dialogs in batch.dialogs:
            hidden, attention = self.model.read(self.model.embed(dialogs.ids, flat, dialogs.feature_index))
            logits = taught_logits(self.model, hidden, dialogs)
            tokens.append(token_losses(logits, dialogs, self.numbers, self.values, self.recipe.sigma))
            weights.append(dialogs.weights)
            guides.append(guide_losses(attention, dialogs, self.recipe.guide_layer, self.recipe.guide_heads))
        weight = torch.cat(weights)
        parts["language"] = (torch.cat(tokens) * weight).sum() / weight.abs().sum()
        parts["guide"] = torch.cat(guides).mean()
        return parts

    def train_step(self, batch: Batch, until: float) -> dict[str, float]:
        language = self.now - self.started > self.recipe.vision_seconds
        with torch.autocast("cpu", torch.bfloat16):
            parts = self.losses(batch, language)
        total = sum(getattr(self.balance, name) * part for name, part in parts.items())
        total.backward()
        self._agree()
        share = lr_share(self.recipe, (self.now - self.started) / max(1.0, until - self.started), self.step)
        for optimizer, lr in zip(self.optimizers, (self.recipe.muon_lr, self.recipe.adam_lr), strict=True):
            for group in optimizer.param_groups:
                group["lr"] = lr * share
        norm = torch.nn.utils.clip_grad_norm_(self.parameters, self.recipe.clip)
        for optimizer in self.optimizers:
            optimizer.step()
            optimizer.zero_grad(set_to_none=True)
        self.step += 1
        self.problems += batch.problems * world_size()
        decay = min(self.recipe.ema, (1 + self.step) / (10 + self.step))
        torch._foreach_lerp_(self.ema, [p.detach() for p in self.parameters], 1 - decay)
        return {**{name: float(part.detach()) for name, part in parts.items()}, "norm": float(norm), "lr": share}

    def _agree(self) -> None:
        """Averages gradients, and the clock that the schedule goes by, over the workers."""
        if world_size() == 1:
            self.now = time.time()
            return
        gradients = [torch.zeros_like(p) if p.grad is None else p.grad for p in self.parameters]
        since = torch.tensor([time.time() - self.started])
        flat = torch.cat([g.reshape(-1) for g in gradients] + [since])
        distributed.all_reduce(flat)
        flat /= world_size()
        parts = flat.split([g.numel() for g in gradients] + [1])
        for parameter, part in zip(self.parameters, parts[:-1], strict=True):
            parameter.grad = part.view_as(parameter)
        self.now = self.started + float(parts[-1])

    def swap_ema(self) -> None:
        """Exchanges the weights with their running mean; call twice to be where you were."""
        with torch.no_grad():
            for parameter, mean in zip(self.parameters, self.ema, strict=True):
                kept = parameter.clone()
                parameter.copy_(mean)
                mean.copy_(kept)

    def save(self, path: Path) -> None:
        """`model` holds the running mean, what is exported; `raw` what training goes on from."""
        raw = {"model": self.model.state_dict(), "heads": self.heads.state_dict()}
        raw = {name: {key: value.clone() for key, value in part.items()} for name, part in raw.items()}
        self.swap_ema()
        mean = {"model": self.model.state_dict(), "heads": self.heads.state_dict()}
        state = {
            "config": self.config.to_dict(),
            "model": {key: value.clone() for key, value in mean["model"].items()},
            "heads": {key: value.clone() for key, value in mean["heads"].items()},
            "raw": raw,
            "optimizers": [optimizer.state_dict() for optimizer in self.optimizers],
            "step": self.step,
            "problems": self.problems,
            "elapsed": self.now - self.started,
        }
        self.swap_ema()
        partial = path.with_suffix(".tmp")
        torch.save(state, partial)
        partial.replace(path)

    def resume(self, path: Path) -> None:
        state = torch.load(path, weights_only=True)
        self.model.load_state_dict(state["model"])
        self.heads.load_state_dict(state["heads"])
        self.ema = [p.detach().clone() for p in self.parameters]
        self.model.load_state_dict(state["raw"]["model"])
        self.heads.load_state_dict(state["raw"]["heads"])
        for optimizer, saved in zip(self.optimizers, state["optimizers"], strict=True):
            optimizer.load_state_dict(saved)
        self.step, self.problems = state["step"], state["problems"]
        # The schedule goes on from where it was: the time between is no training.
        self.started = shared(time.time() - state["elapsed"])

    def start_from(self, path: Path, words: list[int]) -> None:
        """Takes the weights of another run; row i of the word tables comes from its row words[i], none where -1."""
        state = torch.load(path, weights_only=True)
        known = torch.tensor([i for i, word in enumerate(words) if word >= 0])
        source = torch.tensor([word for word in words if word >= 0])
        with torch.no_grad():
            for part, loaded in ((self.model, state["model"]), (self.heads, state["heads"])):
                mine = part.state_dict()
                for name, value in loaded.items():
                    if "embed_tokens" in name or "lm_head" in name:
                        mine[name][known] = value[source]
                    elif name in mine and mine[name].ndim == value.ndim:
                        # A head that knows more classes than it did keeps those it knew.
                        mine[name][: value.shape[0]] = value
        self.ema = [p.detach().clone() for p in self.parameters]

    def evaluate(self, batches: list[Batch]) -> dict[str, float]:
        self.swap_ema()
        with torch.autocast("cpu", torch.bfloat16):
            shares = evaluate(self.model, self.heads, batches, self.vocabulary)
        self.swap_ema()
        return shares
