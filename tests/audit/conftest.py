"""Plans that many rules are tried on; tests change copies of them."""

from __future__ import annotations

import pytest

from tests.audit.audited import Document, planned
from tests.audit.rich import rich
from tests.audit.test_groups import busy


@pytest.fixture(scope="session")
def document() -> Document:
    return planned(busy())


@pytest.fixture(scope="session")
def full() -> Document:
    return planned(rich())
