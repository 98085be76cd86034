"""What the planner sees in the terminal: live lines while searches run, findings, and short summaries."""

from optimizer.console.board import Board
from optimizer.console.findings import counted, show_findings
from optimizer.console.line import LiveLine
from optimizer.console.summary import summary, verdict

__all__ = ["Board", "LiveLine", "counted", "show_findings", "summary", "verdict"]
