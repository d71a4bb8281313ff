"""Break small files of every format and read them, for as long as one likes.

    python -m tests.benchmarks.fuzz --minutes 10 [--seed 1] [--keep FOLDER]

Prints, for each format, how many inputs were tried, how many gave an article nevertheless, and the
slowest; and every input that did anything but give articles or a reason, or took 20 s.
"""

import argparse
import random
import sys
import tempfile
import time
import traceback
import warnings
from pathlib import Path

from index.settings import silence_libraries
from tests.index.formats.mutations import FILES, mutate, read_all

_MOST_S = 20


def main() -> None:
    """Try inputs of each format in turn until the time is over; exit 1 if any failed."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--minutes", type=float, default=1)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--keep", type=Path, help="a folder for the inputs that failed")
    options = parser.parse_args()
    silence_libraries()
    warnings.simplefilter("error")
    dice = random.Random(options.seed)
    tried, read, slowest = (
        dict.fromkeys(FILES, 0),
        dict.fromkeys(FILES, 0),
        dict.fromkeys(FILES, 0.0),
    )
    failed = 0
    end = time.monotonic() + options.minutes * 60
    with tempfile.TemporaryDirectory() as folder:
        while time.monotonic() < end:
            suffix = min(tried, key=tried.__getitem__)
            path = Path(folder, f"a{suffix}")
            path.write_bytes(mutate(FILES[suffix], dice))
            began = time.monotonic()
            try:
                read[suffix] += read_all(path) > 0
                took_s = time.monotonic() - began
                assert took_s < _MOST_S, f"took {took_s:.1f} s"
            except Exception:
                failed += 1
                traceback.print_exc()
                _keep(path, options.keep, f"{failed}{suffix}")
            slowest[suffix] = max(slowest[suffix], time.monotonic() - began)
            tried[suffix] += 1
    for suffix, count in tried.items():
        print(
            f"{suffix:10}{count:8,} tried {read[suffix]:8,} read {slowest[suffix]:6.2f} s at most"
        )
    print(f"{sum(tried.values()):,} inputs, {failed} failed")
    sys.exit(failed > 0)


def _keep(path: Path, folder: Path | None, name: str) -> None:
    if folder:
        folder.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(path.read_bytes())


if __name__ == "__main__":
    main()
