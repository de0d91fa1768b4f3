"""casebook: crime news in, a pseudonymised and disclosure-controlled dataset out.

`casebook.load("arrests", version="1.0.0")` gives one table of one version, verified to the byte.
"""

from importlib.metadata import version
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from casebook.loading.load import load

__all__ = ["load"]
__version__ = version("casebook")


def __getattr__(name: str) -> Any:
    """`load`, imported when it is asked for, so that `import casebook` stays instant."""
    if name != "load":
        raise AttributeError(f"module 'casebook' has no attribute '{name}'")
    from casebook.loading.load import load  # noqa: PLC0415

    return load
