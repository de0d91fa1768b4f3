"""The open tier: narrow tables that nothing links, ids of one release only, counts that tell no number more closely than k."""

import json
import re
from collections import Counter

import pytest
from attacked import NAMES, POLICY, finest, sources, told
from builders import EXAMPLES, ROOT, key, policy
from click.testing import CliRunner
from hypothesis import given, settings
from hypothesis import strategies as st
from opened import COLUMNS, NARROW, alike, opened, persons
from released import CONTRACT, number, row

from casebook.attack.command import attack_folder
from casebook.attack.differencing import lay_over
from casebook.attack.release import Release, read_release
from casebook.attack.rerun import find_rows_again
from casebook.attack.sources import gather
from casebook.build import build
from casebook.cli import main
from casebook.contract import load_contract
from casebook.errors import DisclosureError, UsageError
from casebook.validate import validate
from casebook.versions.edition import version_in
from casebook.wall.keys import load_key
from casebook.wall.opened import _recheck, class_sizes, open_tables, unnarrowed
from casebook.wall.policy import OPEN, load_policy
from casebook.wall.protect import TOO_RARE
from casebook.wall.pseudonymise import pseudonymise
from casebook.wall.tiers import pseudonymiser

ARRESTS = NARROW.tables["arrests"]

# --- rows

PERIODS = ("2011-Q3", "2011-Q4", "2012", "2019-Q1", "not_reported")


def few_values(field):
    """Some codes of a column, a missing one among them."""
    if field.content == "period":
        return PERIODS
    return (*[c.code for c in field.vocabulary.codes if c.released][:3], *[c for c in field.missing if c != "withheld"][:1])


def small(name):
    """Coded rows of a table of which nothing but the quasi-identifiers differs."""
    fields = NARROW.tables[name].quasi
    looks = st.lists(st.tuples(*(st.sampled_from(few_values(f)) for f in fields)), max_size=30)
    return looks.map(
        lambda drawn: [coded(name, n, {f.name: v for f, v in zip(fields, o, strict=True)}) for n, o in enumerate(drawn)]
    )


def coded(name, n, changes):
    key = CONTRACT.tables[name].key
    return row(name, **{key: number(key[:3], n), **changes})


@settings(deadline=None, max_examples=60)
@given(st.fixed_dictionaries({name: small(name) for name in COLUMNS}), st.sampled_from([0.0, 0.1, 0.4]))
def test_every_row_shares_its_look_with_k(drawn, limit):
    """Counted by brute force in each table: do k rows share each look, are few left out, and does each tell the truth?"""
    made = opened(drawn, suppression_limit=limit)
    left_out = 0
    for name, kept in ((name, made.protected.tables[name]) for name in COLUMNS if name in made.protected.tables):
        fields, key = NARROW.tables[name].quasi, NARROW.tables[name].key
        assert min(Counter(tuple(r[f.name] for f in fields) for r in kept).values()) >= 5
        left_out += len(drawn[name]) - len(kept)
        assert len(drawn[name]) - len(kept) <= limit * len(drawn[name])
        source = {r[key]: r for r in drawn[name]}
        for shown, f in ((r, f) for r in kept for f in fields):
            levels = range(f.disclosure.hierarchy.height + 1)
            assert shown[f.name] in {f.disclosure.hierarchy.generalise(source[shown[key]][f.name], n) for n in levels}
    assert made.protected.held.get(TOO_RARE, 0) == left_out
    assert {n for n in COLUMNS if n not in made.protected.tables} == set(made.contract.counted)
    validate(made.protected.tables, made.contract)


def test_nothing_is_widened_without_need():
    """Do rows that are alike already keep every column as coded?"""
    made = opened({"arrests": persons(*alike(5, sex="male"), *alike(6, sex="female"))})
    assert {made.protected.recoding.levels[f"arrests.{c}"] for c in ("role", "age_band", "sex")} == {0}
    assert class_sizes(ARRESTS, made.protected.tables["arrests"]) == made.protected.class_sizes == (5, 6)


def test_a_rare_row_is_left_out_so_that_the_others_keep_more():
    """Is one woman of 21 left out, and counted, where a tenth of the rows may be?"""
    crowd = persons(*alike(20, sex="male"), {"sex": "female"})
    made = opened({"arrests": crowd}, suppression_limit=0.1)
    assert Counter(r["sex"] for r in made.protected.tables["arrests"]) == {"male": 20}
    assert made.protected.held == {"under_18": 1, TOO_RARE: 1}
    assert opened({"arrests": crowd}).protected.recoding.levels["arrests.sex"] == 1


def test_the_recheck_would_find_a_small_class():
    """Is a table whose rows stand out refused, whoever made it?"""
    made = opened({"arrests": persons(*alike(6))})
    broken = [{**r, "sex": "female"} if n == 0 else r for n, r in enumerate(made.protected.tables["arrests"])]
    with pytest.raises(DisclosureError, match="smallest class has 1 rows, k is 5"):
        _recheck({"arrests": broken}, made.contract, 5)


def test_what_a_class_gives_away_is_withheld():
    """Is the verdict that all men share withheld, with the sentence that it follows from, and that of the women kept?"""
    jailed = {"charge": "charged", "verdict": "convicted", "sentence": "immediate_custody", "stage": "sentenced"}
    freed = {"charge": "charged", "verdict": "acquitted", "sentence": "not_reported", "stage": "tried"}
    told = [*alike(5, sex="male", **jailed), *alike(3, sex="female", **jailed), *alike(3, sex="female", **freed)]
    made = opened({"arrests": persons(*told)}, l=2, sensitive=("arrests.verdict",))
    shown = {
        s: {(r["verdict"], r["sentence"]) for r in made.protected.tables["arrests"] if r["sex"] == s} for s in ("male", "female")
    }
    assert shown["male"] == {("withheld", "withheld")}
    assert shown["female"] == {("convicted", "immediate_custody"), ("acquitted", "not_reported")}


def test_a_table_without_quasi_identifiers_passes_as_it_is():
    """Are articles told by their genre alone rows, as none of them can stand out?"""
    articles = [row("articles", article_id=number("art", n)) for n in range(5)]
    made = opened({"articles": articles}, columns={"articles": ("genre",)})
    assert [r["genre"] for r in made.protected.tables["articles"]] == ["court_report"] * 5
    assert list(made.protected.tables) == ["articles"]


# --- ids and links


def test_no_link_no_code_name_no_count():
    """Does each table hold its own id and the policy's columns, and nothing that ties, names or counts?"""
    narrow = CONTRACT.narrowed(COLUMNS)
    assert {name: t.columns for name, t in narrow.tables.items()} == {
        name: (CONTRACT.tables[name].key, *columns) for name, columns in COLUMNS.items()
    }
    contents = [f.content for t in narrow.tables.values() for f in t.fields.values()]
    assert Counter(contents)["keyed_id"] == 4
    assert set(contents) == {"keyed_id", "code", "period"}
    assert narrow.foreign_keys == ()
    assert not [f.name for t in narrow.tables.values() for f in t.fields.values() if f.name.startswith("n_")]


def test_no_id_and_no_order_comes_back():
    """Do the linked tables, two versions and two keys share no id, and do their rows stand in orders of their own?"""
    from casebook.link import link

    casefile = link(sources(60).records)
    rules = {"open": policy(tier=OPEN, k=5, columns=COLUMNS), "safeguarded": policy()}
    asked = [("open", "0.1.0", "k"), ("open", "0.1.1", "k"), ("safeguarded", "0.1.0", "k"), ("open", "0.1.0", "z")]
    ids, places = [], []
    for tier, version, letter in asked:
        coded = pseudonymise(casefile, pseudonymiser(key(letter), rules[tier], version), CONTRACT, rules[tier]).tables
        ids.append({r[CONTRACT.tables[name].key] for name, rows in coded.items() for r in rows})
        places.append([r["period"] for r in coded["articles"]])
    assert len(set().union(*ids)) == sum(map(len, ids))
    assert all(sorted(one) == sorted(places[0]) for one in places)
    same = [sum(a == b for a, b in zip(places[0], other, strict=True)) for other in places[1:]]
    assert max(same) < 60 / 9 * 3  # nine periods: a ninth of the places agree by chance
    again = pseudonymise(casefile, pseudonymiser(key(), rules["open"], "0.1.0"), CONTRACT, rules["open"]).tables
    assert [r["period"] for r in again["articles"]] == places[0]


def test_the_id_of_the_safeguarded_tier_stays_from_version_to_version():
    """Is only the open tier new each time?"""
    one, other = (pseudonymiser(key(), policy(), version) for version in ("0.1.0", "0.2.0"))
    assert one.keyed_id("arr", "a") == other.keyed_id("arr", "a")


# --- the policy

GOOD = (EXAMPLES / "open.toml").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("find", "put", "says"),
    [
        (r"^k = 5", "k = 4", "k is 4; the open tier asks for 5 or more"),
        (r"^tier = .*", 'tier = "shut"', "there is no tier 'shut'. Choose from safeguarded, open"),
        (r"^tier = .*", 'tier = "safeguarded"', "Only the open tier has [columns]"),
        (r"^\[columns\]\n(.+\n)+", "", "no table has columns"),
        (r"^articles = .*", 'articles = "genre"', "[columns] is no table of lists"),
    ],
)
def test_a_wrong_setting_is_named(tmp_path, find, put, says):
    """Does each mistake name the setting and the way out?"""
    (tmp_path / "OPEN_CARD.md").write_text("# Card")
    text = re.sub(find, put, GOOD, flags=re.MULTILINE)
    assert text != GOOD
    (tmp_path / "open.toml").write_text(text, encoding="utf-8")
    with pytest.raises(UsageError, match=re.escape(says)):
        load_policy(tmp_path / "open.toml")


@pytest.mark.parametrize(
    ("changes", "says"),
    [
        ({"columns": {"arrests": ("person",)}}, "'arrests.person', which the open tier can't show"),
        ({"columns": {"incidents": ("article_id",)}}, "'incidents.article_id', which the open tier can't show"),
        ({"columns": {"incidents": ("n_articles",)}}, "'incidents.n_articles', which the open tier can't show"),
        ({"columns": {"statements": ("themes",)}}, "'statements.themes', which the open tier can't show"),
        ({"columns": {"articles": ("sex",)}}, "'articles.sex', which the open tier can't show"),
        ({"columns": {"people": ("sex",)}}, "columns name the table 'people'"),
        ({"sensitive": ("arrests.plea",)}, "'arrests.plea' has a weight or is sensitive and is not under columns"),
        ({"weights": {"arrests.residence": 2}}, "'arrests.residence' has a weight"),
    ],
)
def test_what_the_open_tier_never_shows_is_refused(changes, says):
    """Can no policy bring back a link, a name, a count, a fingerprint or what is not there?"""
    with pytest.raises(UsageError, match=re.escape(says)):
        opened(**changes)


def test_each_tier_has_a_policy_of_its_own():
    """Is the policy that ships with casebook that of the tier asked for, with its own card?"""
    assert (load_policy(tier=OPEN).tier, load_policy(tier="safeguarded").tier, load_policy().tier) == (
        OPEN,
        "safeguarded",
        "safeguarded",
    )
    assert load_policy(tier=OPEN).card == (ROOT / "dataset/OPEN_CARD.md").read_text(encoding="utf-8")


def test_a_policy_of_the_other_tier_is_refused(tmp_path):
    """Does --tier with the policy of the other tier end with code 2, the way out and nothing written?"""
    asked = ["--policy", EXAMPLES / "release.toml", "--tier", "open", "--key-file", EXAMPLES / "demo.key", "--version", "0.1.0"]
    result = CliRunner().invoke(main, ["build", str(EXAMPLES), *map(str, asked), "--out", str(tmp_path / "out")])
    assert result.exit_code == 2
    assert "is a policy of the tier 'safeguarded', not 'open'" in result.output
    assert list(tmp_path.iterdir()) == []


# --- a whole release


@pytest.fixture(scope="module")
def built(tmp_path_factory):
    """The open tier of the examples, and of a single one of them, which is counts."""
    folder = tmp_path_factory.mktemp("open")
    (folder / "news").mkdir()
    for kind in ("txt", "json"):
        (folder / "news" / f"one.{kind}").write_bytes((EXAMPLES / f"wrong-van.{kind}").read_bytes())
    its_key, rules = load_key(EXAMPLES / "demo.key"), load_policy(EXAMPLES / "open.toml", OPEN)
    build(EXAMPLES, its_key, "0.1.0", folder / "rows", rules, jobs=1)
    build(folder / "news", its_key, "0.1.0", folder / "counts", rules, jobs=1)
    return folder


def test_both_kinds_of_table_load(built, tmp_path, monkeypatch):
    """Does `datasets` load every table of a release of rows, and of one of counts, typed and not empty?"""
    import datasets

    monkeypatch.setattr(datasets.config, "HF_DATASETS_OFFLINE", True)
    for name, expected in (("rows", list(CONTRACT.tables)), ("counts", ["counts"])):
        folder, companion = str(built / name), [f"synthetic_{table}" for table in expected]
        assert datasets.get_dataset_config_names(folder) == [*expected, *companion]
        for table in (*expected, *companion):
            rows = datasets.load_dataset(folder, table, split="train", cache_dir=str(tmp_path))
            assert len(rows) == rows.info.splits["train"].num_examples > 0
            assert str(rows.info.version) == "0.1.0"


def test_the_release_keeps_its_promise(built):
    """Counted from the folder: k in every table, only the policy's columns, a card and figures that tell the tier?"""
    release = read_release(built / "rows")
    risk = json.loads(release.files["risk.json"])
    for name, columns in COLUMNS.items():
        table = CONTRACT.tables[name].narrowed(columns)
        assert set(release.contract.tables[name].columns) == set(table.columns)
        assert class_sizes(table, release.tables[name])[0] == risk["tables"][name]["k"] >= 5
    card = release.files["README.md"].decode()
    assert "tier `open`" in card
    assert "Nothing links the tables" in card
    assert risk["tier"] == "open"
    assert version_in(built / "rows") == "0.1.0"
    known = {"incident_id", "arrest_id", "statement_id", "article_id", *sum(COLUMNS.values(), ())}
    assert {c for rows in release.tables.values() for r in rows for c, v in r.items() if v is not None} <= known


def test_the_same_attacks_run_on_both_tiers(built):
    """Does the open release tell what every attack found that runs on linked tables, within gates of nothing?"""
    risk = json.loads((built / "rows" / "risk.json").read_text())
    assert set(risk["attacks"]) == {
        "words", "retrieval", "rerun", "neighbour (quasi-identifiers)", "neighbour (all columns)", "fingerprints", "dictionary",
        "bytes", "canaries",
    }  # fmt: skip
    assert risk["attacks"]["canaries"]["canaries_planted"] > 0
    assert risk["attacks"]["rerun"]["rerun_reached"]["count"] == risk["persons"] > 0
    assert risk["attacks"]["rerun"]["rerun_statements_reached"]["count"] == risk["tables"]["statements"]["rows"]
    assert risk["gates"]["rerun_quasi_correct"] == 0


def test_the_attacks_are_not_blind_on_narrow_tables():
    """Is somebody found again in narrow tables that nobody protected, and nobody by quasi-identifiers in protected ones?"""
    few, known = gather(*zip(*(told(n, age=20 + 7 * n) for n in range(9)), strict=True), NAMES, POLICY), sources(60)
    bare = {name: [{c: r[c] for c in t.columns} for r in finest(few).tables[name]] for name, t in NARROW.tables.items()}
    found = find_rows_again(Release(unnarrowed(bare, CONTRACT), contract=NARROW), few).by_name()
    assert found["rerun_reached"].share == 1
    assert found["rerun_unique_correct"].value == found["rerun_quasi_correct"].value == 7
    rules = policy(tier=OPEN, k=5, columns=COLUMNS, suppression_limit=0.1)
    made = open_tables(known.truth.coded, CONTRACT, rules, {}).protected.tables
    assert made["arrests"]
    guarded = find_rows_again(Release(unnarrowed(made, CONTRACT), contract=NARROW), known).by_name()
    assert guarded["rerun_quasi_correct"].value == 0
    assert guarded["rerun_reached"].share == 1


@pytest.mark.parametrize(("more", "changed"), [([], 0), ([{"sex": "male"}], 1), (alike(5, sex="female"), 0)])
def test_two_versions_are_laid_over_by_their_classes(more, changed):
    """Without ids in common: is one man who came between two versions seen, and are five women, or nobody, not?"""
    both = [*alike(6, sex="male"), *alike(6, sex="female")]
    ids = [{"arrest_id": number("arr", n)} for n in range(100, 200)]
    old, new = persons(*both), persons(*({**told, **fresh} for told, fresh in zip([*both, *more], ids, strict=False)))
    laid = [Release(unnarrowed(opened({"arrests": rows}).protected.tables, CONTRACT), contract=NARROW) for rows in (new, old)]
    found = lay_over(laid[0], sources(1), laid[1], 5).by_name()
    assert (found["differenced"].value, found["differenced_classes"].value) == (0, changed)


@pytest.mark.parametrize("name", ["rows", "counts"])
def test_the_policy_of_the_other_tier_is_no_way_to_attack(built, name):
    """Is an attack refused under a policy that the release was not made by, instead of finding nothing?"""
    rules = load_policy(EXAMPLES / "release.toml")
    with pytest.raises(UsageError, match="no release of the tier 'safeguarded'"):
        attack_folder(built / name, EXAMPLES, load_key(EXAMPLES / "demo.key"), rules)


def test_half_a_release_is_refused(built, tmp_path):
    """Is an open folder without any table, or without a card that tells its version, refused?"""
    with pytest.raises(UsageError, match="is not there"):
        read_release(tmp_path)
    release = read_release(built / "counts")
    assert [name for name, rows in release.tables.items() if rows] == ["counts"]
    with pytest.raises(UsageError, match=r"README\.md is not there"):
        version_in(tmp_path)


def test_the_linked_contract_is_as_it_was():
    """Does the table that only the open tier has stay out of the linked tables?"""
    assert list(load_contract().tables) == ["incidents", "arrests", "statements", "articles"]
    assert list(load_contract().of_open) == ["counts"]
