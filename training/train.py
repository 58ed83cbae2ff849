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
import time
from pathlib import Path

import numpy as np
import torch
from torch import distributed

from batch import Batch, make_batch
from data import load_vocabulary
from feeder import Feeder, Shards
from recipe import Recipe
from sizes import ModelConfig
from trainer import Trainer


def deadline(clock: str) -> float:
    """The next time the UTC clock shows HH:MM, in seconds since 1970."""
    now = datetime.datetime.now(datetime.UTC)
    hour, minute = (int(part) for part in clock.split(":"))
    then = now.replace(hour=hour, minute=minute, second=0, microsecond=0)
    return (then if then > now else then + datetime.timedelta(days=1)).timestamp()


def all_words(tokenizer: Path) -> dict[str, int]:
    """Every token's id, the added ones among them."""
    state = json.loads(tokenizer.read_text())
    return {**state["model"]["vocab"], **{tag["content"]: tag["id"] for tag in state["added_tokens"]}}


class Log:
    def __init__(self, path: Path) -> None:
        self.path = path

    def write(self, **fields: object) -> None:
        words = " ".join(f"{k}={v:.3f}" if isinstance(v, float) else f"{k}={v}" for k, v in fields.items())
        line = f"{datetime.datetime.now(datetime.UTC):%H:%M:%S} {words}"
        print(line, flush=True)
        with self.path.open("a") as log:
            log.write(line + "\n")


def held_out_batches(folder: Path, trainer: Trainer, problems: int, each: int = 50) -> list[Batch]:
    rng = np.random.default_rng(0)
    shards = Shards(folder, trainer.vocabulary)
    shards.refresh(most=1)
    pairs = shards.held_out[:problems]
    return [
        make_batch(pairs[i : i + each], shards.vocabulary, trainer.config.image_tokens, {}, rng)
        for i in range(0, len(pairs), each)
    ]


def run(trainer: Trainer, data: Path, own: Path | None, folder: Path, until: float, report_seconds: float) -> None:
    log = Log(folder / "log.txt")
    leads = not distributed.is_initialized() or distributed.get_rank() == 0
    seed = trainer.recipe.seed + trainer.step + (0 if leads else 1_000_003)
    feeder = Feeder(data, own, trainer.vocabulary, trainer.recipe, trainer.config.image_tokens, seed)
    held_out = held_out_batches(data, trainer, problems=120)
    sums: dict[str, float] = {}
    steps, reports, since, seen = 0, 0, time.time(), trainer.problems
    while trainer.now < until:
        batch, pool = feeder.next()
        for name, value in trainer.train_step(batch, until).items():
            sums[name] = sums.get(name, 0.0) + value
        steps += 1
        if not leads or time.time() - since < report_seconds:
            continue
        speed = (trainer.problems - seen) / (time.time() - since)
        means = {name: value / steps for name, value in sums.items()}
        log.write(step=trainer.step, problems=trainer.problems, per_second=speed, pool=pool, **means)
        reports += 1
        if reports % 3 == 0:
            log.write(**trainer.evaluate(held_out))
            trainer.save(folder / "last.pt")
        sums, steps, since, seen = {}, 0, time.time(), trainer.problems
    if not leads:
        return
    trainer.save(folder / "last.pt")
    log.write(end=trainer.step, problems=trainer.problems)
    log.write(**trainer.evaluate(held_out_batches(data, trainer, problems=500)))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--run", type=Path, required=True)
    parser.add_argument("--until", required=True, help="HH:MM, UTC")
    parser.add_argument("--config", type=Path, default=Path(__file__).parent / "config.json")
    parser.add_argument("--recipe", type=Path, default=Path(__file__).parent / "recipes/cold-start.json")
    parser.add_argument("--meta", type=Path, default=Path(__file__).parent / "data-meta.json")
    parser.add_argument("--tokenizer", type=Path, default=Path(__file__).parent / "tokenizer/tokenizer.json")
    parser.add_argument("--own", type=Path, help="shards of the model's own runs, as own/rollouts.ts writes them")
    parser.add_argument("--resume", action="store_true")
    parser.add_argument("--start", type=Path, help="another run's checkpoint to take the weights from")
    parser.add_argument("--start-tokenizer", type=Path, help="the tokenizer.json which that run was trained with")
    parser.add_argument("--threads", type=int, default=2)
    parser.add_argument("--report", type=float, default=60)
    parser.add_argument("--workers", type=int, default=1, help="processes that share the work")
    parser.add_argument("--port", type=int, default=29_500, help="where the workers meet on this machine")
    parser.add_argument("--rank", type=int, default=0, help="which of them this is; start one command for each")
    options = parser.parse_args()
    if options.workers > 1:
        # A port and not a file: one that a killed run left behind would keep the next from meeting.
        meeting = f"tcp://127.0.0.1:{options.port}"
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
    if options.start:
        before = all_words(options.start_tokenizer or options.tokenizer)
        now = all_words(options.tokenizer)
        order = sorted(now, key=now.__getitem__)
        trainer.start_from(options.start, [before.get(word, -1) for word in order])
    if options.resume and (options.run / "last.pt").exists():
        trainer.resume(options.run / "last.pt")
    run(trainer, options.data, options.own, options.run, deadline(options.until), options.report)


if __name__ == "__main__":
    main()
