"""`optimizer sample`: from the hazards of a workbook to a copy of it with many scenarios."""

from __future__ import annotations

import sys
from pathlib import Path

from optimizer.commands.status import OK
from optimizer.console import show_findings
from optimizer.errors import CaseError
from optimizer.excel.load import findings_of, open_book
from optimizer.excel.sampled_book import target_of, write_sampled
from optimizer.sample.sampling import Asked, sample
from optimizer.sample.summary import counts, frequencies, size, table


def sample_book(path: Path, asked: Asked, out: Path | None = None) -> int:
    """Draw futures, write the sampled workbook, say what it holds; the exit status.

    Raises:
        CaseError: the workbook is wrong, or there is nothing to draw from; with every finding.
        FolderError: the sampled workbook cannot be written there.
    """
    opened = open_book(path)
    findings = findings_of(opened)
    if any(finding.severity == "error" for finding in findings):
        raise CaseError(findings)
    loaded = opened.case()
    sampling = sample(loaded.case, asked)
    written = write_sampled(opened, loaded.case, sampling, target_of(path, out))
    show_findings((*loaded.findings, *written.remarks), sys.stderr)
    lines = [
        *counts(sampling.futures, sampling.scenarios),
        *size(written.case, sampling.scenarios),
        "",
        *table(frequencies(sampling.hazards, sampling.futures)),
        "",
        f"written: {written.path}",
        f"next: optimizer solve {written.path}",
    ]
    print("\n".join(lines))
    return OK
