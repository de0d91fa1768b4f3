"""How a release is cited and deposited: `CITATION.cff` (Citation File Format 1.2.0) and `.zenodo.json`."""

from typing import Any

import yaml

from casebook.derive.description import AUTHORS, KEYWORDS, LICENCE, TERM, About


def citation_file(about: About) -> str:
    """The text of CITATION.cff."""
    told = {
        "cff-version": "1.2.0",
        "message": "If you use these data, please cite this version of them.",
        "type": "dataset",
        "title": about.title,
        "abstract": about.summary,
        "authors": [{"name": f"The {AUTHORS}"}],
        "version": about.version,
        "date-released": about.as_of,
        "license": LICENCE,
        "keywords": list(KEYWORDS),
    }
    return str(yaml.safe_dump(told, sort_keys=False, allow_unicode=True, width=1000))


def zenodo(about: About) -> dict[str, Any]:
    """The content of .zenodo.json: an open deposit for tables that nothing links, a restricted one for linked ones."""
    access = {"access_right": "open"} if about.open else {"access_right": "restricted", "access_conditions": TERM}
    return {
        "title": about.title,
        "upload_type": "dataset",
        "description": about.summary,
        "creators": [{"name": f"The {AUTHORS}"}],
        "version": about.version,
        "publication_date": about.as_of.isoformat(),
        "language": "eng",
        "license": LICENCE.lower(),
        **access,
        "keywords": list(KEYWORDS),
        "notes": TERM,
    }
