"""Embedders that fail or stop on the way, for tests of interrupted indexing."""

import time

from tests.fakes import FakeEmbedder


class TiringEmbedder(FakeEmbedder):
    """Fails at the batch that would bring it over its most texts."""

    def __init__(self, most):
        super().__init__()
        self.most = most

    def embed_array(self, texts):
        if len(self.embedded) + len(texts) > self.most:
            raise RuntimeError("tired")
        return super().embed_array(texts)


class StoppingEmbedder(FakeEmbedder):
    """Stops at its first text after a number of them; says on a connection how many it embedded."""

    def __init__(self, after, connection):
        super().__init__()
        self.after = after
        self.connection = connection

    def embed_array(self, texts):
        if len(self.embedded) >= self.after:
            self.connection.send(len(self.embedded))
            time.sleep(600)
        return super().embed_array(texts)
