from builders import arrest, incident, record, statement

from casebook.link import link, plain_name

SCENE = {"group": "Fen Watch", "date": "2019-05-04", "location_type": "park_open"}


def early(**changes):
    told = arrest(name="Jo Vane", age=40, release="police_bail")
    return record("a1", [incident(**{**SCENE, **changes})], [told], published="2019-05-06")


def late(**changes):
    told = arrest("i9", name="Jo VANE", age=41, verdict="convicted", stage="convicted", release="not_reported")
    scene = incident("i9", **{**SCENE, "group": "the Fen Watch", **changes})
    return record("a2", [scene], [told], [statement(incident="i9")], published="2019-11-06")


def test_two_articles_on_one_event_are_one_incident():
    """Is the person one row, with the later outcome, the earlier age, and what only the earlier told?"""
    casefile = link([late(), early()])
    (episode,) = casefile.episodes
    assert episode.articles == ("a1", "a2")
    assert episode.last_report == "2019-11-06"
    (person,) = episode.arrests
    assert (person.verdict, person.age, person.release) == ("convicted", 40, "police_bail")
    assert casefile.statements[0].incident == episode.handle
    assert casefile.statements[0].case == "a1"


def test_the_order_of_the_records_does_not_matter():
    """Is the casefile the same whichever article comes first?"""
    assert link([late(), early()]) == link([early(), late()])


def test_what_differs_stays_apart():
    """Are incidents of another day, group or place, or without any, kept apart?"""
    others = {"date": "2019-05-05"}, {"date": "2019"}, {"group": "Marsh Watch"}, {"group": None}, {"location_type": "home"}
    for changes in others:
        assert len(link([early(), late(**changes)]).episodes) == 2


def test_the_earlier_tells_the_scene_and_the_later_fills_its_gaps():
    """Does the earlier article win on the scene, and the later one where the earlier is silent?"""
    (episode,) = link([early(audience=500), late(audience=900, disorder="crowd_peaceful")]).episodes
    assert (episode.incident.audience, episode.incident.disorder) == (500, "crowd_peaceful")


def test_names_are_compared_without_case_and_article():
    """Is "The Fen-Watch" the same as "fen watch"?"""
    assert plain_name("The Fen-Watch ") == plain_name("fen watch")


def test_an_older_article_renames_nobody():
    """Does an event keep what names it, and a later article its case, whatever is found later or sorts first?"""
    (before,) = link([late()]).episodes
    (after,) = link([late(), early()]).episodes
    assert before.handle == after.handle
    told = record("a0", [incident(**SCENE)], statements=[statement(incident="i1")], published="2019-08-01")
    cases = {t.article: t.case for t in link([early(), late(), told]).statements}
    assert set(cases.values()) == {"a1"}
