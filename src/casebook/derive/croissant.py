"""A release's `croissant.json`: what machine-learning tools read to find, check and load its tables.

Croissant 1.0 with the responsible-AI extension (RAI 1.0), as mlcroissant reads it; the JSON-LD context stands in the file, so
that nothing is fetched. Each table is a record set over its Parquet file; `codebook` is one over `codebook.csv`.
"""

from collections.abc import Mapping
from typing import Any

from casebook.contract.declared import Contract, Field, ForeignKey
from casebook.derive.codebook import COLUMNS
from casebook.derive.description import (
    AUTHORS,
    KEYWORDS,
    LICENCE_PAGE,
    RESPONSIBLE,
    TERM,
    About,
    File,
    Part,
    parts_of,
)

SPECIFICATIONS = ("http://mlcommons.org/croissant/1.0", "http://mlcommons.org/croissant/RAI/1.0")
CODEBOOK = "codebook.csv"
PARQUET, CSV = "application/x-parquet", "text/csv"
CONTEXT: Mapping[str, Any] = {
    "@language": "en",
    "@vocab": "https://schema.org/",
    "citeAs": "cr:citeAs",
    "column": "cr:column",
    "conformsTo": "dct:conformsTo",
    "cr": "http://mlcommons.org/croissant/",
    "rai": "http://mlcommons.org/croissant/RAI/",
    "data": {"@id": "cr:data", "@type": "@json"},
    "dataType": {"@id": "cr:dataType", "@type": "@vocab"},
    "dct": "http://purl.org/dc/terms/",
    "equivalentProperty": "cr:equivalentProperty",
    "examples": {"@id": "cr:examples", "@type": "@json"},
    "extract": "cr:extract",
    "field": "cr:field",
    "fileProperty": "cr:fileProperty",
    "fileObject": "cr:fileObject",
    "fileSet": "cr:fileSet",
    "format": "cr:format",
    "includes": "cr:includes",
    "isLiveDataset": "cr:isLiveDataset",
    "jsonPath": "cr:jsonPath",
    "key": "cr:key",
    "md5": "cr:md5",
    "parentField": "cr:parentField",
    "path": "cr:path",
    "recordSet": "cr:recordSet",
    "references": "cr:references",
    "regex": "cr:regex",
    "repeated": "cr:repeated",
    "replace": "cr:replace",
    "samplingRate": "cr:samplingRate",
    "sc": "https://schema.org/",
    "separator": "cr:separator",
    "source": "cr:source",
    "subField": "cr:subField",
    "transform": "cr:transform",
}
"""The context of Croissant 1.0, word for word; readers warn of any other."""


def croissant(contract: Contract, about: About, files: Mapping[str, File]) -> dict[str, Any]:
    """The metadata of a release whose files, by path, are these (`codebook.csv` and at least one table among them)."""
    tables = [(part, name) for name in contract.tables for part in parts_of(files, name)]
    tables.sort(key=lambda listed: bool(listed[0].prefix))
    paths = {f"{part.folder}/{name}.parquet": PARQUET for part, name in tables} | {CODEBOOK: CSV}
    return {
        "@context": dict(CONTEXT),
        "@type": "sc:Dataset",
        "conformsTo": list(SPECIFICATIONS),
        "name": about.name,
        "alternateName": about.title,
        "description": about.summary,
        "version": about.version,
        "datePublished": about.as_of.isoformat(),
        "license": LICENCE_PAGE,
        "usageInfo": TERM,
        "creator": {"@type": "sc:Organization", "name": AUTHORS},
        "inLanguage": "en",
        "keywords": list(KEYWORDS),
        "citeAs": about.citation,
        **{f"rai:{term}": _told(text) for term, text in RESPONSIBLE.items()},
        "distribution": [_file(path, kind, files[path]) for path, kind in paths.items()],
        "recordSet": [*(_record_set(contract, name, part) for part, name in tables), _codebook()],
    }


def _told(text: str | tuple[str, ...]) -> str | list[str]:
    return text if isinstance(text, str) else list(text)


def _file(path: str, kind: str, file: File) -> dict[str, Any]:
    return {
        "@type": "cr:FileObject",
        "@id": path,
        "name": path,
        "contentUrl": path,
        "contentSize": f"{file.bytes} B",
        "encodingFormat": kind,
        "sha256": file.sha256,
    }


def _record_set(contract: Contract, name: str, part: Part) -> dict[str, Any]:
    table, own = contract.tables[name], part.prefix + name
    keys = [{"@id": f"{own}/{key}"} for key in table.keys]
    links = {key.field: key for key in table.foreign_keys}
    return {
        "@type": "cr:RecordSet",
        "@id": own,
        "name": own,
        "description": part.note + table.description,
        "key": keys[0] if len(keys) == 1 else keys,
        "field": [
            _field(own, f, f"{part.folder}/{name}.parquet") | _link(links.get(f.name), part) for f in table.fields.values()
        ],
    }


def _field(record_set: str, field: Field, path: str) -> dict[str, Any]:
    return {
        "@type": "cr:Field",
        "@id": f"{record_set}/{field.name}",
        "name": field.name,
        "description": f"{field.title}. {field.description}",
        "dataType": "sc:Integer" if field.type == "integer" else "sc:Text",
        **({"repeated": True} if field.many else {}),
        "source": {"fileObject": {"@id": path}, "extract": {"column": field.name}},
    }


def _link(key: ForeignKey | None, part: Part) -> dict[str, Any]:
    """What a key refers to, as the column of a file: told as a field that is a key itself, mlcroissant 1.1 gives other rows."""
    if not key:
        return {}
    return {"references": {"fileObject": {"@id": f"{part.folder}/{key.other}.parquet"}, "extract": {"column": key.other_field}}}


def _codebook() -> dict[str, Any]:
    """Every code of every column with its label, definition and number."""
    return {
        "@type": "cr:RecordSet",
        "@id": "codebook",
        "name": "codebook",
        "description": "Every column and code of the tables, with labels, definitions and its number in Stata and SPSS files.",
        "field": [
            {
                "@type": "cr:Field",
                "@id": f"codebook/{column}",
                "name": column,
                "dataType": "sc:Text",
                "source": {"fileObject": {"@id": CODEBOOK}, "extract": {"column": column}},
            }
            for column in COLUMNS
        ],
    }
