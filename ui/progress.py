"""The bar that shows on a terminal how far a long task is."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager

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


@contextmanager
def stages_bar(console: Console) -> Iterator[Callable[[str, int, int], None]]:
    """Show a bar for what is done to articles in stages.

    Yields:
        What moves it: takes the stage's name, how many articles are done, and of how many.
    """
    with progress_bar(console, "{task.description} articles") as bar:
        task = bar.add_task("Reading", total=None)

        def step(stage: str, done: int, total: int) -> None:
            bar.update(task, description=stage, completed=done, total=total)

        yield step
