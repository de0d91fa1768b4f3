"""casebook: crime news in, a pseudonymised and disclosure-controlled dataset out."""

from importlib.metadata import version

__version__ = version("casebook")
