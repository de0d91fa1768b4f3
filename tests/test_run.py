from builders import arrest, incident, record, statement
from hypothesis import given, settings
from hypothesis import strategies as st

from casebook.ingest import SetAside
from casebook.records import Article, Date, Evidence, Name, Record
from casebook.run import read_all, read_one

NEWS = "A man, 40, from Rhyl was arrested at the pier on Sunday, 5 May 2019.\n“We hold a man,” police said."


def test_records_keep_the_order_and_what_was_set_aside():
    """Do records and set-aside articles come out in the order in which they went in, on two processes?"""
    items = [Article(f"a{n}", NEWS) if n % 7 else SetAside(f"a{n}", "empty") for n in range(60)]
    read = list(read_all(items, jobs=2))
    assert [r.id if isinstance(r, Record) else r.place for r in read] == [f"a{n}" for n in range(60)]
    assert sum(isinstance(r, SetAside) for r in read) == 9


def test_a_fault_of_ours_sets_the_article_aside(monkeypatch):
    """Is an article on which a rule fails set aside, with the place of the fault and not a word of the article?"""
    import casebook.reading.extract

    def fail(article):
        raise ValueError(article.text)

    monkeypatch.setattr(casebook.reading.extract, "extract", fail)
    aside = read_one(Article("a", "Jo Vane was there."))
    assert isinstance(aside, SetAside)
    assert aside.reason.startswith("reading failed: ValueError in fail, line ")
    assert "Vane" not in repr(aside) + aside.reason


def test_a_record_survives_its_file():
    """Is what is read from a line what was written to it?"""
    proof = {"age": (Evidence((0, 4), "person.age"),)}
    told = record(
        incidents=[incident(group="Fen Watch")],
        arrests=[arrest(age=40, offences=("fraud",), evidence=proof)],
        statements=[statement(themes=("deterrence",))],
        names=[Name((0, 4), person="p1")],
        dates=(Date((0, 4), "2019-05-05", "day", "date.full"),),
    )
    assert Record.from_json(told.to_json()) == told


def test_records_hide_private_words():
    """Do names, groups and words of an article stay out of a repr (and so out of logs and crashes)?"""
    told = [Article("a", "Jo Vane", title="Jo Vane held", url="x/jo-vane", outlet="Fen News"), incident(group="Fen Watch")]
    told += [
        arrest(name="Jo Vane", age=47, residence="Elm Row"),
        record(names=[Name((0, 4))], incidents=[incident(group="Fen Watch")]),
    ]
    shown = repr(told)
    for private in ("Vane", "vane", "Fen", "Elm", "47"):
        assert private not in shown


@settings(deadline=None)
@given(st.text(max_size=400))
def test_any_text_is_read(text):
    """Is there no text on which reading fails?"""
    read = read_one(Article("any", text))
    assert isinstance(read, Record), read.reason
    assert all(0 <= s <= e <= len(text) for n in read.names for s, e in [n.span])
