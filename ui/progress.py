"""The bar that shows on a terminal how far a long task is."""

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn


def progress_bar(console: Console, text: str) -> Progress:
    """Return a bar that shows on a terminal alone, and only until the task is done.

    Args:
        console: where it is drawn.
        text: what stands before it; "{task.description}" in it is what the task says of itself.
    """
    return Progress(
        TextColumn(text),
        BarColumn(),
        MofNCompleteColumn(),
        TimeRemainingColumn(),
        console=console,
        transient=True,
        disable=not console.is_terminal,
    )
