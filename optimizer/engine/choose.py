"""Who does the jobs of a study."""

from __future__ import annotations

import sys

from optimizer.engine.engine import Engine, own_processors
from optimizer.engine.wire import Watch


def engine_for(jobs: int, workers: int | None, scheduler: str | None, watch: Watch) -> Engine:
    """Processes of this machine, or a cluster where its scheduler is named.

    Args:
        jobs: how many jobs there may be at once.
        workers: how many to do at once; as many as there are processors unless given.
        scheduler: address of a Dask scheduler.
        watch: told how far each job is.

    Raises:
        EngineError: the cluster cannot be reached.
    """
    if scheduler is None:
        from optimizer.engine.local import LocalEngine

        return LocalEngine(max(1, min(jobs, workers or own_processors())), watch)
    from optimizer.engine.cluster import ClusterEngine

    engine = ClusterEngine(scheduler, watch)
    if not engine.workers:
        print(f"{scheduler} has no workers yet: waiting for some", file=sys.stderr)
    return engine
