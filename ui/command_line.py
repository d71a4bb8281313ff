"""The command line: footnote index, ask, eval, chat, status.

The only module that prints and ends the program. What takes long to import is imported by the
command that needs it, so that --help answers at once.
"""

import json
import sys
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

from index.errors import FootnoteError
from index.settings import (
    PACKAGED_EMBEDDER,
    read_settings,
    silence_libraries,
    silence_tracing,
)

app = typer.Typer(
    help="Ask your own folder of news articles; every sentence of the answer is cited.",
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    add_completion=False,
    rich_markup_mode=None,
)
_out = Console(soft_wrap=True, highlight=False, markup=False)
_err = Console(stderr=True, soft_wrap=True, highlight=False, markup=False)
_NAMED_SKIPS = 10

LibraryOption = Annotated[
    Path | None,
    typer.Option(
        "--library", help="The library's folder (or set FOOTNOTE_LIBRARY).", show_default=False
    ),
]


@app.command("index")
def index_command(
    paths: Annotated[
        list[Path] | None,
        typer.Argument(help="Files or folders of articles; none to re-read all indexed before."),
    ] = None,
    library: LibraryOption = None,
    rebuild: Annotated[
        bool, typer.Option("--rebuild", help="Read everything again and build the index anew.")
    ] = False,
) -> None:
    """Make the library hold what files and folders of articles hold now."""
    from index.sync import index_paths  # noqa: PLC0415

    columns = (TextColumn("Reading articles"), BarColumn(), MofNCompleteColumn())
    with Progress(
        *columns,
        TimeRemainingColumn(),
        console=_err,
        transient=True,
        disable=not _err.is_terminal,
    ) as bar:
        task = bar.add_task("", total=None)
        result = index_paths(
            paths or [],
            library=library,
            rebuild=rebuild,
            progress=lambda done, total: bar.update(task, completed=done, total=total),
        )
    _out.print(
        f"{len(result.added)} added, {len(result.changed)} changed, {len(result.removed)} removed, "
        f"{len(result.unchanged)} unchanged, {len(result.skipped)} skipped."
    )
    _print_skipped(result.skipped)
    folder = library or read_settings().library
    _out.print(f"{result.articles:,} articles, {result.passages:,} passages in {_shown(folder)}")


@app.command()
def ask(
    question: Annotated[str, typer.Argument(help="What you want to know.")],
    library: LibraryOption = None,
    as_json: Annotated[bool, typer.Option("--json", help="Print one JSON object.")] = False,
) -> None:
    """Answer one question, with its sources."""
    from bot import answer  # noqa: PLC0415
    from ui.printing import answer_object, answer_text  # noqa: PLC0415

    reply = answer(question, library=library)
    if as_json:
        sys.stdout.write(json.dumps(answer_object(reply), ensure_ascii=False, indent=2) + "\n")
    else:
        _out.print(answer_text(reply))


@app.command("eval")
def eval_command(
    cases: Annotated[
        Path, typer.Argument(help="A file of JSON lines: question, and what is expected.")
    ],
    library: LibraryOption = None,
    html: Annotated[
        Path | None, typer.Option("--html", help="Also write one page with plots and failures.")
    ] = None,
    as_json: Annotated[
        Path | None, typer.Option("--json", help="Also write JSON; - to print it instead.")
    ] = None,
) -> None:
    """Measure answers and refusals on questions of your own."""
    from ui.evaluation import run_evaluation  # noqa: PLC0415

    printed = run_evaluation(cases, library, html=html, as_json=as_json, bar=_err)
    sys.stdout.write(printed)


@app.command()
def chat(
    library: LibraryOption = None,
    host: Annotated[str | None, typer.Option(help="The address to serve on.")] = None,
    port: Annotated[int | None, typer.Option(min=1, max=65535, help="The port.")] = None,
) -> None:
    """Serve the web chat."""
    settings = read_settings()
    _err.print("Starting the chat ...")
    silence_libraries(offline=settings.embedder == PACKAGED_EMBEDDER)
    from bot import Bot  # noqa: PLC0415
    from ui.page import serve  # noqa: PLC0415

    serve(
        Bot(library),
        host=host or settings.host,
        port=port or settings.port,
        ready=lambda address: _out.print(f"Footnote is at {address} (Ctrl+C ends it)"),
    )


@app.command()
def status(
    library: LibraryOption = None,
    skipped: Annotated[
        bool, typer.Option("--skipped", help="List every file that couldn't be read, and why.")
    ] = False,
) -> None:
    """Show what the library holds and where it lies."""
    from index.library import Library  # noqa: PLC0415

    state = Library(library).status()
    rows = {
        "Library": _shown(state.folder),
        "Articles": f"{state.articles:,}",
        "Passages": f"{state.passages:,}",
        "Embedding model": state.embedder,
        "Language model": read_settings().model or "none (answers are quoted)",
        "Size": f"{state.size_bytes / 1e6:.1f} MB",
        "Generation": str(state.generation),
        "Sources": "\n".join(_shown(source) for source in state.sources),
        "Skipped files": str(len(state.skipped)),
    }
    for name, value in rows.items():
        lines = value.splitlines() or [""]
        _out.print(f"{name + ':':<17}{lines[0]}", *(f"\n{'':<17}{line}" for line in lines[1:]))
    if skipped:
        _print_skipped(state.skipped, most=len(state.skipped))


def main() -> None:
    """Run the command line; a domain error becomes one sentence and exit code 1."""
    silence_tracing()
    try:
        app()
    except FootnoteError as exc:
        _err.print(f"Error: {_shown(exc)}")
        sys.exit(1)
    except KeyboardInterrupt:
        sys.exit(130)


def _print_skipped(skipped: dict[Path, str], most: int = _NAMED_SKIPS) -> None:
    for path, reason in list(skipped.items())[:most]:
        _out.print(f"  skipped {_shown(path)}: {reason}")
    if len(skipped) > most:
        _out.print(f"  and {len(skipped) - most} more: footnote status --skipped")


def _shown(value: object) -> str:
    """Return text that is safe to print: a file's name may hold anything."""
    text = str(value).encode("utf-8", "backslashreplace").decode()
    return "".join(char if char.isprintable() else f"\\x{ord(char):02x}" for char in text)
