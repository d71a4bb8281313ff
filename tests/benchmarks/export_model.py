"""Write a trained sentence scorer or passage reader as an int8 ONNX model, with its tokenizer.

    python -m tests.benchmarks.export_model --model FOLDER --out FOLDER [--smooth .7 --data FOLDER]

Needs the package onnx besides the project's own. Every weight matrix is quantised to int8 by
channel, the activations at run time, by one range for a whole tensor. A few large activations then
leave few steps for the others; --smooth moves part of their size into the weights.
"""

import argparse
import hashlib
import logging
import shutil
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

import torch
from onnxruntime.quantization import QuantType, quantize_dynamic
from transformers import (
    AutoConfig,
    AutoModelForQuestionAnswering,
    AutoModelForSequenceClassification,
    AutoTokenizer,
)

from tests.benchmarks.training_lists import sample_lists

_LOG = logging.getLogger("export_model")
_CALIBRATED_ON = 60
_LEAST = 1e-4


class _Logits(torch.nn.Module):
    def __init__(self, model: torch.nn.Module, inputs: list[str]) -> None:
        super().__init__()
        self.model = model
        self.inputs = inputs

    def forward(self, *tensors: torch.Tensor) -> torch.Tensor:
        """Return the logits: of a scorer (batch, 1), of a reader (batch, length, 2)."""
        output = self.model(**dict(zip(self.inputs, tensors, strict=True)))
        if "start_logits" in output:
            return torch.stack((output.start_logits, output.end_logits), -1)
        logits: torch.Tensor = output.logits
        return logits


class _Smoothed(torch.nn.Module):
    """A linear layer whose inputs are divided by channel, and its weights multiplied likewise."""

    def __init__(self, linear: torch.nn.Linear, largest: torch.Tensor, alpha: float) -> None:
        super().__init__()
        weights = linear.weight.data.abs().amax(0).clamp(min=_LEAST)
        scale = largest.clamp(min=_LEAST) ** alpha / weights ** (1 - alpha)
        linear.weight.data *= scale
        self.linear = linear
        self.register_buffer("inverse", 1 / scale)

    def forward(self, hidden: torch.Tensor) -> torch.Tensor:
        """Return the same as the linear layer, but for rounding."""
        result: torch.Tensor = self.linear(hidden * self.inverse)
        return result


def smooth(model: torch.nn.Module, texts: Iterator[dict[str, torch.Tensor]], alpha: float) -> None:
    """Even out the activations that the encoder's linear layers get.

    As in SmoothQuant (Xiao et al., 2023), but with the division left in the graph.

    Args:
        model: changed in place.
        texts: tokenised pairs, from which each channel's largest activation is taken.
        alpha: 0 to 1, the part of the activations' size that moves into the weights.
    """
    encoder = model.base_model.encoder
    places = [
        (parent, name, child)
        for parent in encoder.modules()
        for name, child in parent.named_children()
        if isinstance(child, torch.nn.Linear)
    ]
    largest: dict[torch.nn.Module, torch.Tensor] = {}

    def keep(layer: torch.nn.Module, given: tuple[torch.Tensor, ...]) -> None:
        here = given[0].abs().flatten(0, -2).amax(0)
        largest[layer] = torch.maximum(largest.get(layer, here), here)

    hooks = [child.register_forward_pre_hook(keep) for _, _, child in places]
    with torch.inference_mode():
        for tokens in texts:
            model(**tokens)
    for hook in hooks:
        hook.remove()
    for parent, name, child in places:
        setattr(parent, name, _Smoothed(child, largest[child].clone(), alpha))


def calibration_texts(folder: Path, data: Path) -> Iterator[dict[str, torch.Tensor]]:
    """Tokenise some of the lists that scorers learn from, for a reader each list as one text."""
    tokenizer = AutoTokenizer.from_pretrained(folder)
    reads = is_reader(folder)
    for row in sample_lists(data, _CALIBRATED_ON):
        texts = [" ".join(row["sentences"])] if reads else row["sentences"]
        yield tokenizer(
            [row["question"]] * len(texts),
            texts,
            truncation=True,
            max_length=288 if reads else 128,
            padding=True,
            return_tensors="pt",
        )


def is_reader(folder: Path) -> bool:
    """Say whether a model marks words in a passage, or gives a sentence one logit."""
    return "QuestionAnswering" in AutoConfig.from_pretrained(folder).architectures[0]


def export(model: torch.nn.Module, file: Path) -> None:
    """Write the float model as ONNX; batch and length stay open."""
    open_axes = {0: "batch", 1: "length"}
    inputs = ["input_ids", "attention_mask"]
    if getattr(model.config, "type_vocab_size", 1) > 1:
        inputs.append("token_type_ids")
    samples = {name: torch.ones((2, 16), dtype=torch.int64) for name in inputs}
    samples["input_ids"] *= 7  # no padding
    torch.onnx.export(
        _Logits(model.eval(), inputs),
        tuple(samples.values()),
        str(file),
        input_names=inputs,
        output_names=["logits"],
        dynamic_axes=dict.fromkeys([*inputs, "logits"], open_axes),
        opset_version=17,
        dynamo=False,
    )


def main() -> None:
    """Export, quantise, and say how large and which file it became."""
    parser = argparse.ArgumentParser(description="Export a scorer or a reader.")
    parser.add_argument("--model", type=Path, required=True)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--smooth", type=float, help="0 to 1; needs --data")
    parser.add_argument("--data", type=Path, help="what FOOTNOTE_BENCH_DATA names")
    parser.add_argument("--keep-float", action="store_true", help="also write model_float.onnx")
    args = parser.parse_args()
    if args.smooth is not None and args.data is None:
        parser.error("--smooth needs --data")
    logging.basicConfig(level=logging.INFO, format="%(message)s")
    args.out.mkdir(parents=True, exist_ok=True)
    kind = (
        AutoModelForQuestionAnswering
        if is_reader(args.model)
        else AutoModelForSequenceClassification
    )
    model = kind.from_pretrained(args.model, attn_implementation="eager").eval()
    if args.smooth is not None:
        smooth(model, calibration_texts(args.model, args.data), args.smooth)
    with TemporaryDirectory() as scratch:
        exact = Path(scratch) / "model_float.onnx"
        export(model, exact)
        quantize_dynamic(
            exact, args.out / "model.onnx", weight_type=QuantType.QInt8, per_channel=True
        )
        if args.keep_float:
            shutil.copy(exact, args.out / exact.name)
    shutil.copy(args.model / "tokenizer.json", args.out)
    written = (args.out / "model.onnx").read_bytes()
    _LOG.info("model.onnx: %d bytes, sha256 %s", len(written), hashlib.sha256(written).hexdigest())


if __name__ == "__main__":
    main()
