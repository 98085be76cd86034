"""What a process of this machine does: one job."""

from __future__ import annotations

import pickle
from dataclasses import dataclass
from multiprocessing import get_all_start_methods, parent_process, set_start_method
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from optimizer.engine.job import Result
    from optimizer.engine.wire import Told

Message = tuple[int, "Told"]
"""The number of a job and how far it is."""


@dataclass
class _Lines:
    """What leads back to the process that started this one."""

    messages: Any
    flag: Any


_lines = _Lines(None, None)


def begin(messages: Any, flag: Any) -> None:
    """Keep what leads back; called once as the process starts."""
    if "fork" in get_all_start_methods():  # Pyomo's lock then has no name, which would be told as leaked at the end
        set_start_method("fork", force=True)
    messages.cancel_join_thread()  # or the end of this process would wait for a lock that a killed one holds
    _lines.messages, _lines.flag = messages, flag


@dataclass(frozen=True)
class _ToParent:
    """The way back of one job."""

    number: int

    def tell(self, told: Told) -> None:
        """Send how far the search is."""
        _lines.messages.put((self.number, told))

    def stopped(self) -> bool:
        """Whether the planner has asked to end, or nobody is left to give the plan to."""
        parent = parent_process()
        return bool(_lines.flag.value) or (parent is not None and not parent.is_alive())


def work(number: int, job: bytes) -> Result:
    """Do one job, which is unpickled here: the channel is locked until all of the call has been read."""
    from optimizer.engine.execute import execute

    return execute(pickle.loads(job), _ToParent(number))
