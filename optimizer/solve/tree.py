"""Branch and bound over the decisions to build, for models whose linear programme is large and whose decisions are few.

A project that the linear programme builds in part is either built or not; one that it builds at several times or under
several floors is built early or late. Each such step changes a few bounds, so the next linear programme starts from the
basis of the last and takes a fraction of a second. Every open node's value is a proven bound; nothing is cut off that
could beat the incumbent by more than the gap asked for.
"""

from __future__ import annotations

import heapq
from collections.abc import Callable, Iterator
from itertools import count
from typing import Any

from optimizer.solve.arrays import Arrays, Vector
from optimizer.solve.node import Box, Choice, Effect, Node
from optimizer.solve.questions import Questions
from optimizer.solve.recourse.recourse import Recourse
from optimizer.solve.relaxation import Relaxation
from optimizer.solve.session import Goal, Outcome, Seen, Status, Stop

TRIED_PER_NODE = 4
"""Decisions whose effect is not known yet and that are tried out at a node before branching."""
AT_ONCE = 4
"""Of so many open questions one is settled before the next linear programme on the way straight down."""
DEEPEST = 200
"""Linear programmes on one way straight down."""
RETREATS = 6
"""Dead ends after which a way straight down is given up: where money is tight, branching finds a plan sooner."""
PATIENCE = 40
"""Nodes without a better plan after which a search within some bounds ends, and one of the whole pauses."""
EAGER = 0.01
"""Share of the programme by which a node on the way down has to promise to be better, also where the gap is wider."""
WORTHWHILE = 1e-9
"""Relative improvement below which a node cannot be told from the incumbent."""


class Tree:
    """One search. `seen` is up to date at any time; `outcome` says how it ended."""

    def __init__(
        self,
        arrays: Arrays,
        stop: Stop,
        seen: Seen,
        recourse: Recourse | None = None,
        check: Callable[[Vector], None] | None = None,
    ) -> None:
        self.arrays = arrays
        self.check = check
        """Asked about every plan that is better than the last."""
        self.relaxed = Relaxation(arrays, stop, recourse)
        self.questions = Questions(arrays)
        self.stop = stop
        self.goal = Goal()
        self.seen = seen
        self.floor = float("-inf")
        """A bound of the whole that is known from elsewhere."""
        self.proves = True
        """Whether what is searched through counts for the bound of the whole."""
        self.best: Vector | None = None
        self.effects: dict[tuple[str, Any], Effect] = {}
        self.open: list[tuple[float, int, Node]] = []
        self.order = count()
        self.settled = float("inf")
        """Least value of what needs no further look: plans, and nodes no better than the incumbent was then."""
        self.in_hand = float("inf")
        """Value of the node that is being worked on."""

    def begin(self, first: tuple[Box, ...]) -> Vector | None:
        """Find a first plan within some bounds, then solve the whole; its shadow prices, if it has any."""
        self._dive(self.solve(first, None, float("-inf")))
        root = self.solve((), None, float("-inf"), thorough=True)
        if root is None:
            return None
        self.seen.bound = root.bound
        self._push(root)
        return self.relaxed.row_duals

    def under(self, boxes: tuple[Box, ...], goal: Goal) -> Outcome:
        """Search afresh, within some bounds more; what is learnt about decisions and the last basis are used."""
        self.best, self.open, self.settled = None, [], float("inf")
        self.seen.incumbent, self.seen.bound, self.seen.programme = float("inf"), float("-inf"), 0.0
        root = self.solve(boxes, None, float("-inf"), thorough=True)
        if root is None:
            return self._ended()
        self.seen.bound = root.bound
        self._push(root)
        return self.down(goal)

    def down(self, goal: Goal, pausing: bool = False) -> Outcome:
        """Follow the most promising open node straight to a plan, then search what is open to a goal."""
        self.goal = goal
        best = self.seen.incumbent
        if self._is_worthwhile():
            self._dive(self.open[0][2], RETREATS)
        return self._ended() if pausing and self.seen.incumbent < best else self.resume(goal, pausing)

    def explore(self, boxes: tuple[Box, ...], closer: Goal, goal: Goal, stubborn: bool = False) -> None:
        """Look for better plans within some bounds; nothing is proven about the rest.

        Args:
            boxes: the bounds.
            closer: a gap to the best that there may be within them at which it is not worth while to go on.
            goal: the gap to what is proven of the whole at which to end.
            stubborn: whether to branch also where the way straight down finds nothing better.
        """
        if self._is_close_to(goal):
            return
        aside = self.open, self.settled, self.floor, self.effects
        self.open, self.settled, self.floor = [], float("inf"), float("-inf")
        self.effects = dict(self.effects)
        self.proves, self.goal = False, closer
        self.relaxed.forget()
        node = self.solve(boxes, None, float("-inf"), thorough=True)
        first = self.seen.incumbent
        if node is not None:
            self._push(node)
            self._dive(node, RETREATS)
        best, since = self.seen.incumbent, self.seen.nodes
        hopeful = stubborn or best < first
        while hopeful and self._is_worthwhile() and not self._is_close_to(goal):
            self._plunge(heapq.heappop(self.open)[2])
            if self.seen.incumbent < best:
                best, since = self.seen.incumbent, self.seen.nodes
            if self.seen.nodes - since > PATIENCE:
                break
        self.open, self.settled, self.floor, self.effects = aside
        self.proves = True

    def most_promising(self) -> Vector | None:
        """The point of the best open node; None where it was stopped."""
        node = self.open[0][2]
        return self.relaxed.optimum(node.boxes, node.basis, False, float("-inf"), self._is_open)

    def learn(self, bound: float) -> None:
        """Take in a bound of the whole that is known from elsewhere, MUSD."""
        self.floor = max(self.floor, bound)
        self._update_bound()

    def resume(self, goal: Goal, pausing: bool = False) -> Outcome:
        """Search what is still open to another goal; `pausing` at a better plan, or where there is none for long."""
        self.goal = goal
        best, first = self.seen.incumbent, self.seen.nodes
        while self._is_worthwhile():
            self._plunge(heapq.heappop(self.open)[2])
            if pausing and (self.seen.incumbent < best or self.seen.nodes - first > PATIENCE):
                break
        return self._ended()

    @property
    def is_done(self) -> bool:
        """Whether nothing is left that could hold a plan better by more than the goal leaves open."""
        return not self._is_worthwhile()

    def _is_close_to(self, goal: Goal) -> bool:
        """Whether the best plan is as close to what is proven of the whole as a goal asks for."""
        return self.seen.incumbent - self.seen.bound <= self._allowed(goal)

    def _is_worthwhile(self) -> bool:
        """Whether what is open could hold a plan that is better by more than the goal leaves open."""
        if not self.open or self.stop.now:
            return False
        return max(self.open[0][0], self.floor) < self.seen.incumbent - self._allowed(self.goal)

    def _plunge(self, node: Node | None) -> None:
        """Follow the better child down until nothing is left to decide or to gain; keep the siblings."""
        while node is not None and self._promising(node):
            self.in_hand = node.bound
            self._update_bound()
            self.seen.nodes += 1
            children = None if self.stop.now else self._branch(node)
            if children is None:  # stopped: the node stays open with its bound
                self._push(node)
                break
            further = sorted(filter(self._promising, children), key=lambda child: child.bound)
            for child in further[1:]:
                self._push(child)
            node = further[0] if further else None
        self.in_hand = float("inf")
        self._update_bound()

    def _dive(self, node: Node | None, retreats: int = DEEPEST) -> None:
        """Settle open questions, a share of them at a time, the easy way first, until the point is a plan.

        Where that leaves no point, they are settled one after the other, and the last one that has another answer
        otherwise.
        """
        ahead: list[tuple[tuple[Box, ...], Any, float]] = []
        for _ in range(DEEPEST):
            if node is not None and not node.choices:
                return
            if node is not None and node.bound < self.seen.incumbent:
                ways = [*node.choices[0][1:]]
                few = node.choices[: len(node.choices) // AT_ONCE]
                if len(few) > 1:
                    ways.append(tuple(box for choice in few for box in choice[2]))
                ahead += [(node.boxes + boxes, node.basis, node.bound) for boxes in ways]
            else:
                retreats -= 1
            if not ahead or not retreats or self.stop.now:
                return
            node = self.solve(*ahead.pop())

    def _branch(self, node: Node) -> list[Node] | None:
        """The two children by the decision that raises the bound most; None where the search was stopped."""
        tried: dict[tuple[str, Any], list[Node]] = {}
        unknown = [c for c in node.choices if not self._effect(c[0]).known]
        for choice in unknown[:TRIED_PER_NODE]:
            found = self._children(node, choice)
            if found is None:
                return None
            tried[choice[0]] = found
            if sum(map(self._is_hopeful, found)) < 2:
                return found  # one direction is impossible or hopeless: nothing decides more
        best = max(node.choices, key=lambda choice: self._effect(choice[0]).score())
        return tried[best[0]] if best[0] in tried else self._children(node, best)

    def _children(self, node: Node, choice: Choice) -> list[Node] | None:
        children = []
        for side, boxes in enumerate(choice[1:]):
            child = self.solve(node.boxes + boxes, node.basis, node.bound)
            if self.stop.now:
                return None
            gain = 10.0 * max(1.0, abs(node.bound) * 1e-3) if child is None else child.bound - node.bound
            self.effects[choice[0]] = self._effect(choice[0]).with_one_more(side, max(0.0, gain))
            if child is not None:
                children.append(child)
        return children

    def solve(self, boxes: tuple[Box, ...], basis: Any, known: float, thorough: bool = False) -> Node | None:
        """The linear programme under the boxes; None where it is infeasible or was stopped. Whole points become plans.

        Args:
            boxes: bounds that differ from the whole.
            basis: where to start.
            known: a bound from below: where HiGHS comes to no end, that much is remembered as not searched.
            thorough: whether to ask what operation costs as long as something is undecided.
        """
        values = self.relaxed.optimum(boxes, basis, thorough, self.seen.incumbent, self._is_open)
        if values is None:
            if not self.relaxed.has_ended and not self.stop.now:
                self.settled = min(self.settled, known)  # not searched: nothing beyond its bound is proven
            return None
        node = Node(boxes, self.relaxed.value, tuple(self._choices(values)), self.relaxed.basis)
        if not node.choices and node.bound < self.seen.incumbent:
            if self.check:
                self.check(values)
            self.best = values
            self.seen.programme = self.arrays.programme.of(values)
            self.seen.incumbent = node.bound
        return node

    def _is_open(self, values: Vector) -> bool:
        """Whether the point leaves anything undecided."""
        return next(iter(self._choices(values)), None) is not None

    def _choices(self, values: Vector) -> Iterator[Choice]:
        """What the point leaves undecided."""
        return self.questions.of(values)

    def _effect(self, key: tuple[str, Any]) -> Effect:
        return self.effects.get(key, Effect())

    def _promising(self, node: Node) -> bool:
        """Whether to look below the node. One that could beat the incumbent by far less than the gap stays open unseen.

        A way down is followed further than the gap asks for, since a better plan closes the gap at once.
        """
        if not node.choices or node.bound >= self.seen.incumbent:
            self.settled = min(self.settled, node.bound)
            return False
        if self._is_hopeful(node):
            return True
        self._push(node)
        return False

    def _is_hopeful(self, node: Node) -> bool:
        """Whether a plan below the node could be better by enough to follow it down."""
        close = min(self._allowed(self.goal), EAGER * self.seen.programme)
        return bool(node.choices) and node.bound < self.seen.incumbent - close

    def _allowed(self, goal: Goal) -> float:
        """How much better a plan has to be to be looked for, MUSD."""
        if self.best is None:
            return 0.0
        return max(goal.allowed(self.seen), WORTHWHILE * max(1.0, abs(self.seen.incumbent)))

    def _push(self, node: Node) -> None:
        heapq.heappush(self.open, (node.bound, next(self.order), node))

    def _update_bound(self) -> None:
        """The proven bound: the least of what is open, in hand, or given up."""
        if not self.proves or self.seen.bound == float("-inf"):
            return  # the whole problem has not been solved yet
        least = min(self.settled, self.in_hand, *(entry[0] for entry in self.open[:1]))
        self.seen.bound = max(self.seen.bound, min(max(least, self.floor), self.seen.incumbent))

    def _ended(self) -> Outcome:
        self._update_bound()
        if self.best is None:
            impossible = not self.open and not self.stop.now and self.settled == float("inf")
            return Outcome("infeasible" if impossible else "stopped", None, float("inf"), self.seen.bound)
        status: Status = "optimal" if self._is_close_to(self.goal) else "feasible"
        return Outcome(status, self.best, self.seen.incumbent, self.seen.bound)
