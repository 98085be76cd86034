"""What is said where something fails that is not the planner's to mend: one sentence, never a page of code."""

from __future__ import annotations

import io
import os
import sys
import traceback
from contextlib import suppress
from tempfile import NamedTemporaryFile

from optimizer.commands.status import FAULT, WRONG_INPUT


def take_any_sign() -> None:
    """Have signs that the terminal does not know shown as question marks; a result is not lost for a dash."""
    if isinstance(sys.stdout, io.TextIOWrapper):
        sys.stdout.reconfigure(errors="replace")


def flush() -> None:
    """Have what was printed reach its reader while it can still be told that it does not.

    Raises:
        OSError: nobody reads it any more, or its disk is full.
    """
    if sys.stdout is not None:
        sys.stdout.flush()


def of_the_machine(error: OSError) -> int:
    """Say what the system did not let happen; the exit status."""
    _silence()
    if isinstance(error, BrokenPipeError):
        print("stopped: nothing reads the output any more", file=sys.stderr)
        return FAULT
    place = f"{error.filename}: " if error.filename is not None else ""
    print(f"{place}{error.strerror or error}", file=sys.stderr)
    return WRONG_INPUT


def of_the_program(error: Exception) -> int:
    """Say that the program is at fault and where its makers find the details; the exit status."""
    told = " ".join(f"{type(error).__name__}: {error}".split())[:300]
    print(f"This is a fault of the program, not of the workbook ({told}).", file=sys.stderr)
    with (
        suppress(OSError),
        NamedTemporaryFile(
            "w", encoding="utf-8", errors="replace", prefix="optimizer-fault-", suffix=".txt", delete=False
        ) as file,
    ):
        traceback.print_exception(error, file=file)
        print(f"Send {file.name} to those who look after it.", file=sys.stderr)
    return FAULT


def _silence() -> None:
    """Keep Python from trying once more, at its end, to print what cannot be printed."""
    with suppress(OSError, ValueError, AttributeError):
        sys.stdout.flush()
        return
    with suppress(OSError, ValueError, AttributeError):
        nowhere = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nowhere, sys.stdout.fileno())
