"""Train the passage reader: a model that marks where in a passage a question is answered.

    python -m tests.benchmarks.train_reader --data FOLDER --out FOLDER --start MPNET
    python -m tests.benchmarks.train_reader --data FOLDER --out FOLDER --start READER --layers 0 ...
    python -m tests.benchmarks.float_reader --out READER

--data is what FOOTNOTE_BENCH_DATA names; reading_windows.py says what is used of it. --layers keeps
some of the layers of --start, which then learn to do without the others. The last line writes the
shipped reader as a folder to start from. Needs the package
accelerate besides the project's own.
"""

import argparse
from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
import torch
from transformers import (
    AutoModelForQuestionAnswering,
    AutoTokenizer,
    PreTrainedTokenizerBase,
    Trainer,
    TrainingArguments,
    set_seed,
)

from tests.benchmarks.reading_windows import Window, draw_windows, read_readings
from tests.benchmarks.training_log import LogLoss, start_log

_MAX_TOKENS = 288
_SOURCES = ("news", "nq", "squad", "written", "traps", "pairs", "lists", "off_topic")
_PACKAGES = ("torch", "transformers", "accelerate")
_NOWHERE = -1e4


def tokenised(
    tokenizer: PreTrainedTokenizerBase, question: str, window: Window
) -> dict[str, list[int]]:
    """Return a question and its window as tokens, with the tokens that an answer starts and ends.

    Returns:
        input_ids; starts and ends: 1 for a token with which an answer starts or ends. The first
        token is both where the window holds no answer.
    """
    text = f"{window.title}: {window.text}" if window.title else window.text
    shift = len(text) - len(window.text)
    encoded = tokenizer(
        question,
        text,
        truncation="only_second",
        max_length=_MAX_TOKENS,
        return_offsets_mapping=True,
    )
    ids = encoded["input_ids"]
    starts, ends = [0] * len(ids), [0] * len(ids)
    second = [part == 1 for part in encoded.sequence_ids()]
    for first, last in window.answers:
        inside = [
            number
            for number, (start, end) in enumerate(encoded["offset_mapping"])
            if second[number] and start < last + shift and end > first + shift
        ]
        if inside:
            starts[inside[0]] = ends[inside[-1]] = 1
    if not any(starts):
        starts[0] = ends[0] = 1
    return {"input_ids": ids, "starts": starts, "ends": ends}


def padded(rows: Sequence[dict[str, list[int]]], padding: int) -> dict[str, torch.Tensor]:
    """Put rows of different lengths together into a batch."""
    longest = max(len(row["input_ids"]) for row in rows)

    def filled(name: str, value: int) -> torch.Tensor:
        return torch.tensor([row[name] + [value] * (longest - len(row[name])) for row in rows])

    mask = [[1] * len(r["input_ids"]) + [0] * (longest - len(r["input_ids"])) for r in rows]
    return {
        "input_ids": filled("input_ids", padding),
        "attention_mask": torch.tensor(mask),
        "starts": filled("starts", 0),
        "ends": filled("ends", 0),
    }


def batches(
    epochs: Sequence[Sequence[dict[str, list[int]]]], size: int, rng: np.random.Generator
) -> list[list[dict[str, list[int]]]]:
    """Group rows of like length, so that little is padded, in an order by chance in each epoch."""
    grouped = []
    for rows in epochs:
        # Some noise, so that the same rows do not always meet.
        lengths = [len(row["input_ids"]) + rng.uniform(0, 12) for row in rows]
        order = np.argsort(lengths)
        parts = [order[first : first + size] for first in range(0, len(order), size)]
        grouped += [[rows[i] for i in parts[part]] for part in rng.permutation(len(parts))]
    return grouped


class ReaderTrainer(Trainer):
    """Trains on -log of the softmax mass that the tokens get which start, and end, an answer.

    All places of an answer are right together (Clark and Gardner, 2018), and the first token is
    right where there is none (Devlin et al., 2019).
    """

    def compute_loss(
        self,
        model: torch.nn.Module,
        inputs: dict[str, torch.Tensor],
        return_outputs: bool = False,
        **_: Any,
    ) -> Any:
        """Return the loss of a batch."""
        mask = inputs["attention_mask"] == 0
        output = model(input_ids=inputs["input_ids"], attention_mask=inputs["attention_mask"])
        loss = torch.zeros(())
        for logits, right in ((output.start_logits, "starts"), (output.end_logits, "ends")):
            known = logits.float().masked_fill(mask, _NOWHERE)
            held = known.masked_fill(inputs[right] == 0, _NOWHERE)
            loss = loss + (torch.logsumexp(known, 1) - torch.logsumexp(held, 1)).mean() / 2
        return (loss, output) if return_outputs else loss


def main() -> None:
    """Train, and write the model's folder."""
    parser = argparse.ArgumentParser(description="Train a passage reader.")
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--start", type=Path, required=True, help="a model's folder")
    parser.add_argument("--rate", type=float, default=4e-5)
    parser.add_argument("--batch", type=int, default=16)
    parser.add_argument(
        "--epochs",
        type=float,
        nargs=len(_SOURCES),
        default=(2.0,) * len(_SOURCES),
        metavar=tuple(map(str.upper, _SOURCES)),
        help="how often each set is drawn; .3: three in ten of its questions",
    )
    parser.add_argument("--layers", type=int, nargs="+", help="which layers of --start to keep")
    parser.add_argument("--frozen", type=int, default=0, help="how many of the first to leave")
    parser.add_argument("--steps", type=int, default=-1, help="stop after; default: all is drawn")
    parser.add_argument("--seed", type=int, default=13)
    args = parser.parse_args()
    log = start_log("train_reader", args, most_tokens=_MAX_TOKENS, packages=_PACKAGES)
    set_seed(args.seed)
    rng = np.random.default_rng(args.seed)
    readings = read_readings(args.data)
    log.info("questions: %s", dict(Counter(reading.source for reading in readings)))
    drawn = draw_windows(readings, rng, dict(zip(_SOURCES, args.epochs, strict=True)))
    answered = sum(bool(window.answers) for epoch in drawn for _, window in epoch)
    log.info("windows: %d, with an answer %d", sum(map(len, drawn)), answered)

    tokenizer = AutoTokenizer.from_pretrained(args.start)
    model = AutoModelForQuestionAnswering.from_pretrained(
        args.start,
        # Dropout is slow on a processor, and two passes hardly overfit.
        hidden_dropout_prob=0.0,
        attention_probs_dropout_prob=0.0,
        # Twice as fast as fused attention in bfloat16 on a processor.
        attn_implementation="eager",
    )
    model.base_model.embeddings.word_embeddings.weight.requires_grad = False
    if args.layers:
        encoder = model.base_model.encoder
        encoder.layer = torch.nn.ModuleList([encoder.layer[number] for number in args.layers])
        model.config.num_hidden_layers = len(args.layers)
    model.base_model.encoder.layer[: args.frozen].requires_grad_(False)
    if args.frozen:
        model.base_model.embeddings.requires_grad_(False)
    rows = [[tokenised(tokenizer, *pair) for pair in epoch] for epoch in drawn]
    trainer = ReaderTrainer(
        model=model,
        args=TrainingArguments(
            output_dir=str(args.out / "checkpoints"),
            num_train_epochs=1,  # the epochs' draws differ and stand one after another
            max_steps=args.steps,
            per_device_train_batch_size=1,  # of the batches made above
            train_sampling_strategy="sequential",
            learning_rate=args.rate,
            warmup_steps=0.1,
            max_grad_norm=1.0,
            weight_decay=0.01,
            bf16=True,
            use_cpu=True,
            logging_steps=25,
            save_steps=300,
            save_only_model=True,
            save_total_limit=2,
            seed=args.seed,
            report_to=[],
            disable_tqdm=True,
            remove_unused_columns=False,
        ),
        train_dataset=batches(rows, args.batch, rng),
        data_collator=lambda made: padded(made[0], tokenizer.pad_token_id),
        callbacks=[LogLoss(log)],
    )
    trainer.train()
    model.save_pretrained(args.out / "model")
    tokenizer.save_pretrained(args.out / "model")


if __name__ == "__main__":
    main()
