"""Runs a notebook, in a process of its own: what a kernel leaves open would be blamed on whichever test comes next."""

import sys
from pathlib import Path
from tempfile import TemporaryDirectory

import nbformat
from jupyter_client import AsyncKernelManager
from nbclient import NotebookClient


def run(path: Path, folder: Path) -> None:
    """Run a notebook as if it lay in a folder, and write its outputs into it.

    The kernel is talked to through files where that is possible: ports are shared with everybody.
    """
    book = nbformat.read(path, as_version=nbformat.NO_CONVERT)
    with TemporaryDirectory() as sockets:
        apart = {} if sys.platform == "win32" else {"transport": "ipc", "ip": f"{sockets}/kernel"}
        kernel = AsyncKernelManager(kernel_name="python3", **apart)
        NotebookClient(book, km=kernel, timeout=600, resources={"metadata": {"path": str(folder)}}).execute()
    nbformat.write(book, path)


if __name__ == "__main__":
    run(Path(sys.argv[1]), Path(sys.argv[2]))
