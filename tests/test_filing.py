"""Filing: does every arrest and every statement find its incident?"""

from casebook.reading.dates.find import find_expressions, on_calendar
from casebook.reading.document import read_document
from casebook.reading.incidents.filing import file_under
from casebook.reading.incidents.find import find_incidents
from casebook.records import Arrest, Article, Statement

HUNTERS = "Moor Lanterns, a hunter group, posed as children.\n"
TWO = (
    HUNTERS
    + "Members met a man at the railway station in Corby on Saturday.\n"
    + "On Sunday they surrounded a man outside a Ludlow school.\n"
)


def file_words(text: str, *mentions: str, said: tuple[str, ...] = (), **fields: object) -> tuple[list[str], list[str | None]]:
    """The incidents of the arrests whose mentions are given, and of the statements that consist of the words `said`."""
    doc = read_document(Article("a", text, "2019-05-14"))
    arrests = tuple(Arrest("", (text.index(m), text.index(m) + len(m)), **fields) for m in mentions)  # type: ignore[arg-type]
    statements = tuple(Statement(((text.index(w), text.index(w) + len(w)),), None) for w in said)
    incidents = find_incidents(doc, (), on_calendar(find_expressions(doc)), arrests)
    filed, told = file_under(doc, incidents, arrests, statements)
    assert {a.incident for a in filed} <= {i.key for i in incidents}
    return [a.incident for a in filed], [s.incident for s in told]


def test_by_paragraph() -> None:
    """Does an arrest in the paragraph of an incident belong to it?"""
    text = TWO.replace("Saturday.", "Saturday. A 40-year-old was arrested.").replace("school.", "school. A 50-year-old was held.")
    assert file_words(text, "40-year-old", "50-year-old")[0] == ["i1", "i2"]


def test_by_place() -> None:
    """Do "at the station" and the name of the town lead to the right one?"""
    text = TWO + "A 40-year-old man held at the station wept and a 50-year-old man arrested at Ludlow was bailed."
    assert file_words(text, "40-year-old man", "50-year-old man")[0] == ["i1", "i2"]


def test_by_day() -> None:
    """Does the day of the confrontation lead to it, and a day of bail not?"""
    text = (
        TWO + "Following the confrontation on Saturday, Ty Moss was charged.\nJo Vane, met on Sunday, was bailed until Saturday."
    )
    assert file_words(text, "Ty Moss", "Jo Vane")[0] == ["i1", "i2"]


def test_crowd() -> None:
    """Do those who are held for disorder belong to the crowd's incident, and the man named to the post?"""
    text = HUNTERS + (
        "On Friday it uploaded a recorded film naming a pensioner.\n"
        "On Saturday about 90 people surrounded a house in Corby and threw bricks.\n"
        "Police held a 19-year-old."
    )
    assert file_words(text, "19-year-old", offences=("public_order_affray",))[0] == ["i2"]
    assert file_words(text, "pensioner")[0] == ["i1"]


def test_stray_arrest() -> None:
    """Does an arrest elsewhere make an incident of its own, and leave the group's arrests where they were?"""
    text = HUNTERS + (
        "Members went to the wrong flat in Corby on Sunday. A woman from the group was arrested.\n"
        "Yesterday police arrested a man of 44 elsewhere on the estate."
    )
    assert file_words(text, "A woman", "a man", arrest="arrested")[0] == ["i1", "i2"]


def test_rows_of_one_person() -> None:
    """Are a person's rows spread over his crimes, and is his one row given again for a crime laid to him?"""
    text = "Ty Moss stabbed a man at a pub in Corby.\nWhile on bail he assaulted another woman at a flat in Ludlow."
    assert file_words(text, "Ty Moss", "Ty Moss")[0] == ["i1", "i2"]
    assert file_words(text, "Ty Moss")[0] == ["i1", "i2"]


def test_no_incident_no_arrest() -> None:
    """Does an article without either stay empty?"""
    assert file_words("Stoke won.") == ([], [])


def test_statements() -> None:
    """Is a statement about the one incident there is, about the one it names, or about none?"""
    one = HUNTERS + "Members met a man at a café in Corby on Sunday.\nA clerk said the place had been full and loud.\n"
    assert file_words(one, said=("the place had been full and loud",))[1] == ["i1"]
    general = one + "The group said that from now on it would hand over files."
    assert file_words(general, said=("from now on it would hand over files",))[1] == [None]
    two = TWO + "A teacher said nobody had warned the Ludlow school on Sunday.\nA clerk said such films were common."
    said = ("nobody had warned the Ludlow school on Sunday", "such films were common")
    assert file_words(two, said=said)[1] == ["i2", None]


def test_named_again() -> None:
    """Does one of several defendants stand again for the further crime whose sentence names him, with its own offence?"""
    text = (
        "Ty Moss and Jo Vane stabbed a man at a pub in Corby on 3 May 2018.\nBoth were jailed.\n"
        "Moss also admitted robbing a bakery in Ludlow on 9 June 2018."
    )
    doc = read_document(Article("a", text, "2019-05-14"))
    arrests = tuple(Arrest("", (text.index(m), text.index(m) + 7), custody_months=60) for m in ("Ty Moss", "Jo Vane"))
    incidents = find_incidents(doc, (), on_calendar(find_expressions(doc)), arrests)
    filed, _ = file_under(doc, incidents, arrests, ())
    assert [(a.incident, a.offences, a.custody_months) for a in filed] == [
        ("i1", (), 60),
        ("i1", (), 60),
        ("i2", ("robbery",), None),
    ]
