"""Collect the program's messages into its catalogues, without GNU gettext.

    python tools/messages.py            bring config/locale up to date
    python tools/messages.py --check    list what is missing, stale or wrong; exit 1 if anything is

Source messages are Vietnamese. English is the catalogue that translates them; the Vietnamese one
holds only what the packages that we use lack or say badly in Vietnamese.
"""

import argparse
import ast
import re
import sys
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

import django
import polib
from django.template.base import Lexer, TokenType
from django.utils.translation.template import templatize

ROOT = Path(__file__).resolve().parent.parent
# Where the program keeps messages, and the ending of the files that hold them.
PROGRAM = {
    "config": ".py",
    "units": ".py",
    "campaigns": ".py",
    "awards": ".py",
    "reports": ".py",
    "templates": ".html .txt",
}
PAPERS = ROOT / "templates" / "documents"
PACKAGES = (
    "django/conf",
    "django/contrib/admin",
    "django/contrib/auth",
    "django/contrib/contenttypes",
    "django/contrib/postgres",
    "django/contrib/sessions",
    "tree_queries",
)
# Names of languages that nobody chooses here, and Django's welcome to an empty project.
NOT_OURS = {"conf/global_settings.py", "views/templates/default_urlconf.html"}
PLURALS = {"en": "nplurals=2; plural=(n != 1);", "vi": "nplurals=1; plural=0;"}

# The arguments of each function of django.utils.translation, in order.
ARGUMENTS = {
    "gettext": ("msgid",),
    "ngettext": ("msgid", "plural"),
    "pgettext": ("context", "msgid"),
    "npgettext": ("context", "msgid", "plural"),
}
FUNCTIONS = {
    f"{name}{ending}": arguments
    for name, arguments in ARGUMENTS.items()
    for ending in ("", "_lazy", "_noop")
}
LITERAL = re.compile(r"""\s*u?('(?:[^'\\]|\\.)*'|"(?:[^"\\]|\\.)*")\s*,?""", re.DOTALL)
TEMPLATE_CALL = re.compile(r"\b(_|n?p?gettext)\(")
MARKED = re.compile(r"""_\((?:"[^"]*"|'[^']*')\)""")
PLACEHOLDER = re.compile(r"(?<!%)%(?:\(\w+\))?[sdr]|\{\w*\}")
ACCENTED = re.compile(r"[^\W\d_]*[À-ÖØ-öø-ỹ][^\W\d_]*")
# Vietnamese words that English keeps.
KEPT = re.compile("Thi Đua|Tiếng Việt|Việt Nam|Hà Nội")

Key = tuple[str, str]  # context, message


@dataclass
class Message:
    """A message as the program writes it, and the files that do."""

    msgid: str
    plural: str = ""
    context: str = ""
    files: set[str] = field(default_factory=set)

    @property
    def key(self) -> Key:
        """What a catalogue looks it up by."""
        return self.context, self.msgid


# --- What the program says ------------------------------------------------------------------------
def python_messages(source: str, path: str) -> Iterator[Message]:
    """Read the messages of a Python file. Raises ValueError for one that is not a literal."""
    tree = ast.parse(source, path)
    imported = {
        alias.asname or alias.name: alias.name
        for node in ast.walk(tree)
        if isinstance(node, ast.ImportFrom) and node.module == "django.utils.translation"
        for alias in node.names
    }
    for node in ast.walk(tree):
        match node:
            case ast.Call(func=ast.Name(id=name)):
                arguments = FUNCTIONS.get(imported.get(name, ""))
            case ast.Call(func=ast.Attribute(value=ast.Name(id="translation"), attr=name)):
                arguments = FUNCTIONS.get(name)
            case _:
                continue
        if arguments:
            given = [getattr(each, "value", None) for each in node.args[: len(arguments)]]
            if not all(isinstance(each, str) for each in given) or len(given) < len(arguments):
                raise ValueError(f"{path}:{node.lineno}: the message must be one literal.")
            yield Message(**dict(zip(arguments, given, strict=True)), files={path})


def template_messages(source: str, path: str) -> Iterator[Message]:
    """Read the messages of a template."""
    code = templatize(source, origin=path)
    for call in TEMPLATE_CALL.finditer(code):
        arguments = ARGUMENTS["gettext" if call[1] == "_" else call[1]]
        given, at = [], call.end()
        while len(given) < len(arguments) and (literal := LITERAL.match(code, at)):
            given.append(ast.literal_eval(literal[1]))
            at = literal.end()
        yield Message(**dict(zip(arguments, given, strict=True)), files={path})


def bare_text(source: str) -> list[str]:
    """Find the Vietnamese words of a template that no catalogue can translate."""
    found, inside = [], ""
    for token in Lexer(source).tokenize():
        words = token.contents.split() if token.token_type == TokenType.BLOCK else []
        if inside:
            inside = "" if words[:1] == [f"end{inside}"] else inside
        elif words and words[0] in {"blocktranslate", "blocktrans", "comment"}:
            inside = words[0]
        elif token.token_type != TokenType.COMMENT and words[:1] not in (["translate"], ["trans"]):
            text = KEPT.sub("", MARKED.sub("", token.contents))
            found += [" ".join(text.split())] if ACCENTED.search(text) else []
    return found


def program_files(root: Path) -> Iterator[Path]:
    """Every file of the program that may hold messages, migrations left out."""
    for folder, endings in PROGRAM.items():
        for path in sorted((root / folder).rglob("*.*")):
            if path.suffix in endings.split() and "migrations" not in path.parts:
                yield path


def program_messages(root: Path = ROOT) -> dict[Key, Message]:
    """Collect what the program says."""
    said: dict[Key, Message] = {}
    for path in program_files(root):
        read = python_messages if path.suffix == ".py" else template_messages
        for message in read(path.read_text(encoding="utf-8"), path.relative_to(root).as_posix()):
            kept = said.setdefault(message.key, message)
            kept.files |= message.files
            kept.plural = kept.plural or message.plural
    return said


# --- What the packages say ------------------------------------------------------------------------
def package_messages() -> tuple[dict[Key, Message], set[Key]]:
    """Collect what the packages say, and which of it they lack in Vietnamese."""
    said: dict[Key, Message] = {}
    lacking: set[Key] = set()
    for name in PACKAGES:
        locale = Path(django.__file__).parent.parent / name / "locale"
        catalogues = sorted(locale.glob("*/LC_MESSAGES/django.po"))
        template = next((po for po in catalogues if po.parts[-3] == "en"), catalogues[0])
        vietnamese = locale / "vi" / "LC_MESSAGES" / "django.po"
        known = polib.pofile(vietnamese) if vietnamese.exists() else ()
        translated = {key_of(entry) for entry in known if entry.translated()}
        for entry in polib.pofile(template):
            message = Message(entry.msgid, entry.msgid_plural, entry.msgctxt or "", {name})
            said.setdefault(message.key, message)
            ours = not entry.occurrences or any(
                file not in NOT_OURS for file, _ in entry.occurrences
            )
            if ours and message.key not in translated:
                lacking.add(message.key)
    return said, lacking


# --- Catalogues -----------------------------------------------------------------------------------
def catalogue_path(language: str, root: Path = ROOT) -> Path:
    """Where the catalogue of a language lies; the compiled one lies beside it."""
    return root / "config" / "locale" / language / "LC_MESSAGES" / "django.po"


def read_catalogue(language: str, root: Path = ROOT) -> polib.POFile:
    """Read a catalogue, an empty one if there is none yet."""
    path = catalogue_path(language, root)
    return polib.pofile(path) if path.exists() else polib.POFile()


def key_of(entry: polib.POEntry) -> Key:
    """What an entry is looked up by."""
    return entry.msgctxt or "", entry.msgid


def updated(old: polib.POFile, messages: Iterable[Message], language: str) -> polib.POFile:
    """Make a catalogue of exactly these messages, sorted, with the translations of the old one."""
    new = polib.POFile(wrapwidth=98)
    new.metadata = {
        "Language": language,
        "MIME-Version": "1.0",
        "Content-Type": "text/plain; charset=UTF-8",
        "Content-Transfer-Encoding": "8bit",
        "Plural-Forms": PLURALS[language],
    }
    translations = {key_of(entry): entry for entry in old if not entry.obsolete}
    for message in sorted(messages, key=lambda each: (each.msgid, each.context)):
        entry = polib.POEntry(
            msgid=message.msgid,
            msgctxt=message.context or None,
            msgid_plural=message.plural,
            # Without line numbers, or every change of a file would change the catalogue.
            occurrences=[(file, "") for file in sorted(message.files)],
        )
        kept = translations.get(message.key)
        forms = 2 if language == "en" else 1
        if message.plural:
            spoken = kept.msgstr_plural if kept else {}
            entry.msgstr_plural = {form: spoken.get(form, "") for form in range(forms)}
        else:
            entry.msgstr = kept.msgstr if kept else ""
        entry.flags = ["fuzzy"] if kept and kept.fuzzy else []
        entry.flags += (
            ["python-format"] if "%" in "".join(PLACEHOLDER.findall(message.msgid)) else []
        )
        new.append(entry)
    return new


def english(root: Path = ROOT) -> polib.POFile:
    """Make the English catalogue as it should be: the program's messages."""
    return updated(read_catalogue("en", root), program_messages(root).values(), "en")


def vietnamese(root: Path = ROOT) -> polib.POFile:
    """Make the Vietnamese catalogue as it should be: what packages lack, and our corrections."""
    old = read_catalogue("vi", root)
    said, lacking = package_messages()
    corrected = {key_of(entry) for entry in old} & set(said)
    return updated(old, [said[key] for key in lacking | corrected], "vi")


# --- What is wrong with them ----------------------------------------------------------------------
def problems(root: Path = ROOT) -> list[str]:
    """List, in words, all that keeps the catalogues from being complete and right."""
    found = []
    for language, wanted in (("en", english(root)), ("vi", vietnamese(root))):
        path = catalogue_path(language, root)
        if not path.exists() or path.read_text(encoding="utf-8") != str(wanted) + "\n":
            found.append(f"{language}: the catalogue is stale; run tools/messages.py.")
        compiled = path.with_suffix(".mo")
        if not compiled.exists() or compiled.read_bytes() != wanted.to_binary():
            found.append(f"{language}: the compiled catalogue is stale; run tools/messages.py.")
        for entry in wanted:
            found += [f"{language}: {fault}: {entry.msgid}" for fault in faults(entry, language)]
    for path in program_files(root):
        # Official papers are in Vietnamese, whatever the reader's language.
        if path.suffix != ".py" and PAPERS not in path.parents:
            name = path.relative_to(root).as_posix()
            bare = bare_text(path.read_text(encoding="utf-8"))
            found += [f"{name}: not translatable: {text}" for text in bare]
    return found


def faults(entry: polib.POEntry, language: str) -> Iterator[str]:
    """Say what is wrong with one translation."""
    spoken = list(entry.msgstr_plural.values()) if entry.msgid_plural else [entry.msgstr]
    if not all(spoken):
        yield "not translated"
        return
    if entry.fuzzy:
        yield "fuzzy"
    wanted = sorted(PLACEHOLDER.findall(entry.msgid_plural or entry.msgid))
    if any(sorted(PLACEHOLDER.findall(text)) != wanted for text in spoken):
        yield "placeholders differ"
    if language == "en" and any(ACCENTED.search(KEPT.sub("", text)) for text in spoken):
        yield "Vietnamese left in the English"


def write(root: Path = ROOT) -> None:
    """Write both catalogues and their compiled twins, the same bytes for the same messages."""
    for language, catalogue in (("en", english(root)), ("vi", vietnamese(root))):
        path = catalogue_path(language, root)
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(f"{catalogue}\n", encoding="utf-8")
        path.with_suffix(".mo").write_bytes(catalogue.to_binary())


def main() -> int:
    """Update or check the catalogues; the exit code says whether anything is wrong."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--check", action="store_true", help="change nothing, list what is wrong")
    if not parser.parse_args().check:
        write()
    found = problems()
    print("\n".join(found) or "The catalogues are complete.")  # noqa: T201
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
