"""A release as DDI-Codebook 2.5 XML, which data archives read: the study, its files, their variables and codes.

Described are the CSV files, whose cells hold the codes themselves; elements stand in the order that the schema asks for.
"""

from collections.abc import Mapping
from xml.etree.ElementTree import Element, SubElement, indent, tostring

from casebook.contract.declared import Contract, Field
from casebook.derive.codebook import entries
from casebook.derive.description import AUTHORS, KEYWORDS, LICENCE, LICENCE_PAGE, RESPONSIBLE, TERM, About

NAMESPACE = "ddi:codebook:2_5"
INTERVALS = {"integer": "contin"}
FORMATS = {"integer": "numeric"}


def ddi(contract: Contract, about: About, rows: Mapping[str, int]) -> str:
    """The text of ddi.xml; `rows` is the number of rows of each table."""
    book = Element("codeBook", {"xmlns": NAMESPACE, "version": "2.5", "ID": about.name, "xml:lang": "en"})
    _study(book, about)
    for number, name in enumerate(contract.tables, 1):
        _file(book, f"F{number}", name, contract, rows[name])
    data = SubElement(book, "dataDscr")
    columns = ((f"F{n}", field) for n, t in enumerate(contract.tables.values(), 1) for field in t.fields.values())
    for number, (file, field) in enumerate(columns, 1):
        _variable(data, f"V{number}", file, field, contract)
    indent(book, " ")
    return '<?xml version="1.0" encoding="UTF-8"?>\n' + tostring(book, encoding="unicode") + "\n"


def _study(book: Element, about: About) -> None:
    study = SubElement(book, "stdyDscr")
    citation = SubElement(study, "citation")
    _text(citation, "titlStmt/titl", about.title)
    _text(citation, "rspStmt/AuthEnty", f"The {AUTHORS}")
    _text(citation, "prodStmt/prodDate", about.as_of.isoformat(), date=about.as_of.isoformat())
    _text(citation, "verStmt/version", about.version, date=about.as_of.isoformat())
    about_study = SubElement(study, "stdyInfo")
    subject = SubElement(about_study, "subject")
    for word in KEYWORDS:
        _text(subject, "keyword", word)
    _text(about_study, "abstract", about.summary)
    _text(study, "method/dataColl/collMode", str(RESPONSIBLE["dataCollection"]))
    use = SubElement(SubElement(study, "dataAccs"), "useStmt")
    _text(use, "restrctn", TERM)
    _text(use, "conditions", f"{LICENCE}, {LICENCE_PAGE}")


def _file(book: Element, number: str, name: str, contract: Contract, rows: int) -> None:
    table = contract.tables[name]
    text = SubElement(SubElement(book, "fileDscr", ID=number), "fileTxt")
    _text(text, "fileName", f"data/{name}.csv")
    _text(text, "fileCont", table.description)
    size = SubElement(text, "dimensns")
    _text(size, "caseQnty", str(rows))
    _text(size, "varQnty", str(len(table.fields)))
    _text(text, "fileType", "text/csv", charset="utf-8")


def _variable(data: Element, number: str, file: str, field: Field, contract: Contract) -> None:
    kind = {"intrvl": INTERVALS.get(field.type, "discrete")}
    variable = SubElement(data, "var", {"ID": number, "name": field.name, "files": file, **kind})
    _text(variable, "labl", field.title)
    _text(variable, "txt", field.description)
    for entry in entries(field, contract):
        category = SubElement(variable, "catgry", {"missing": "Y"} if entry.level == "missing" else {})
        _text(category, "catValu", entry.code)
        _text(category, "labl", entry.label)
        _text(category, "txt", entry.definition)
    SubElement(variable, "varFormat", type=FORMATS.get(field.type, "character"))


def _text(parent: Element, path: str, text: str, **attributes: str) -> None:
    """A text under a path of elements of its own."""
    *above, name = path.split("/")
    for step in above:
        parent = SubElement(parent, step)
    SubElement(parent, name, attributes).text = text
