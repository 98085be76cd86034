"""The commands: parse, call, print, exit code.

Results go to standard output, progress and findings to standard error. Heavy imports wait until a command needs them.
"""

from __future__ import annotations

import sys
from collections.abc import Sequence

from optimizer import __version__
from optimizer.commands import faults
from optimizer.commands.parser import parser
from optimizer.commands.status import NO_PLAN, STOPPED, WRONG_INPUT
from optimizer.errors import CaseError, NoPlanError, OptimizerError, StoppedError


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command and return its exit status."""
    faults.take_any_sign()
    line = parser(__version__)
    options = line.parse_args(arguments)
    if [] in vars(options).values():
        line.error("-- is no value of an option")
    try:
        status = int(options.run(options))
        faults.flush()
        return status
    except CaseError as error:
        from optimizer.console import counted, show_findings

        show_findings(error.findings)
        count = sum(f.severity == "error" for f in error.findings)
        print(f"{counted(count, 'error')}: nothing was solved or written.", file=sys.stderr)
        return WRONG_INPUT
    except NoPlanError as error:
        print(error)
        return NO_PLAN
    except StoppedError as error:
        print(error, file=sys.stderr)
        return STOPPED
    except OptimizerError as error:
        print(error, file=sys.stderr)
        return WRONG_INPUT
    except KeyboardInterrupt:
        print("stopped; nothing was written", file=sys.stderr)
        return STOPPED
    except OSError as error:
        return faults.of_the_machine(error)
    except Exception as error:
        return faults.of_the_program(error)


if __name__ == "__main__":
    sys.exit(main())
