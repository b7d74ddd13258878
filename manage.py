#!/usr/bin/env python
"""Django's door: every command runs against live servers, started here when none are named."""

import os
import sys

from django.core.management import execute_from_command_line

from config import servers


def main() -> None:
    """Run one management command; embedded servers that it had to start stop with it."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
    try:
        with servers.running():
            execute_from_command_line(sys.argv)
    except servers.ServerError as error:
        sys.exit(str(error))


if __name__ == "__main__":
    main()
