"""Read what a release declares of itself: its version, its tables, their columns and codes, from the front matter of its card."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from casebook.errors import IntegrityError
from casebook.loading.sealed import AGAIN
from casebook.versions.number import FORM

CARD = "README.md"


@dataclass(frozen=True)
class Column:
    """A column: `kind` is string or int64; `codes` are all it may hold where it is closed; `many`: a cell is a list of codes."""

    name: str
    kind: str
    codes: tuple[str, ...] = ()
    many: bool = False


@dataclass(frozen=True)
class Declared:
    """A table as its card declares it: `path` and `checksum` of its Parquet file, `size` in bytes."""

    name: str
    version: str
    path: str
    columns: tuple[Column, ...]
    rows: int
    size: int
    checksum: str | None


def read_card(card: bytes, path: Path) -> dict[str, Declared]:
    """The tables of a release by name, in the order of its card at `path`; raises IntegrityError where it tells none."""
    import yaml  # noqa: PLC0415

    try:
        _, front, _ = card.decode("utf-8").split("---\n", 2)
        told = yaml.load(front, Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader))  # noqa: S506  (a safe one, in C)
        about = {info["config_name"]: info for info in told["dataset_info"]}
        return {config["config_name"]: _declared(config, about[config["config_name"]]) for config in told["configs"]}
    except (ValueError, KeyError, TypeError, IndexError, AttributeError, yaml.YAMLError):
        raise IntegrityError(f"{path}: its front matter declares no tables of a release{AGAIN}") from None


def _declared(config: Mapping[str, Any], info: Mapping[str, Any]) -> Declared:
    (file,), (split,) = config["data_files"], info["splits"]
    told = info.get("download_checksums", {}).get(file["path"], {})
    return Declared(
        name=config["config_name"],
        version=str(config["version"]) if config["version"] == info["version"] else "",
        path=file["path"],
        columns=tuple(map(_column, info["features"])),
        rows=split["num_examples"],
        size=info["download_size"],
        checksum=told.get("checksum"),
    )


def _column(feature: Mapping[str, Any]) -> Column:
    many = "list" in feature
    kind = feature["list"] if many else feature["dtype"]
    if isinstance(kind, str):
        return Column(feature["name"], kind, many=many)
    names = kind["class_label"]["names"]
    return Column(feature["name"], "string", tuple(names[str(n)] for n in range(len(names))), many)


def version_of(tables: Mapping[str, Declared], path: Path) -> str:
    """The one version that a card declares of all its tables; raises IntegrityError where they differ or there are none."""
    versions = {table.version for table in tables.values()}
    if len(versions) != 1 or not all(map(FORM.fullmatch, versions)):
        raise IntegrityError(f"{path}: its tables declare no version x.y.z, or several{AGAIN}")
    return versions.pop()
