"""What the training of a model writes down: its settings, the versions, and the loss by step."""

import argparse
import logging
from collections.abc import Sequence
from importlib.metadata import version
from typing import Any

from transformers import TrainerCallback

_PATHS = {"data", "out", "start"}


def start_log(
    name: str, args: argparse.Namespace, *, most_tokens: int, packages: Sequence[str]
) -> logging.Logger:
    """Return a logger that writes to the terminal and to train.log, with what was set so far.

    Args:
        name: of the script.
        args: what it was called with; out is the folder of train.log, and made if need be.
        most_tokens: where texts are cut.
        packages: whose versions matter.
    """
    args.out.mkdir(parents=True, exist_ok=True)
    handlers = [logging.FileHandler(args.out / "train.log", "w"), logging.StreamHandler()]
    logging.basicConfig(level=logging.WARNING, format="%(message)s", handlers=handlers)
    log = logging.getLogger(name)
    log.setLevel(logging.INFO)
    settings = {key: value for key, value in vars(args).items() if key not in _PATHS}
    log.info("settings: %s, max tokens %d", settings, most_tokens)
    log.info("versions: %s", {package: version(package) for package in packages})
    return log


class LogLoss(TrainerCallback):
    """Writes a line per report of the trainer.

    Args:
        log: where to.
    """

    def __init__(self, log: logging.Logger) -> None:
        self._log = log

    def on_log(self, _args: Any, state: Any, _control: Any, logs: Any = None, **_: Any) -> None:
        """Write how far it is, and the loss."""
        if logs and "loss" in logs:
            self._log.info(
                "step %d of %d: loss %.4f", state.global_step, state.max_steps, logs["loss"]
            )
