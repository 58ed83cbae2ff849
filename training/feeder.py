"""Finds the shards that exist and draws batches from them, in a process of its own."""

from __future__ import annotations

import multiprocessing
import pickle
import queue
import time
from pathlib import Path

import numpy as np
import torch

from batch import Batch, make_batch
from data import Problem, Shard, Vocabulary, load_shard
from recipe import Recipe

HELD_OUT = "shard-00000"


class Shards:
    """The shards that exist so far; looks for new ones as it goes, in an order of its own (`rng`) or by name."""

    def __init__(
        self,
        folder: Path,
        vocabulary: Vocabulary,
        held_out: str | None = HELD_OUT,
        rng: np.random.Generator | None = None,
    ) -> None:
        self.folder, self.vocabulary, self.held_out_name, self.rng = folder, vocabulary, held_out, rng
        self.train: list[tuple[Shard, Problem]] = []
        self.held_out: list[tuple[Shard, Problem]] = []
        self.loaded: set[str] = set()

    def refresh(self, most: int = 10_000) -> None:
        """Loads up to `most` shards not seen before."""
        names = sorted(p.name for p in self.folder.glob("shard-*") if p.is_dir() and not p.name.endswith(".tmp"))
        fresh = [name for name in names if name not in self.loaded]
        if self.rng:
            self.rng.shuffle(fresh)
        for name in fresh[:most]:
            shard = load_shard(self.folder / name)
            pairs = [(shard, problem) for problem in shard.problems]
            if name == self.held_out_name:
                self.held_out = pairs
            else:
                self.train = self.train + pairs
            self.loaded.add(name)


class Feeder:
    """Draws batches ahead of time in a process of its own; problems never shown come first, in shuffled passes.

    A process and not a thread: a thread that parses and pads holds the interpreter's lock, and each of the
    thousand small operations of a step then waits for it.
    """

    def __init__(
        self, folder: Path, own: Path | None, vocabulary: Vocabulary, recipe: Recipe, image_tokens: int, seed: int
    ) -> None:
        self.rng = np.random.default_rng(seed)
        self.shards = Shards(folder, vocabulary, rng=self.rng)
        self.own = Shards(own, vocabulary, held_out=None) if own else None
        self.recipe, self.image_tokens = recipe, image_tokens
        self.shown = np.zeros(0, dtype=np.int32)
        self.weights = np.zeros(0)
        self.queue: multiprocessing.Queue[bytes] = multiprocessing.Queue(maxsize=4)
        self.process = multiprocessing.Process(target=self._feed, daemon=True)
        self.process.start()

    def next(self) -> tuple[Batch, int]:
        """A batch, and how many problems there are to draw from."""
        while True:
            try:
                return pickle.loads(self.queue.get(timeout=20))
            except queue.Empty:
                if not self.process.is_alive():
                    raise RuntimeError("The feeder has ended; what it said last stands above") from None

    def _draw(self) -> list[tuple[Shard, Problem]]:
        """The problems least shown for their family's weight, and a share of the model's own runs."""
        own = self.own.train if self.own else []
        own_count = min(len(own), round(self.recipe.problems * self.recipe.own_share))
        count = self.recipe.problems - own_count
        pool = self.shards.train
        families = self.recipe.families or {}
        fresh = [families.get(problem.family, 1.0) for _, problem in pool[len(self.shown) :]]
        self.weights = np.concatenate([self.weights, np.asarray(fresh)])
        self.shown = np.concatenate([self.shown, np.zeros(len(fresh), dtype=np.int32)])
        order = (self.shown + self.rng.random(len(pool))) / self.weights
        chosen = np.argpartition(order, count)[:count]
        self.shown[chosen] += 1
        mine = self.rng.choice(len(own), own_count, replace=False) if own_count else []
        return [pool[i] for i in chosen] + [own[i] for i in mine]

    def _feed(self) -> None:
        torch.set_num_threads(1)
        self.shards.refresh(most=8)
        if self.own:
            self.own.refresh()
        checked = time.time()
        while True:
            if time.time() - checked > 3:
                self.shards.refresh(most=1)
                checked = time.time()
            chances = self.recipe.chances or {}
            batch = make_batch(self._draw(), self.shards.vocabulary, self.image_tokens, chances, self.rng, shakes=True)
            self.queue.put(pickle.dumps((batch, len(self.shards.train)), protocol=5))
