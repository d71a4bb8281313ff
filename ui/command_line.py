"""The command line: footnote index, sources, forget, doctor, ask, eval, chat, status.

The only module that prints and ends the program. What takes long to import is imported by the
command that needs it, so that --help answers at once.
"""

import json
import sys
from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer
from rich.console import Console

from index.errors import FootnoteError, SettingsError
from index.settings import (
    PACKAGED_EMBEDDER,
    Settings,
    library_path,
    read_settings,
    silence_libraries,
    silence_tracing,
)
from ui.encoding import write_out_unknown_letters
from ui.following import follow
from ui.progress import stages_bar
from ui.summaries import printable, result_text, sources_text, status_text

if TYPE_CHECKING:
    from index.sync import SyncResult

app = typer.Typer(
    help="Ask your own folder of news articles; every sentence of the answer is cited.",
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    add_completion=False,
    rich_markup_mode=None,
)
_out = Console(soft_wrap=True, highlight=False, markup=False)
_err = Console(stderr=True, soft_wrap=True, highlight=False, markup=False)


def _folder(name: str) -> Path:
    """Read a folder's name; "--library $UNSET" names none, and isn't the folder one is in."""
    if not name.strip():
        raise SettingsError("--library is empty; name the library's folder, or leave it out.")
    return Path(name)


def _usual(setting: str) -> str:
    return f"or set FOOTNOTE_{setting.upper()}; default {Settings.model_fields[setting].default}"


LibraryOption = Annotated[
    Path | None,
    typer.Option(
        "--library",
        help="The library's folder (or set FOOTNOTE_LIBRARY).",
        show_default=False,
        parser=_folder,
        metavar="PATH",
    ),
]


def _print_version(wanted: bool) -> None:
    if wanted:
        _out.print(f"footnote {version('footnote')}")
        raise typer.Exit


@app.callback()
def root(
    shown: Annotated[
        bool,
        typer.Option(
            "--version", help="Print the version.", callback=_print_version, is_eager=True
        ),
    ] = False,
) -> None:
    """Take what stands before a command."""
    del shown


@app.command("index", short_help="Read files, folders or web addresses.")
def index_command(
    paths: Annotated[
        list[str] | None,
        typer.Argument(
            help="Files, folders or web addresses; none to read again all that were named before."
        ),
    ] = None,
    library: LibraryOption = None,
    rebuild: Annotated[
        bool, typer.Option("--rebuild", help="Read everything again and build the index anew.")
    ] = False,
    fields: Annotated[
        list[str] | None,
        typer.Option(
            "--field",
            metavar="OURS=THEIRS",
            help="For records: the field that holds ours, as in text=body (repeatable).",
        ),
    ] = None,
    watch: Annotated[
        bool, typer.Option("--watch", help="Go on, and follow every change until Ctrl+C.")
    ] = False,
) -> None:
    """Make the library hold what files, folders and web addresses hold now."""
    _print_result(
        _index(paths or [], library, rebuild=rebuild, fields=_fields(fields or [])), library
    )
    if watch:
        _out.print("Following changes (Ctrl+C ends it)")
        follow(
            library,
            lambda: _index([], library, rebuild=False, fields={}),
            tell=lambda result: _print_result(result, library),
            warn=_err.print,
        )


def _index(
    paths: list[str], library: Path | None, *, rebuild: bool, fields: dict[str, str]
) -> "SyncResult":
    from index.sync import index_paths  # noqa: PLC0415

    with stages_bar(_err) as step:
        return index_paths(paths, library=library, rebuild=rebuild, fields=fields, progress=step)


@app.command(short_help="List what the library mirrors.")
def sources(library: LibraryOption = None) -> None:
    """List the files, folders and web addresses that the library mirrors."""
    from index.library import Library  # noqa: PLC0415

    _out.print(sources_text(Library(library).source_counts()), end="")


@app.command(short_help="Stop mirroring a source.")
def forget(
    source: Annotated[str, typer.Argument(help="A source, as footnote sources names it.")],
    library: LibraryOption = None,
) -> None:
    """Stop mirroring a source, and remove the articles that came from it alone."""
    from index.sync import forget_source  # noqa: PLC0415

    _print_result(forget_source(source, library=library), library)


@app.command(short_help="Check the library, and mend it.")
def doctor(
    library: LibraryOption = None,
    repair: Annotated[bool, typer.Option("--repair", help="Mend what can be mended.")] = False,
) -> None:
    """Check that everything in the library is as it should be; exit code 1 if it isn't."""
    from index.checkup import check_up  # noqa: PLC0415
    from index.embedder import shared_embedder  # noqa: PLC0415

    folder = library_path(library)
    with stages_bar(_err) as step:
        found = check_up(
            folder,
            shared_embedder(read_settings().embedder),
            repair=repair,
            done=lambda done, total: step("Indexing", done, total),
        )
    for finding in found:
        _out.print(f"{'mended' if finding.mended else 'found'}: {printable(finding.what)}")
    left = [finding for finding in found if not finding.mended]
    if not left:
        _out.print(f"The library in {printable(folder)} is sound.")
    elif not repair:
        _out.print("Mend it with: footnote doctor --repair")
    if any(finding.harm for finding in left):
        raise typer.Exit(1)


@app.command()
def ask(
    question: Annotated[
        list[str], typer.Argument(help="What you want to know, with or without quotation marks.")
    ],
    library: LibraryOption = None,
    as_json: Annotated[bool, typer.Option("--json", help="Print one JSON object.")] = False,
) -> None:
    """Answer one question, with its sources."""
    from bot import answer  # noqa: PLC0415
    from ui.printing import answer_object, answer_text  # noqa: PLC0415

    reply = answer(" ".join(question), library=library)
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
    host: Annotated[
        str | None, typer.Option(help=f"The address to serve on ({_usual('host')}).")
    ] = None,
    port: Annotated[
        int | None, typer.Option(min=1, max=65535, help=f"The port ({_usual('port')}).")
    ] = None,
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
    from index.sources import count_passed_over  # noqa: PLC0415

    state = Library(library).status()
    passed_over = count_passed_over(state.sources)
    model = read_settings().model
    _out.print(status_text(state, passed_over, model, all_skipped=skipped))


def main() -> None:
    """Run the command line; a domain error becomes one sentence and exit code 1."""
    silence_tracing()
    write_out_unknown_letters(sys.stdout, sys.stderr)
    try:
        app()
    except FootnoteError as exc:
        _err.print(f"Error: {printable(exc)}")
        sys.exit(1)
    except KeyboardInterrupt:
        sys.exit(130)


def _fields(pairs: list[str]) -> dict[str, str]:
    """Read OURS=THEIRS pairs."""
    from index.documents import RECORD_FIELDS  # noqa: PLC0415

    fields = dict(pair.partition("=")[::2] for pair in pairs)
    for ours, theirs in fields.items():
        if ours not in RECORD_FIELDS or not theirs:
            raise SettingsError(
                f"--field {ours}={theirs} can't be used; name one of "
                f"{', '.join(RECORD_FIELDS)} and the field that holds it, as in text=body."
            )
    return fields


def _print_result(result: "SyncResult", library: Path | None) -> None:
    _out.print(result_text(result, library or read_settings().library))
