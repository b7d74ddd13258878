"""The law as data: dated, cited records, and a pure engine that weighs facts against them.

No database, no clock, no settings: the day is always an argument.
"""
