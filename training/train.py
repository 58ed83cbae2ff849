"""Trains the built-in model on the gym's shards until a given time.

    python train.py --data SHARDS --run RUN --until 00:30

Perception first: the opening minutes teach only the vision tower through dense heads; then everything together.
The schedule is by the clock, since the machine's speed is not known beforehand. RUN/log.txt says how it goes,
RUN/last.pt is written every few minutes and `--resume` continues from it. Held-out figures come from the first shard.
"""

from __future__ import annotations

import argparse
import datetime
import json
import math
import multiprocessing
import os
import pickle
import time
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import torch
from torch import Tensor, distributed

from data import Batch, LossWeights, Picture, Shard, Vocabulary, load_shard, make_batch
from evaluate import count_share, evaluate
from heads import Balance, DenseHeads, dense_losses, guide_losses, taught_logits, token_losses
from model import Idefics3, ModelConfig
from muon import Muon

HELD_OUT = "shard-00000"


@dataclass(frozen=True)
class Recipe:
    """Everything about training that is not the network's shape; `training/recipe.json` holds what shipped."""

    pictures: int = 28
    muon_lr: float = 0.02
    adam_lr: float = 3e-3
    warmup_steps: int = 100
    constant_share: float = 0.45
    final_lr_share: float = 0.02
    vision_seconds: float = 150
    sigma: float = 1.2
    clip: float = 1.0
    ema: float = 0.998
    guide_layer: int = 2
    guide_heads: int = 2
    seed: int = 1
    chances: dict[str, float] | None = None
    balance: dict[str, float] | None = None


def load_vocabulary(meta: Path, tokenizer: Path) -> Vocabulary:
    words, tags = json.loads(meta.read_text()), json.loads(tokenizer.read_text())["added_tokens"]
    ids = {tag["content"]: tag["id"] for tag in tags}
    return Vocabulary(
        size=words["vocab_size"],
        pad=words["pad_id"],
        eos=words["eos_id"],
        image=words["image_id"],
        numbers=np.asarray(words["number_ids"], dtype=np.int64),
        act_open=ids["<act>"],
        answer_open=ids["<answer>"],
        answer_close=ids["</answer>"],
    )


class Shards:
    """The shards that exist so far; looks for new ones as it goes."""

    def __init__(self, folder: Path, vocabulary: Vocabulary) -> None:
        self.folder, self.vocabulary = folder, vocabulary
        self.train: list[tuple[Shard, Picture]] = []
        self.held_out: list[tuple[Shard, Picture]] = []
        self.loaded: set[str] = set()

    def refresh(self, most: int = 10_000) -> None:
        """Loads up to `most` shards not seen before."""
        names = sorted(p.name for p in self.folder.glob("shard-*") if p.is_dir() and not p.name.endswith(".tmp"))
        for name in [name for name in names if name not in self.loaded][:most]:
            shard = load_shard(self.folder / name, self.vocabulary, LossWeights())
            pairs = [(shard, picture) for picture in shard.pictures]
            if name == HELD_OUT:
                self.held_out = pairs
            else:
                self.train = self.train + pairs
            self.loaded.add(name)


class Feeder:
    """Draws batches ahead of time in a process of its own; pictures never shown come first, in shuffled passes.

    A process and not a thread: a thread that parses and pads holds the interpreter's lock, and each of the
    thousand small operations of a step then waits for it.
    """

    def __init__(self, folder: Path, vocabulary: Vocabulary, recipe: Recipe, image_tokens: int, seed: int) -> None:
        self.shards = Shards(folder, vocabulary)
        self.recipe, self.image_tokens = recipe, image_tokens
        self.rng = np.random.default_rng(seed)
        self.shown = np.zeros(0, dtype=np.int32)
        self.queue: multiprocessing.Queue[bytes] = multiprocessing.Queue(maxsize=4)
        self.process = multiprocessing.Process(target=self._feed, daemon=True)
        self.process.start()

    def next(self) -> tuple[Batch, int]:
        """A batch, and how many pictures there are to draw from."""
        return pickle.loads(self.queue.get())

    def _draw(self) -> list[tuple[Shard, Picture]]:
        """The least-shown pictures, at random among equals."""
        pool = self.shards.train
        self.shown = np.concatenate([self.shown, np.zeros(len(pool) - len(self.shown), dtype=np.int32)])
        order = self.shown + self.rng.random(len(pool))
        chosen = np.argpartition(order, self.recipe.pictures)[: self.recipe.pictures]
        self.shown[chosen] += 1
        return [pool[i] for i in chosen]

    def _feed(self) -> None:
        torch.set_num_threads(1)
        self.shards.refresh(most=4)
        checked = time.time()
        while True:
            if time.time() - checked > 10:
                self.shards.refresh(most=1)
                checked = time.time()
            chances = self.recipe.chances or {}
            batch = make_batch(self._draw(), self.shards.vocabulary, self.image_tokens, chances, self.rng)
            self.queue.put(pickle.dumps((batch, len(self.shards.train)), protocol=5))


def world_size() -> int:
    return distributed.get_world_size() if distributed.is_initialized() else 1


def deadline(clock: str) -> float:
    """The next time the UTC clock shows HH:MM, in seconds since 1970."""
    now = datetime.datetime.now(datetime.UTC)
    hour, minute = (int(part) for part in clock.split(":"))
    then = now.replace(hour=hour, minute=minute, second=0, microsecond=0)
    return (then if then > now else then + datetime.timedelta(days=1)).timestamp()


def lr_share(recipe: Recipe, progress: float, steps_since_start: int) -> float:
    """Warm-up by steps, then constant, then a cosine to the deadline."""
    warm = min(1.0, (steps_since_start + 1) / recipe.warmup_steps)
    fall = min(1.0, max(0.0, (progress - recipe.constant_share) / (1 - recipe.constant_share)))
    return warm * (recipe.final_lr_share + (1 - recipe.final_lr_share) * 0.5 * (1 + math.cos(math.pi * fall)))


class Trainer:
    def __init__(self, config: ModelConfig, recipe: Recipe, vocabulary: Vocabulary) -> None:
        torch.manual_seed(recipe.seed)
        self.config, self.recipe, self.vocabulary = config, recipe, vocabulary
        self.balance = Balance(**(recipe.balance or {}))
        self.model, self.heads = Idefics3(config), DenseHeads(config)
        self.model.lay_out_positions()
        self.numbers = torch.from_numpy(vocabulary.numbers)
        self.values = torch.from_numpy(vocabulary.value_of())
        self.parameters = [*self.model.parameters(), *self.heads.parameters()]
        self.ema = [p.detach().clone() for p in self.parameters]
        self.optimizers = self._optimizers()
        self.step, self.pictures, self.started = 0, 0, time.time()
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
        parts["language"] = (torch.cat(tokens) * weight).sum() / weight.sum()
        parts["guide"] = torch.cat(guides).mean()
        return parts

    def train_step(self, batch: Batch, until: float) -> dict[str, float]:
        language = time.time() - self.started > self.recipe.vision_seconds
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
        self.pictures += batch.patches.shape[0] * world_size()
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
            "pictures": self.pictures,
            "started": self.started,
        }
        self.swap_ema()
        partial = path.with_suffix(".tmp")
        torch.save(state, partial)
        os.replace(partial, path)

    def resume(self, path: Path) -> None:
        state = torch.load(path, weights_only=True)
        self.model.load_state_dict(state["model"])
        self.heads.load_state_dict(state["heads"])
        self.ema = [p.detach().clone() for p in self.parameters]
        self.model.load_state_dict(state["raw"]["model"])
        self.heads.load_state_dict(state["raw"]["heads"])
        for optimizer, saved in zip(self.optimizers, state["optimizers"], strict=True):
            optimizer.load_state_dict(saved)
        self.step, self.pictures, self.started = state["step"], state["pictures"], state["started"]

    def evaluate(self, batches: list[Batch], with_count: bool) -> dict[str, float]:
        self.swap_ema()
        with torch.autocast("cpu", torch.bfloat16):
            shares = evaluate(self.model, self.heads, batches, self.vocabulary)
            if with_count:
                shares["count_free"] = count_share(self.model, batches, self.vocabulary, limit=60)
        self.swap_ema()
        return shares


class Log:
    def __init__(self, path: Path) -> None:
        self.path = path

    def write(self, **fields: object) -> None:
        words = " ".join(f"{k}={v:.3f}" if isinstance(v, float) else f"{k}={v}" for k, v in fields.items())
        line = f"{datetime.datetime.now(datetime.UTC):%H:%M:%S} {words}"
        print(line, flush=True)
        with self.path.open("a") as log:
            log.write(line + "\n")


def held_out_batches(folder: Path, trainer: Trainer, pictures: int, each: int = 50) -> list[Batch]:
    rng = np.random.default_rng(0)
    shards = Shards(folder, trainer.vocabulary)
    shards.refresh(most=1)
    pairs = shards.held_out[:pictures]
    return [
        make_batch(pairs[i : i + each], shards.vocabulary, trainer.config.image_tokens, {}, rng)
        for i in range(0, len(pairs), each)
    ]


def run(trainer: Trainer, data: Path, folder: Path, until: float, report_seconds: float) -> None:
    log = Log(folder / "log.txt")
    leads = not distributed.is_initialized() or distributed.get_rank() == 0
    seed = trainer.recipe.seed + trainer.step + (0 if leads else 1_000_003)
    feeder = Feeder(data, trainer.vocabulary, trainer.recipe, trainer.config.image_tokens, seed)
    held_out = held_out_batches(data, trainer, pictures=60)
    sums: dict[str, float] = {}
    steps, reports, since, seen = 0, 0, time.time(), trainer.pictures
    while trainer.now < until:
        batch, pool = feeder.next()
        for name, value in trainer.train_step(batch, until).items():
            sums[name] = sums.get(name, 0.0) + value
        steps += 1
        if not leads or time.time() - since < report_seconds:
            continue
        speed = (trainer.pictures - seen) / (time.time() - since)
        means = {name: value / steps for name, value in sums.items()}
        log.write(step=trainer.step, pictures=trainer.pictures, per_second=speed, pool=pool, **means)
        log.write(**trainer.evaluate(held_out, with_count=reports % 6 == 5))
        reports += 1
        if reports % 3 == 0:
            trainer.save(folder / "last.pt")
        sums, steps, since, seen = {}, 0, time.time(), trainer.pictures
    if not leads:
        return
    trainer.save(folder / "last.pt")
    log.write(end=trainer.step, pictures=trainer.pictures)
    log.write(**trainer.evaluate(held_out_batches(data, trainer, pictures=500), with_count=True))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--run", type=Path, required=True)
    parser.add_argument("--until", required=True, help="HH:MM, UTC")
    parser.add_argument("--config", type=Path, default=Path(__file__).parent / "config.json")
    parser.add_argument("--recipe", type=Path, default=Path(__file__).parent / "recipe.json")
    parser.add_argument("--meta", type=Path, default=Path(__file__).parent / "data-meta.json")
    parser.add_argument("--tokenizer", type=Path, default=Path(__file__).parent / "tokenizer/tokenizer.json")
    parser.add_argument("--resume", action="store_true")
    parser.add_argument("--threads", type=int, default=2)
    parser.add_argument("--report", type=float, default=60)
    parser.add_argument("--workers", type=int, default=1, help="processes that share the work")
    parser.add_argument("--rank", type=int, default=0, help="which of them this is; start one command for each")
    options = parser.parse_args()
    if options.workers > 1:
        meeting = f"file://{(options.run / 'meeting').resolve()}"
        distributed.init_process_group("gloo", meeting, rank=options.rank, world_size=options.workers)
    torch.set_num_threads(options.threads)
    options.run.mkdir(parents=True, exist_ok=True)
    vocabulary = load_vocabulary(options.meta, options.tokenizer)
    config = ModelConfig.load(
        options.config,
        vocab_size=vocabulary.size,
        image_token_id=vocabulary.image,
        pad_token_id=vocabulary.pad,
        eos_token_id=vocabulary.eos,
    )
    recipe = Recipe(**json.loads(options.recipe.read_text()))
    trainer = Trainer(config, recipe, vocabulary)
    if options.resume and (options.run / "last.pt").exists():
        trainer.resume(options.run / "last.pt")
    run(trainer, options.data, options.run, deadline(options.until), options.report)


if __name__ == "__main__":
    main()
