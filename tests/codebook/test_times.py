"""Every rule of time matches its examples from end to end, and none of its counter-examples."""

import pytest

from servanda.codebook.times import Rule, RuleSet, times
from servanda.reading.deadlines.points import RESOLVERS

BOOK = times()
RULES = [
    (f"{name}.{rule.name}", rules, rule)
    for name in ("points", "again", "spans", "conditions", "continuing")
    for rules in [getattr(BOOK, name)]
    for rule in rules.rules
]
EXAMPLES = [(rules, rule, text) for _, rules, rule in RULES for text in rule.examples]
COUNTER_EXAMPLES = [(rule, text) for _, _, rule in RULES for text in rule.counter_examples]


@pytest.mark.parametrize(("rules", "rule", "text"), EXAMPLES)
def test_example(rules: RuleSet, rule: Rule, text: str) -> None:
    assert rule.regex.fullmatch(text)
    assert [match.group() for _, match in rules.find(text)][:1] == [text]


@pytest.mark.parametrize(("rule", "text"), COUNTER_EXAMPLES)
def test_counter_example(rule: Rule, text: str) -> None:
    assert not rule.regex.fullmatch(text)


@pytest.mark.parametrize(("name", "rule"), [(name, rule) for name, _, rule in RULES])
def test_every_rule_has_examples(name: str, rule: Rule) -> None:
    assert len(rule.examples) >= 1, name


def test_every_point_is_resolved() -> None:
    assert {rule.name for rule in BOOK.points.rules} == set(RESOLVERS)


def test_no_word_means_two_operators() -> None:
    assert len(BOOK.operator_of) > 60
    assert BOOK.operator_of["by"] == "until"
    assert not set(BOOK.operator_of) & set(BOOK.part_of)
