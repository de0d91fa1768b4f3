"""The one engine that runs every reading rule: TOML patterns in, hits with evidence out.

A rule file in `rules/` holds `[[rule]]` tables:

    [[rule]]
    id      = "release.police_bail"      # family.name; the family says which stage asks for it
    value   = "police_bail"              # the code it reads; left out, the group (?P<value>…) is read
    pattern = '''bailed \\s (?:until|to) \\b'''   # verbose, ^ and $ at line ends; {{month}} inserts a definition
    cased   = true                       # capitals matter (default: they do not)
    matches = ["He was bailed until May."]        # each must be found, each of `rejects` must not;
    rejects = ["The crop failed."]                # a pair ["sentence", "value"] also says what is read

`[define]` tables of all files together make the definitions. Examples are invented.
"""

import re
import tomllib
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cache, cached_property
from importlib.resources import files
from typing import Any

from casebook.errors import ContractError
from casebook.records import Evidence, Span

Example = str | list[str]
CAPITAL = re.compile(r"(\\.|\(\?P<\w+>|\(\?P=\w+\))|[A-Z]")  # a capital that is no escape and no name of a group


@dataclass(frozen=True)
class Rule:
    """One pattern with the code it reads and the sentences it must and must not match."""

    id: str
    pattern: re.Pattern[str] = field(repr=False)
    value: str | None = None
    matches: tuple[Example, ...] = ()
    rejects: tuple[str, ...] = ()

    @property
    def family(self) -> str:
        """The part before the first dot: the stage or field that asks for this rule."""
        return self.id.partition(".")[0]

    @cached_property
    def small(self) -> re.Pattern[str] | None:
        """The pattern for a text in small letters, where capitals do not matter: `re` is three times as fast there."""
        source = self.pattern.pattern
        if not self.pattern.flags & re.IGNORECASE or "(?-i" in source or any(c.isupper() for c in source if not c.isascii()):
            return None
        return re.compile(CAPITAL.sub(lambda m: m[1] or m[0].lower(), source), self.pattern.flags & ~re.IGNORECASE)

    def hits(self, text: str, window: Span | None = None) -> list["Hit"]:
        """Every match in `text[window]`, left to right; offsets are those of the whole text."""
        found = self.pattern.finditer(text, *window) if window else self.pattern.finditer(text)
        return [Hit(self, m) for m in found if m.end() > m.start()]


@dataclass(eq=False, slots=True)
class Hit:
    """A rule that matched at a place."""

    rule: Rule
    match: re.Match[str] = field(repr=False)

    @property
    def span(self) -> Span:
        return self.match.span()

    @property
    def value(self) -> str:
        """The code the rule stands for, else the words of its group `value`, else all it matched."""
        if self.rule.value is not None:
            return self.rule.value
        return self["value"] or self.match.group()

    @property
    def evidence(self) -> Evidence:
        return Evidence(self.span, self.rule.id)

    def __getitem__(self, group: str) -> str | None:
        """The words of a named group, None where it is absent or took no part."""
        return self.match[group] if group in self.match.re.groupindex else None


def find(family: str, text: str, window: Span | None = None) -> list[Hit]:
    """All hits of a family in a window, by start, then longest, then file order."""
    return sorted(
        (h for rule in family_rules(family) for h in rule.hits(text, window)),
        key=lambda h: (h.span[0], -h.span[1]),
    )


def first(family: str, text: str, window: Span | None = None) -> Hit | None:
    """The leftmost hit of a family in a window."""
    return next(iter(find(family, text, window)), None)


def leftmost_longest(hits: Iterable[Hit]) -> list[Hit]:
    """Drop every hit that overlaps an earlier (or, at one start, a longer) one."""
    kept: list[Hit] = []
    for hit in sorted(hits, key=lambda h: (h.span[0], -h.span[1])):
        if not kept or hit.span[0] >= kept[-1].span[1]:
            kept.append(hit)
    return kept


def rerun(rule_id: str, text: str, span: Span) -> Hit | None:
    """Run a rule again on the words that are said to prove something; None where it does not read them."""
    rule = rulebook().get(rule_id)
    start, end = span
    if rule is None or not 0 <= start < end <= len(text):
        return None
    line_end = text.find("\n", end)
    for stop in (end, len(text) if line_end < 0 else line_end, len(text)):
        m = rule.pattern.match(text, start, stop)
        if m and m.end() == end:
            return Hit(rule, m)
    return None


@cache
def rulebook() -> dict[str, Rule]:
    """Every rule by id, in file order (files by name)."""
    tables = _read_files()
    define: dict[str, str] = {}
    for _, table in tables:
        define |= table.get("define", {})
    rules: dict[str, Rule] = {}
    for name, table in tables:
        for entry in table.get("rule", []):
            if entry["id"] in rules:
                raise ContractError(f"{name}: rule '{entry['id']}' stands twice. Give one of them another id.")
            rules[entry["id"]] = _compile(name, entry, define)
    return rules


@cache
def family_rules(family: str) -> tuple[Rule, ...]:
    """The rules of one family, in file order; a family without rules is a mistake in the code."""
    rules = tuple(r for r in rulebook().values() if r.family == family)
    if not rules:
        raise ContractError(f"rules: no rule of family '{family}'. Add one to src/casebook/reading/rules/.")
    return rules


def _read_files() -> list[tuple[str, dict[str, Any]]]:
    folder = files("casebook.reading") / "rules"
    found = sorted((f for f in folder.iterdir() if f.name.endswith(".toml")), key=lambda f: f.name)
    return [(f.name, tomllib.loads(f.read_text(encoding="utf-8"))) for f in found]


def _compile(name: str, entry: dict[str, Any], define: dict[str, str]) -> Rule:
    flags = re.VERBOSE | re.MULTILINE | (re.NOFLAG if entry.get("cased") else re.IGNORECASE)
    try:
        pattern = re.compile(_expand(entry["pattern"], define), flags)
    except (re.error, KeyError) as problem:
        raise ContractError(f"{name}: rule '{entry.get('id')}' does not compile: {problem}. Mend its pattern.") from problem
    matches, rejects = tuple(entry.get("matches", ())), tuple(entry.get("rejects", ()))
    return Rule(entry["id"], pattern, entry.get("value"), matches, rejects)


def _expand(pattern: str, define: dict[str, str]) -> str:
    while "{{" in pattern:
        pattern = re.sub(r"\{\{(\w+)\}\}", lambda m: f"(?:{define[m[1]]})", pattern)
    return pattern
