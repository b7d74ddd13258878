"""Reads a launch text from a file and prints what it says."""

import json
import sys
from argparse import ArgumentParser
from dataclasses import asdict
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from campaigns import catalogue
from campaigns.launch import AnnouncedAward, Launch, NotTextError, decode, read_launch

STDIN = "-"


class Command(BaseCommand):
    """`manage.py read_launch FILE [--json]`; FILE is "-" for the standard input."""

    help = "Read a launch text: title, theme, date, launcher, commitments, appeal, awards."
    requires_system_checks = ()

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Take the file, and whether a program will read the answer."""
        parser.add_argument("file", metavar="FILE", help='text file, or "-" for standard input')
        parser.add_argument("--json", action="store_true", help="print JSON")

    def handle(self, *args: Any, **options: Any) -> None:
        """Print the launch; `CommandError` for a file that is missing or no text."""
        launch = read_launch(_text(options["file"]))
        self.stdout.write(_json(launch) if options["json"] else _summary(launch))


def _text(file: str) -> str:
    try:
        data = sys.stdin.buffer.read() if file == STDIN else Path(file).read_bytes()
        return decode(data)
    except FileNotFoundError as error:
        raise CommandError(_("Không có tệp “%(file)s”.") % {"file": file}) from error
    except OSError as error:
        raise CommandError(
            _("Không đọc được tệp “%(file)s”: %(reason)s.")
            % {"file": file, "reason": error.strerror}
        ) from error
    except NotTextError as error:
        raise CommandError(
            _("Tệp “%(file)s” không phải văn bản thuần; hãy lưu dưới dạng .txt, mã UTF-8.")
            % {"file": file}
        ) from error


def _json(launch: Launch) -> str:
    fields = asdict(launch)
    del fields["notes"]
    fields["date"] = launch.date.isoformat() if launch.date else None
    return json.dumps(fields, ensure_ascii=False, indent=2)


def _summary(launch: Launch) -> str:
    none = _("(không tìm thấy)")
    lines = [
        f"{_('Tiêu đề')}: {launch.title or none}",
        f"{_('Chủ đề')}: {launch.theme or none}",
        f"{_('Ngày phát động')}: {launch.date.strftime('%d/%m/%Y') if launch.date else none}",
        f"{_('Người phát động')}: {launch.launcher or none}",
        f"\n{_('Nội dung kêu gọi')}: {len(launch.commitments)}",
        *(f"  {one.number}. {one.heading}" for one in launch.commitments),
        f"\n{_('Lời kêu gọi')}: {launch.appeal or none}",
        f"\n{_('Khen thưởng được công bố')}: {len(launch.awards)}",
        *(f"  {_counted(one)}" for one in launch.awards),
    ]
    if launch.notes:
        lines += [f"\n{_('Cần xem lại')}:", *(f"  {note}" for note in launch.notes)]
    return "\n".join(lines)


def _counted(announced: AnnouncedAward) -> str:
    people, bodies = announced.individuals, announced.collectives
    counts = (
        (people, ngettext("%(count)d cá nhân", "%(count)d cá nhân", people)),
        (bodies, ngettext("%(count)d tập thể", "%(count)d tập thể", bodies)),
    )
    said = ", ".join(words % {"count": count} for count, words in counts if count)
    return f"{catalogue.award(announced.award).name}: {said}"
