"""A pledge as a spreadsheet: the product's own template, written and read; no database here."""

from campaigns.sheets.layout import Choices, SheetRefused
from campaigns.sheets.read import Reading, read_pledge
from campaigns.sheets.table import CellError
from campaigns.sheets.write import write_pledge

__all__ = ["CellError", "Choices", "Reading", "SheetRefused", "read_pledge", "write_pledge"]
