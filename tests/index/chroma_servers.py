"""Real Chroma servers, for tests of a library whose vectors lie on one."""

import os
import socket
import subprocess
import sys
import time

import httpx

_RUN = "from chromadb.cli.cli import app; app()"
_START_S = 60


class RunningServer:
    """`chroma run` on a folder, at a free port of this machine that it keeps."""

    def __init__(self, folder):
        self.folder = folder
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            self.port = free.getsockname()[1]
        self.url = f"http://127.0.0.1:{self.port}"
        self._process = None

    def start(self):
        """Start it, and wait until it answers."""
        self.folder.mkdir(exist_ok=True)
        place = ["--path", str(self.folder), "--host", "127.0.0.1", "--port", str(self.port)]
        self._process = subprocess.Popen(
            [sys.executable, "-c", _RUN, "run", *place],
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            env=os.environ | {"ANONYMIZED_TELEMETRY": "False"},
        )
        ends = time.monotonic() + _START_S
        while time.monotonic() < ends:
            with socket.socket() as client:
                if client.connect_ex(("127.0.0.1", self.port)) == 0:
                    return
            time.sleep(0.1)
        raise AssertionError("the Chroma server didn't start")

    def stop(self):
        """Stop it as an administrator does; what it holds stays in its folder."""
        if self._process:
            self._process.terminate()
            self._process.wait(30)
        self._process = None

    def collections(self):
        """Return the names of the collections that it holds."""
        where = "/api/v2/tenants/default_tenant/databases/default_database/collections"
        return {collection["name"] for collection in httpx.get(self.url + where).json()}
