"""Carry a withdrawal to a hub: the versions that went go there too, those that replace them come."""

from dataclasses import dataclass

from casebook.hub.client import Hub, patiently
from casebook.hub.publish import Tell, publish, silent
from casebook.hub.retire import Retired, retire
from casebook.versions.shelf import WITHDRAWN, Shelf


@dataclass(frozen=True)
class OnHub:
    """What the hub did: what became of the old versions, and the replacements that were loaded back from it."""

    retired: Retired
    published: tuple[str, ...]


def replace_on_hub(shelf: Shelf, hub: Hub, *, start_over: bool = False, tell: Tell = silent) -> OnHub:
    """Take every version off the hub that the shelf has withdrawn, drafts that went too, and publish what replaces them.

    Versions of the shelf that were never published stay unpublished, save replacements of those that were. Running it again
    ends in the same state. Raises what `retire` and `publish` do.
    """
    entries = shelf.entries()
    there = [e.version for e in shelf.standing()]
    gone = [e.version for e in entries if e.version not in there]
    replacing = {e.replaced_by for e in entries if e.status == WITHDRAWN and e.replaced_by in there}
    if not gone:
        return OnHub(Retired((), tuple(there), (), ()), ())
    keep = patiently(hub, "looking", lambda: [v for v in there if v in replacing or hub.commit(f"v{v}")])
    retired = retire(hub, gone, list(map(shelf.folder, keep)), start_over=start_over)
    published = [publish(hub, folder, tell=tell) for folder in map(shelf.folder, keep) if folder.name in replacing]
    return OnHub(retired, tuple(done.tag for done in published))
