"""The door to YAML: a text in, a tree of nodes that know their places out.

Nothing is constructed: a scalar keeps its text and the tag that YAML 1.1 gives it, so that a
caller can see that ``no``, ``1:30``, ``1.10``, ``2024-01-01`` and ``~`` are not strings.
"""

from __future__ import annotations

from termlint.yamlnodes.composing import MAX_DEPTH, MAX_EXPANSION, compose
from termlint.yamlnodes.mistakes import YamlError
from termlint.yamlnodes.nodes import NULL, STR, Mapping, Node, Scalar, Sequence

__all__ = [
    "MAX_DEPTH",
    "MAX_EXPANSION",
    "NULL",
    "STR",
    "Mapping",
    "Node",
    "Scalar",
    "Sequence",
    "YamlError",
    "compose",
]
