"""Get one version of a release, verified to the byte, or an error that says why not."""
