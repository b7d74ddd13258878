"""Both languages are whole: nothing untranslated, nothing stale, nothing half Vietnamese."""

import importlib.util
from pathlib import Path

import polib
import pytest
from django.conf import settings
from django.utils import translation

from tools import messages
from tools.messages import Message, bare_text, faults, problems, python_messages, template_messages


def said(found) -> list[tuple[str, str, str]]:
    return [(message.context, message.msgid, message.plural) for message in found]


def test_the_catalogues_are_complete():
    assert problems() == []


# --- Reading the program --------------------------------------------------------------------------
def test_messages_of_python_are_found_under_any_name():
    source = """
from django.utils import translation
from django.utils.translation import gettext as _, ngettext as many, pgettext_lazy, npgettext
_("Chào")
many("%(n)d đơn vị", "%(n)d đơn vị", n)
pgettext_lazy("động từ", "Mở")
npgettext("bậc", "hạng", "các hạng", 2)
translation.gettext("Một "
    "dòng")
other("Không phải")
"""
    assert sorted(said(python_messages(source, "a.py"))) == [
        ("", "%(n)d đơn vị", "%(n)d đơn vị"),
        ("", "Chào", ""),
        ("", "Một dòng", ""),
        ("bậc", "hạng", "các hạng"),
        ("động từ", "Mở", ""),
    ]


@pytest.mark.parametrize("call", ["_(name)", '_(f"Chào {name}")', '_("Chào" + name)', "_()"])
def test_a_message_made_up_at_run_time_is_refused(call):
    source = f"from django.utils.translation import gettext as _\n{call}"
    with pytest.raises(ValueError, match=r"a\.py:2"):
        list(python_messages(source, "a.py"))


def test_messages_of_templates_are_found():
    source = """
<a title="{% translate "Đóng" %}">{{ _("Xin chào") }}</a> {% card _('Tiêu đề') %}{% endcard %}
{% blocktranslate trimmed count n=total %}
  {{ n }} đơn vị, "xong" 100%
{% plural %}{{ n }} đơn vị khác{% endblocktranslate %}
{% translate "Mở" context "động từ" as open %}{# ghi chú #}
"""
    assert said(template_messages(source, "a.html")) == [
        ("", "Đóng", ""),
        ("", "Xin chào", ""),
        ("", "Tiêu đề", ""),
        ("", '%(n)s đơn vị, "xong" 100%%', "%(n)s đơn vị khác"),
        ("động từ", "Mở", ""),
    ]


@pytest.mark.parametrize(
    ("source", "bare"),
    [
        ("<h1>Đề nghị</h1>", ["<h1>Đề nghị</h1>"]),
        ('{% card "Hội đồng" %}', ['card "Hội đồng"']),
        ('{{ x|default:"không" }}', ['x|default:"không"']),
        ('{% card _("Hội đồng") %}{{ _("Đề nghị") }}{% translate "Hồ sơ" %}', []),
        ("{% blocktranslate %}Đề nghị{% endblocktranslate %}", []),
        ("{% comment %}Đề nghị{% endcomment %}{# Đề nghị #}", []),
        ("<p>Thi Đua · Tiếng Việt</p><b>Plain</b>", []),
    ],
)
def test_text_that_cannot_be_translated_is_found(source, bare):
    assert bare_text(source) == bare


def test_the_program_is_read_from_its_folders(tmp_path):
    (tmp_path / "units" / "migrations").mkdir(parents=True)
    (tmp_path / "templates").mkdir()
    code = "from django.utils.translation import gettext as _\n_('Đơn vị')\n"
    (tmp_path / "units" / "a.py").write_text(code, encoding="utf-8")
    (tmp_path / "units" / "migrations" / "b.py").write_text(code, encoding="utf-8")
    (tmp_path / "templates" / "a.html").write_text("{{ _('Đơn vị') }}", encoding="utf-8")
    [message] = messages.program_messages(tmp_path).values()
    assert message.files == {"units/a.py", "templates/a.html"}


# --- Keeping the catalogues -----------------------------------------------------------------------
def test_translations_are_kept_and_what_nobody_says_is_dropped():
    old = polib.POFile()
    old.append(polib.POEntry(msgid="Đơn vị", msgstr="Unit"))
    old.append(polib.POEntry(msgid="Cũ", msgstr="Old"))
    wanted = [Message("Phong trào"), Message("Đơn vị", files={"a.py"})]
    new = messages.updated(old, wanted, "en")
    assert [(entry.msgid, entry.msgstr) for entry in new] == [
        ("Phong trào", ""),
        ("Đơn vị", "Unit"),
    ]
    assert new[1].occurrences == [("a.py", "")]


def test_a_message_that_became_plural_is_translated_anew():
    old = polib.POFile()
    old.append(polib.POEntry(msgid="%d đơn vị", msgstr="%d unit"))
    [entry] = messages.updated(old, [Message("%d đơn vị", "%d đơn vị")], "en")
    assert entry.msgstr_plural == {0: "", 1: ""}
    assert list(faults(entry, "en")) == ["not translated"]


@pytest.mark.parametrize(
    ("msgid", "english", "found"),
    [
        ("Đơn vị", "Unit", []),
        ("Đơn vị", "", ["not translated"]),
        ("Chào %(name)s", "Hello %(nam)s", ["placeholders differ"]),
        ("Từ {a} đến {b}", "From {a} to {b}", []),
        ("Từ {a} đến {b}", "From {a}", ["placeholders differ"]),
        ("Đơn vị", "Đơn vị", ["Vietnamese left in the English"]),
        ("Về Thi Đua", "About Thi Đua", []),
        ("Xong 100%% s", "Done 100%%", []),
    ],
)
def test_faults_of_a_translation_are_told(msgid, english, found):
    assert list(faults(polib.POEntry(msgid=msgid, msgstr=english), "en")) == found


def test_a_translation_nobody_has_looked_at_is_told():
    entry = polib.POEntry(msgid="Đơn vị", msgstr="Unit", flags=["fuzzy"])
    assert list(faults(entry, "en")) == ["fuzzy"]


def test_a_catalogue_is_complete_once_written_and_translated(tmp_path):
    (tmp_path / "templates").mkdir()
    (tmp_path / "templates" / "a.html").write_text("{{ _('Đơn vị') }}", encoding="utf-8")
    path = messages.catalogue_path("vi", tmp_path)
    path.parent.mkdir(parents=True)
    path.write_bytes(messages.catalogue_path("vi").read_bytes())
    stale = [line for line in problems(tmp_path) if "stale" in line]
    assert len(stale) == 3  # neither English file, no compiled Vietnamese one
    messages.write(tmp_path)
    assert problems(tmp_path) == ["en: not translated: Đơn vị"]
    path = messages.catalogue_path("en", tmp_path)
    english = polib.pofile(path)
    english[0].msgstr = "Unit"
    english.save()
    messages.write(tmp_path)
    assert problems(tmp_path) == []


# --- Vietnamese of the packages -------------------------------------------------------------------
def test_every_package_with_messages_is_looked_at():
    ours = {path.name for path in messages.ROOT.iterdir()}
    for app in [*settings.INSTALLED_APPS, "django.conf"]:
        if app.split(".")[0] in ours:
            continue
        folder = Path(importlib.util.find_spec(app).origin).parent
        if (folder / "locale").exists():
            assert app.replace(".", "/") in messages.PACKAGES


@pytest.mark.parametrize(
    ("english", "vietnamese"),
    [
        ("This field is required.", "Không được để trống mục này."),
        ("Enter a whole number.", "Hãy nhập một số nguyên."),
        ("That page contains no results", "Trang này không có kết quả nào"),
        ("Password reset unsuccessful", "Đặt lại mật khẩu không thành công"),
    ],
)
def test_what_django_says_badly_or_not_at_all_is_put_right(english, vietnamese):
    with translation.override("vi"):
        assert translation.gettext(english) == vietnamese
    with translation.override("en"):
        assert translation.gettext(english) == english


@pytest.mark.parametrize("number", [1, 8])
def test_plurals_of_django_speak_vietnamese(number):
    with translation.override("vi"):
        said = translation.ngettext("%(num)d year", "%(num)d years", number)
    assert said == "%(num)d năm"
