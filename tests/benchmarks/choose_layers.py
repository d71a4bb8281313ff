"""Choose which layers of a trained sentence scorer a smaller one should keep.

    python -m tests.benchmarks.choose_layers --model FOLDER --data FOLDER --keep 10

One layer after the other is dropped, each time the one without which the logits go most nearly
with those of the whole model, by Pearson's correlation over lists that scorers learn from.
"""

import argparse
import logging
from pathlib import Path

import numpy as np
import torch
from numpy.typing import NDArray
from sentence_transformers.cross_encoder import CrossEncoder

from tests.benchmarks.training_lists import sample_lists

_LOG = logging.getLogger("choose_layers")
_LISTS = 48
_SENTENCES = 6


def main() -> None:
    """Print the layers that are left after each step."""
    parser = argparse.ArgumentParser(description="Choose the layers to keep.")
    parser.add_argument("--model", type=Path, required=True)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--keep", type=int, required=True, help="how many")
    args = parser.parse_args()
    logging.basicConfig(level=logging.WARNING, format="%(message)s")
    _LOG.setLevel(logging.INFO)
    model = CrossEncoder(str(args.model), max_length=128, device="cpu", local_files_only=True)
    encoder = model.model.base_model.encoder
    layers = list(encoder.layer)
    rows = sample_lists(args.data, _LISTS)
    pairs = [(row["question"], s) for row in rows for s in row["sentences"][:_SENTENCES]]

    def logits(kept: list[int]) -> NDArray[np.float32]:
        encoder.layer = torch.nn.ModuleList([layers[number] for number in kept])
        with torch.autocast("cpu", torch.bfloat16):
            found = model.predict(pairs, batch_size=24, activation_fn=torch.nn.Identity())
        return np.asarray(found, dtype=np.float32)

    kept = list(range(len(layers)))
    whole = logits(kept)
    while len(kept) > args.keep:
        rests = [[n for n in kept if n != dropped] for dropped in kept]
        likeness, kept = max((np.corrcoef(whole, logits(rest))[0, 1], rest) for rest in rests)
        _LOG.info("%d layers: %s, correlation %.4f", len(kept), kept, likeness)


if __name__ == "__main__":
    main()
