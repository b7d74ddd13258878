"""What ships with the program: a template that adds up, and a rule that says it is no law."""

import datetime

from campaigns.scoring import Nature, misfits
from campaigns.shipped import first_places, first_places_rules, template, templates


def test_every_template_could_be_used_as_it_is() -> None:
    for one in templates():
        criteria = [(group.nature, c.maximum) for group in one.groups for c in group.criteria]
        assert misfits(criteria, one.total, one.bonus_cap, one.penalty_cap) == [], one.code
        assert template(one.code) is one


def test_the_template_serves_the_five_contents_and_says_what_it_is() -> None:
    [one] = templates()
    served = {c.commitment for group in one.groups for c in group.criteria if c.commitment}
    assert served == {1, 2, 3, 4, 5}
    assert "minh họa" in one.name
    assert {group.nature for group in one.groups} == set(Nature)


def test_the_rule_of_a_day_is_the_latest_before_it() -> None:
    rules = first_places_rules()
    assert first_places(datetime.date(2022, 12, 31)) == rules[0]
    assert first_places(datetime.date(1990, 1, 1)) == rules[-1]
    assert (rules[-1].per_bloc, "Thông lệ" in rules[-1].source) == (1, True)
