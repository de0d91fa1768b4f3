"""Say what kind of article it is: spot news, a court report, a feature, an opinion, a policy report or an inquest."""

from casebook.reading.document import HEADLINE, Document
from casebook.records import Arrest, Incident

TOP = 5  # sentences that stand for the top of an article
LONG = 700  # words from which an article without an incident of its own is a feature
IN_COURT = {"charged", "tried", "convicted", "sentenced", "appealed"}
NEWS = 10  # an incident dated to the day (YYYY-MM-DD) is news


def genre_of(doc: Document, incidents: tuple[Incident, ...], arrests: tuple[Arrest, ...]) -> str:
    """The first that holds: opinion, inquest, court_report, policy_report or feature (no incident of its own), spot_news."""
    top = _top(doc)
    read = [hit.value for _, hit in doc.index.read("genre", top)]
    in_court = any(a.stage in IN_COURT for a in arrests)
    if read.count("opinion") > 1 or ("opinion" in read and not arrests):
        return "opinion"
    if "inquest" in read:
        return "inquest"
    if read.count("court_report") >= (1 if in_court else 3):
        return "court_report"
    if any(len(i.date or "") == NEWS or i.type == "other_crime" for i in incidents):
        return "spot_news"
    if len(doc.text.split()) >= LONG:
        return "feature"
    return "policy_report" if doc.index.read("genre_policy", top) else "spot_news"


def _top(doc: Document) -> list[int]:
    """The stretches at the top: the headlines and the first sentences."""
    index = doc.index
    spans = {line.span for line in doc.lines if line.kind == HEADLINE}
    return [n for n in index.news[len(index.all) :] if index.span(n) in spans] + list(index.body[:TOP])
