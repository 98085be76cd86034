"""The browser of the tests that read reports."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, sync_playwright

from tests.report.browser import FLAGS, Visit, executable, is_required, visit

Open = Callable[..., Visit]
"""Opens a page: takes the file, and the options of `tests.report.browser.visit`."""


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """One browser a module: the event loop that it runs on must not be there when other tests start theirs."""
    path = executable()
    if path is None:
        reason = "no browser: install Chromium, or name one in OPTIMIZER_CHROMIUM"
        if is_required():
            pytest.fail(reason)
        pytest.skip(reason)
    with sync_playwright() as playwright:
        running = playwright.chromium.launch(executable_path=path, args=list(FLAGS))
        yield running
        running.close()


@pytest.fixture
def pictures(tmp_path: Path) -> Path:
    """Where pictures go: the folder that OPTIMIZER_PICTURES names, or one that is thrown away."""
    folder = Path(os.environ.get("OPTIMIZER_PICTURES") or tmp_path / "pictures")
    folder.mkdir(parents=True, exist_ok=True)
    return folder


@pytest.fixture
def open_page(browser: Browser, pictures: Path) -> Iterator[Open]:
    """Opens pages; all are closed when the test ends."""

    def opened(file: Path, **options: Any) -> Visit:
        return visit(browser, file, pictures, **options)

    yield opened
    for context in browser.contexts:
        context.close()
