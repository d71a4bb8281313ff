"""Turn the shipped passage reader back into a float model, to train it further.

    python -m tests.benchmarks.float_reader --out FOLDER

The weights are those of the int8 file, so each is off by at most half a step of its channel. Needs
the package onnx besides the project's own.
"""

import argparse
import re
from pathlib import Path

import onnx
import torch
from onnx import numpy_helper
from transformers import MPNetConfig, MPNetForQuestionAnswering, PreTrainedTokenizerFast

from bot import reader

_WEIGHT = re.compile(r"/model/(.+?)(?:/linear)?/MatMul_quant")


def float_weights(file: Path) -> dict[str, torch.Tensor]:
    """Return the weights of a reader as export_model wrote it, by their names in transformers.

    What was multiplied into a layer's weights to even out its inputs is taken out again.
    """
    graph = onnx.load(str(file)).graph
    kept = {one.name: torch.tensor(numpy_helper.to_array(one)) for one in graph.initializer}
    weights = {}
    for name, tensor in kept.items():
        if name.endswith(("weight", "bias")):
            weights[name.removeprefix("model.").replace(".linear.", ".")] = tensor
        elif name.endswith("weight_quantized"):
            plain = name.removesuffix("_quantized")
            weights[plain.removeprefix("model.")] = _dequantised(kept, plain)
    for node in graph.node:
        if node.op_type == "MatMulInteger" and (place := _WEIGHT.fullmatch(node.name)):
            layer = place[1].replace("/", ".")
            weight = _dequantised(kept, node.input[1].removesuffix("_quantized")).T
            if (inverse := kept.get(f"model.{layer}.inverse")) is not None:
                weight = weight * inverse
            weights[f"{layer}.weight"] = weight.contiguous()
    return weights


def _dequantised(kept: dict[str, torch.Tensor], name: str) -> torch.Tensor:
    shift = kept[f"{name}_zero_point"].float()
    return (kept[f"{name}_quantized"].float() - shift) * kept[f"{name}_scale"]


def main() -> None:
    """Write the shipped reader as a folder that train_reader starts from."""
    parser = argparse.ArgumentParser(description="Turn the reader back into a float model.")
    parser.add_argument("--out", type=Path, required=True)
    args = parser.parse_args()
    folder = Path(reader.__file__).parent
    weights = float_weights(folder / "model.onnx")
    layers = {found[1] for name in weights if (found := re.search(r"layer\.(\d+)\.", name))}
    positions = len(weights["mpnet.embeddings.position_embeddings.weight"])
    # For the rest, the configuration's defaults are those of all-mpnet-base-v2.
    config = MPNetConfig(
        num_hidden_layers=len(layers), max_position_embeddings=positions, layer_norm_eps=1e-5
    )
    model = MPNetForQuestionAnswering(config)
    model.load_state_dict(weights)
    model.save_pretrained(args.out)
    tokenizer = PreTrainedTokenizerFast(
        tokenizer_file=str(folder / "tokenizer.json"), pad_token="<pad>"
    )
    tokenizer.save_pretrained(args.out)


if __name__ == "__main__":
    main()
