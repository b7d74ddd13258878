"""Old awards as a spreadsheet: the template, a filled one read, and lines written back.

No database here.
"""

from awards.history.layout import MOST_LINES
from awards.history.read import HistoryReading, WrittenLine, read_history
from awards.history.write import write_errors, write_lines, write_template

__all__ = [
    "MOST_LINES",
    "HistoryReading",
    "WrittenLine",
    "read_history",
    "write_errors",
    "write_lines",
    "write_template",
]
