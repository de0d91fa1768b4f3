"""Score records against records coded by hand, slot by slot: what was read rightly, missed, or read where nothing is.

`measure.measure` goes the whole way; `coded` reads, `matching` pairs rows, `slots` judges, `figures`
counts, `confusions` and `changes` say where, `layout` prints. `public` measures against public gold sets.
"""
