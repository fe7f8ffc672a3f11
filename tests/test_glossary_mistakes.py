"""Every mistake that a glossary can have: its text with ``»`` before the place that is reported,
the message, and a sound glossary that is close to it."""

from __future__ import annotations

import pytest

from termlint.glossary import Problem, Source, load

HEAD = "glossary: g\nkinds:\n  practice:\n    description: what people do\n"
MANY_KINDS = "{" + ", ".join(f"kind-{number}: " for number in range(100)) + "}"


def complete(text: str) -> str:
    """A whole glossary; one that begins with a list item stands for its concepts."""
    return f"{HEAD}concepts:\n{text}" if text.startswith(("- ", "»- ")) else text


def problems_of(text: str) -> tuple[Problem, ...]:
    return load(["g.yaml"], lambda reference, base: Source(reference, text))[1]


def place_of(marked: str) -> tuple[int, int]:
    before = marked[: marked.index("»")]
    return before.count("\n") + 1, len(before.rpartition("\n")[2]) + 1


KEYS = [
    pytest.param(
        "- term: a\n  »deprecate: [b]",
        'unknown key "deprecate" in a concept; did you mean "deprecated"?',
        "- term: a\n  deprecated: [b]",
        id="unknown-key-of-a-concept",
    ),
    pytest.param(
        "glossary: g\n»concept: []",
        'unknown key "concept" in a glossary; did you mean "concepts"?',
        "glossary: g\nconcepts: []",
        id="unknown-key-of-the-glossary",
    ),
    pytest.param(
        "glossary: g\nkinds:\n  practice:\n    »examples: []",
        'unknown key "examples" in the kind "practice"; use one of description, cues, literal',
        "glossary: g\nkinds:\n  practice:",
        id="unknown-key-of-a-kind",
    ),
    pytest.param(
        "- term: a\n  deprecated:\n  - {form: b, »reason: x}",
        'unknown key "reason" in a deprecated form; use one of form, message, severity, fix',
        "- term: a\n  deprecated:\n  - {form: b, message: x}",
        id="unknown-key-of-a-deprecated-form",
    ),
    pytest.param(
        "- term: a\n  cues:\n  - {cue: 'use {term}', »wieght: 0.5}",
        'unknown key "wieght" in a cue; did you mean "weight"?',
        "- term: a\n  cues:\n  - {cue: 'use {term}', weight: 0.5}",
        id="unknown-key-of-a-cue",
    ),
    pytest.param(
        "- term: a\n  »term: b",
        'the key "term" is given already at line 6; keep one',
        "- term: a\n- term: b",
        id="duplicate-key",
    ),
    pytest.param(
        "»title: A title",
        'the key "glossary" is missing; add "glossary: " and an id',
        "glossary: g\ntitle: A title",
        id="no-glossary-id",
    ),
    pytest.param(
        "- »id: a",
        'the key "term" is missing; add the preferred form of the concept',
        "- id: a\n  term: b",
        id="no-term",
    ),
    pytest.param(
        "- term: a\n  deprecated:\n  - »{message: x}",
        'the key "form" is missing; add the deprecated form',
        "- term: a\n  deprecated:\n  - {message: x, form: b}",
        id="no-deprecated-form",
    ),
    pytest.param(
        "- term: a\n  cues:\n  - »weight: 0.5",
        'the key "cue" is missing; add the words around {term}',
        "- term: a\n  cues:\n  - weight: 0.5\n    cue: use {term}",
        id="no-cue",
    ),
    pytest.param(
        "»",
        'the glossary is empty; begin it with "glossary: " and its id',
        "glossary: g",
        id="empty-file",
    ),
]

NAMES = [
    pytest.param(
        "- term: data set\n- term: b\n- term: »Data Set",
        'the id "data-set" is taken at g.yaml:6:9; give one of the two concepts another id',
        "- term: data set\n- term: b\n- term: Data Set\n  id: other",
        id="two-terms-with-one-slug",
    ),
    pytest.param(
        "- id: x\n  term: a\n- id: »x\n  term: b",
        'the id "x" is taken at g.yaml:6:7; give one of the two concepts another id',
        "- id: x\n  term: a\n- id: y\n  term: b",
        id="duplicate-id",
    ),
    pytest.param(
        "- id: »my id\n  term: a",
        'id "my id" contains a space; write "-" instead',
        "- id: my-id\n  term: a",
        id="id-with-a-space",
    ),
    pytest.param(
        "- term: a\n  kind: »pratice",
        'unknown kind "pratice"; did you mean "practice"?',
        "- term: a\n  kind: practice",
        id="misspelled-kind",
    ),
    pytest.param(
        "- term: a\n  kind: »role",
        'unknown kind "role"; use one of practice, or describe it under "kinds"',
        "glossary: g\nkinds:\n  role:\nconcepts:\n- {term: a, kind: role}",
        id="unknown-kind",
    ),
    pytest.param(
        "glossary: g\nconcepts: [{term: a, kind: »role}]",
        'unknown kind "role"; describe it under "kinds", or extend what does',
        "glossary: g\nkinds: {role: }\nconcepts: [{term: a, kind: role}]",
        id="unknown-kind-where-there-is-none",
    ),
    pytest.param(
        f"glossary: g\nkinds: {MANY_KINDS}\nconcepts: [{{term: a, kind: »role}}]",
        'unknown kind "role"; describe it under "kinds", or extend what does',
        f"glossary: g\nkinds: {MANY_KINDS}\nconcepts: [{{term: a, kind: kind-7}}]",
        id="unknown-kind-where-there-are-many",
    ),
    pytest.param(
        "- term: tool one\n- term: a\n  confused_with: [»tool-on]",
        'unknown concept "tool-on"; did you mean "tool-one"?',
        "- term: tool one\n- term: a\n  confused_with: [tool-one]",
        id="unknown-concept",
    ),
    pytest.param(
        "- term: a\n  confused_with: »a",
        '"a" is this concept itself; name what it is taken for',
        "- term: a\n  confused_with: b\n- term: b",
        id="confused-with-itself",
    ),
    pytest.param(
        "- term: a\n  specs:\n  - text: A.\n    expect: [»misspelt-term]",
        'unknown check "misspelt-term"; did you mean "misspelled-term"?',
        "- term: a\n  specs:\n  - text: A.\n    expect: [misspelled-term]",
        id="unknown-check",
    ),
    pytest.param(
        "glossary: g\nlanguage: »english please",
        '"english please" is no language tag; write one such as en or pt-BR',
        "glossary: g\nlanguage: zh-Hant-TW",
        id="no-language-tag",
    ),
    pytest.param(
        "- term: a\n  deprecated:\n  - form: b\n    fix: »save",
        'unknown fix "save"; did you mean "safe"?',
        "- term: a\n  deprecated:\n  - form: b\n    fix: safe",
        id="unknown-fix",
    ),
    pytest.param(
        "- term: a\n  deprecated:\n  - form: b\n    severity: »high",
        'unknown severity "high"; use one of info, warning, error',
        "- term: a\n  deprecated:\n  - form: b\n    severity: error",
        id="unknown-severity",
    ),
]

FORMS = [
    pytest.param(
        "- term: data set\n- term: b\n  deprecated: [»Data-Set]",
        '"Data-Set" is deprecated for "b",'
        ' but "data set" is preferred for "data-set" at g.yaml:6:9; keep one of the two',
        "- term: data set\n- term: b\n  deprecated: [Data-Sheet]",
        id="deprecated-here-preferred-there",
    ),
    pytest.param(
        "- term: a\n  admitted: ML\n- term: b\n  variants: »ML",
        '"ML" is a variant for "b", but "ML" is admitted for "a" at g.yaml:7:13;'
        " keep one of the two",
        "- term: a\n  admitted: ML\n- term: b\n  admitted: ML",
        id="variant-here-admitted-there",
    ),
    pytest.param(
        "- term: a\n  admitted: [c]\n  deprecated: [»c]",
        '"c" is deprecated here, but admitted at line 7; keep one of the two',
        "- term: a\n  admitted: [c]\n  deprecated: [C]",
        id="two-statuses-in-one-concept",
    ),
    pytest.param(
        "- term: a\n  abbreviation: c\n  deprecated: [»c]",
        '"c" is deprecated here, but admitted at line 7; keep one of the two',
        "- term: a\n  abbreviation: c\n  admitted: [c]",
        id="abbreviation-is-deprecated",
    ),
    pytest.param(
        "- term: a\n  admitted: [c, b, »c]",
        '"c" is admitted already at line 7; keep one of the two',
        "- term: a\n  admitted: [c, b, d]",
        id="listed-twice",
    ),
    pytest.param(
        "- term: »''",
        "term is empty; write one, or remove it",
        "- term: 'a'",
        id="empty-form",
    ),
    pytest.param(
        "- term: a\n  admitted: [b, »'!?']",
        'admitted "!?" has no letter and no digit; write it with one',
        "- term: a\n  admitted: [b, 'c!?']",
        id="only-punctuation",
    ),
    pytest.param(
        "- term: »' a'",
        'term " a" has a space at its start or end; remove it',
        "- term: 'a b'",
        id="space-around",
    ),
    pytest.param(
        "- term: »|\n    a\n",
        "term has a line break; write it on one line",
        "- term: |-\n    a\n",
        id="line-break",
    ),
    pytest.param(
        "glossary: g\nconsistent:\n- »[dataset]",
        "a group has fewer than two forms; add what is not to be mixed",
        "glossary: g\nconsistent:\n- [dataset, data set]",
        id="group-of-one",
    ),
    pytest.param(
        "glossary: g\nconsistent:\n- [dataset, data set, »dataset]",
        '"dataset" is listed twice; write another form',
        "glossary: g\nconsistent:\n- [dataset, data set, data-set]",
        id="twice-in-a-group",
    ),
    pytest.param(
        "glossary: g\nconsistent:\n- [a, b]\n- »[b, c]",
        '"b" is in the group at g.yaml:3:3 already; merge the two',
        "glossary: g\nconsistent:\n- [a, b]\n- [c, d]",
        id="in-two-groups",
    ),
    pytest.param(
        "glossary: g\nconcepts:\n- term: dataset\n  deprecated: data set\n"
        "consistent:\n- »[dataset, data set]",
        '"data set" may be used here, but is deprecated for "dataset" at g.yaml:4:15;'
        " keep one of the two",
        "glossary: g\nconcepts:\n- term: dataset\n  admitted: data set\n"
        "consistent:\n- [dataset, data set]",
        id="deprecated-in-a-group",
    ),
]

CUES = [
    pytest.param(
        "- term: a\n  cues: [»log in]",
        "a cue needs one {term} in it; correct the cue",
        "- term: a\n  cues: ['log in to {term}']",
        id="cue-without-term",
    ),
    pytest.param(
        "- term: a\n  cues:\n  - 'use {term} or »{term}'",
        "a cue needs just one {term}; correct the cue",
        "- term: a\n  cues:\n  - 'use {term} or'",
        id="two-terms-in-a-quoted-cue",
    ),
    pytest.param(
        "- term: a\n  cues:\n  - é 😀 use {term} »{tool}",
        "unknown {tool}",
        "- term: a\n  cues:\n  - é 😀 use {term} {number}",
        id="unknown-place-in-a-plain-cue",
    ),
    pytest.param(
        '- term: a\n  cues:\n  - cue: »"\\u0061 {term} {tool}"\n    weight: 2',
        "unknown {tool}",
        '- term: a\n  cues:\n  - cue: "\\u0061 {term}"\n    weight: 2',
        id="unknown-place-in-a-cue-with-escapes",
    ),
    pytest.param(
        "glossary: g\nlists: {a: [»'{b}', c]}",
        'the form "{b}" has braces, but a list has no other in it; write out the forms',
        "glossary: g\nlists: {a: [b, c]}",
        id="list-in-a-list",
    ),
    pytest.param(
        '- term: »"a\\0b"',
        "term has the control character U+0000; remove it",
        '- term: "a\\u00e9b"',
        id="control-character",
    ),
    pytest.param(
        "- term: a\n  literal:\n  - '»|run {term}'",
        '"|" outside [...]; correct the cue',
        "- term: a\n  literal:\n  - '[go|run] {term}'",
        id="syntax-error-in-a-literal-cue",
    ),
    pytest.param(
        "glossary: g\nkinds:\n  role:\n    cues:\n    - 'use {term}'\n    - »use {term}",
        "this cue is listed already at line 5; keep one",
        "glossary: g\nkinds:\n  role:\n    cues:\n    - 'use {term}'\n    - uses {term}",
        id="cue-listed-twice",
    ),
    pytest.param(
        "- term: a\n  cues:\n  - »{term}",
        'a cue is a mapping here; write a text, and if it begins with "{", in quotes',
        "- term: a\n  cues:\n  - '{term} is'",
        id="braces-without-quotes",
    ),
    pytest.param(
        "- term: a\n  cues:\n  - »[log in]",
        'a cue is a list here; write a text, and if it begins with "[", in quotes',
        "- term: a\n  cues:\n  - '[log in] {term}'",
        id="brackets-without-quotes",
    ),
    pytest.param(
        "- term: a\n  cues:\n  - [log|sign] »in to {term}",
        "this does not go on from what stands before it; check the indentation,"
        ' and quote a text that begins with "[", "{" or a quote',
        "- term: a\n  cues:\n  - '[log|sign] in to {term}'",
        id="text-after-brackets",
    ),
    pytest.param(
        "- term: a\n  cues: {cue: 'use {term}', weight: »-1}",
        "weight is -1; write a number above 0 and below 1000",
        "- term: a\n  cues: {cue: 'use {term}', weight: 0.5}",
        id="negative-weight",
    ),
    pytest.param(
        "- term: a\n  cues: {cue: 'use {term}', weight: »0}",
        "weight is 0; write a number above 0 and below 1000",
        "- term: a\n  cues: {cue: 'use {term}', weight: 0.1}",
        id="no-weight",
    ),
    pytest.param(
        "- term: a\n  cues: {cue: 'use {term}', weight: »'2'}",
        'weight is the text "2"; write a number above 0 and below 1000',
        "- term: a\n  cues: {cue: 'use {term}', weight: 2}",
        id="weight-in-quotes",
    ),
]

YAML_SURPRISES = [
    pytest.param(
        "- term: »no",
        'term: YAML reads no as true or false; write "no" in quotes',
        '- term: "no"',
        id="no",
    ),
    pytest.param(
        "- term: switch\n  admitted: [»on, off-position]",
        'admitted: YAML reads on as true or false; write "on" in quotes',
        "- term: switch\n  admitted: ['on', off-position]",
        id="on",
    ),
    pytest.param(
        "- term: »1:30",
        'term: YAML reads 1:30 as a number; write "1:30" in quotes',
        "- term: at 1:30",
        id="sexagesimal",
    ),
    pytest.param(
        "- term: »1.10",
        'term: YAML reads 1.10 as a number; write "1.10" in quotes',
        "- term: 1.10.0",
        id="version",
    ),
    pytest.param(
        "- term: a\n  note: »2024-01-01",
        'note: YAML reads 2024-01-01 as a date; write "2024-01-01" in quotes',
        "- term: a\n  note: since 2024-01-01",
        id="date",
    ),
    pytest.param(
        "- term: »Null",
        'term: YAML reads Null as nothing; write "Null" in quotes',
        "- term: Nullable",
        id="null",
    ),
    pytest.param(
        "- term: a\n  definition:»",
        "definition has no value; write a text, or remove the key",
        "- term: a\n  definition: b",
        id="no-value",
    ),
    pytest.param(
        "glossary: g\nlanguage: »no",
        'language: YAML reads no as true or false; write "no" in quotes',
        "glossary: g\nlanguage: nb",
        id="norwegian",
    ),
    pytest.param(
        "- term: a\n  »no: b",
        'a key: YAML reads no as true or false; write "no" in quotes',
        "- term: a\n  note: b",
        id="key",
    ),
    pytest.param(
        "- term: a\n  »<<: {note: b}",
        'a key: YAML reads << as a merge key; write "<<" in quotes',
        "- term: a\n  note: b",
        id="merge-key",
    ),
    pytest.param(
        "- term: a\n  note: »!secret b",
        "note has the tag !secret, which has no meaning here; remove the tag",
        "- term: a\n  note: !!str 1.10",
        id="tag",
    ),
    pytest.param(
        "- term: a»: b",
        '":" ends no key here; write a text that contains ": " in quotes',
        "- term: 'a: b'",
        id="colon-in-a-text",
    ),
]

TYPES = [
    pytest.param(
        "»[a, b]",
        "a glossary is a list here; write a mapping of keys to values",
        "glossary: g",
        id="list-as-glossary",
    ),
    pytest.param(
        "glossary: g\nconcepts:\n  »a: b",
        "concepts is a mapping here; write a list",
        "glossary: g\nconcepts:\n- term: b",
        id="mapping-as-list",
    ),
    pytest.param(
        "- »MLOps",
        'a concept is the text "MLOps"; write a mapping of keys to values',
        "- term: MLOps",
        id="text-as-concept",
    ),
    pytest.param(
        "- term: »[a]",
        'term is a list here; write a text, and if it begins with "[", in quotes',
        "- term: '[a]'",
        id="list-as-text",
    ),
    pytest.param(
        "- term: a\n  consistent: »'true'",
        'consistent is the text "true"; write true or false',
        "- term: a\n  consistent: true",
        id="text-as-truth",
    ),
    pytest.param(
        "- term: a\n  ambiguous: »1",
        "ambiguous is 1; write true or false",
        "- term: a\n  ambiguous: yes",
        id="number-as-truth",
    ),
    pytest.param(
        "- term: a\n  specs:\n    »text: A.",
        "specs is a mapping here; write a list",
        "- term: a\n  specs:\n  - text: A.",
        id="mapping-as-specs",
    ),
    pytest.param(
        "- term: a\n  specs:\n  - »text: A.\n    from: B.",
        'a spec has "text" and maybe "expect", or "from" and "to"; write these',
        "- term: a\n  specs:\n  - text: A.\n  - from: B.\n    to: C.",
        id="mixed-spec",
    ),
    pytest.param(
        "- term: a\n  specs:\n  - »from: B.",
        'a spec has "text" and maybe "expect", or "from" and "to"; write these',
        "- term: a\n  specs:\n  - from: B.\n    to: C.",
        id="half-a-spec",
    ),
    pytest.param(
        "glossary: g\nconsistent:\n- »dataset",
        'a group is the text "dataset"; write a list',
        "glossary: g\nconsistent:\n- [dataset, data set]",
        id="text-as-group",
    ),
]


@pytest.mark.parametrize(
    ("marked", "message", "sound"), [*KEYS, *NAMES, *FORMS, *CUES, *YAML_SURPRISES, *TYPES]
)
def test_a_mistake_is_reported_once_where_it_stands(marked: str, message: str, sound: str) -> None:
    marked = complete(marked)
    (problem,) = problems_of(marked.replace("»", ""))
    assert problem.message.startswith(message)
    assert "; " in problem.message
    assert (problem.path, problem.line, problem.column) == ("g.yaml", *place_of(marked))
    assert problems_of(complete(sound)) == ()


def test_all_mistakes_come_in_one_run_in_the_order_of_the_lines() -> None:
    text = "glossary: g\nconcepts:\n- term: no\n  kind: x\n- term: b\n  trem: a\n  cues: [use it]\n"
    lines = [(problem.line, problem.message.split(";")[0]) for problem in problems_of(text)]
    assert lines == [
        (3, "term: YAML reads no as true or false"),
        (4, 'unknown kind "x"'),
        (6, 'unknown key "trem" in a concept'),
        (7, "a cue needs one {term} in it"),
    ]


def test_a_mistake_that_an_alias_repeats_is_reported_once() -> None:
    text = "glossary: g\nkinds:\n  a: &a\n    cues: [use it]\n  b: *a\n"
    (problem,) = problems_of(text)
    assert (problem.line, problem.column) == (4, 12)
