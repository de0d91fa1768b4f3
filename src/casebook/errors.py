"""The errors a user can cause; each names the thing, the value and the way out.

The command line prints them in one line and exits with their code. No message
ever holds a private value (a name, an address, words of a source, a key).
"""


class CasebookError(Exception):
    """A problem the user can mend. Shown without a traceback."""

    exit_code = 1


class UsageError(CasebookError):
    """The call itself is off: a missing folder, a bad version, an output that exists."""

    exit_code = 2


class SecretError(CasebookError):
    """The maintainers' key is missing, too short or unreadable."""

    exit_code = 3


class ContractError(CasebookError):
    """`schema/` is not well formed, or a table does not keep its promises."""

    exit_code = 4


class DisclosureError(CasebookError):
    """A release would say more about a person than its policy allows."""

    exit_code = 5


class EvidenceError(CasebookError):
    """A record claims something that its article does not say."""

    exit_code = 6


class OutputError(CasebookError):
    """The disk is full, read-only or otherwise refuses what we write."""

    exit_code = 7


class IntegrityError(CasebookError):
    """A checksum, a version or a tag is not what it must be."""

    exit_code = 8


class HubError(CasebookError):
    """The hub refuses, or can't be reached."""

    exit_code = 9
