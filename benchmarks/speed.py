"""How fast termlint is, beside other linters and by itself.

    python benchmarks/speed.py [--corpus PATH] [--install DIR] [--only ROW,...] [--write PAGE]

Every tool is run as a whole process on the same files, in turns. Printed are the medians, with the
targets and whether they were reached. Rows: corpus, memory, clean, cache, start-up,
start-up-findings, glossary, hostile. README.md in this folder tells more.
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import signal
import sys
import tempfile
from collections.abc import Callable
from dataclasses import asdict
from pathlib import Path

import growth
import latency
import peer_settings
import peers
import results
import throughput
from bench import CHECKOUT, Bench
from material import prepare
from processes import pin
from results import Result

import termlint
from termlint.config.glossaries import load_glossaries

CORPUS = CHECKOUT.parent / "shared/corpus/docs.tar.xz"
ROWS: dict[str, Callable[[Bench], Result]] = {
    "corpus": throughput.corpus,
    "memory": throughput.memory,
    "clean": throughput.clean,
    "cache": throughput.cache,
    "start-up": latency.clean_file,
    "start-up-findings": latency.file_with_findings,
    "glossary": growth.glossary,
    "hostile": growth.hostile,
}
MACHINE = "machine"
"""The place of a page that says what the figures were measured on."""


def main() -> None:
    options = _parser().parse_args()
    # So that what is running is ended, and its files go, when this is.
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))
    if not options.corpus.exists():
        raise SystemExit(f"{options.corpus} is not here; give an archive or a folder with --corpus")
    reasons = peers.install(options.install) if options.install else {}
    found = peers.find(options.tools, options.install or options.peers, reasons)
    machine = _machine(pin())
    measured = []
    with tempfile.TemporaryDirectory(prefix="termlint-speed-") as name:
        work = Path(name).resolve()
        settings = work / "settings"
        peer_settings.write(settings, peer_settings.names_of(load_glossaries(None, name)[0]))
        docs = prepare(options.corpus, work / "docs", options.sample)
        bench = Bench(docs, found, settings, work, options.rounds, options.timeout)
        bench.once(bench.termlint("--exit-zero", docs.files[0], folder=docs.folder))
        print(f"{machine}\n")
        for row in options.only:
            print(row, file=sys.stderr)
            result = ROWS[row](bench)
            measured.append(result)
            print(f"## {row}\n\n{results.section(result)}\n{results.goals([result])}", flush=True)
            if options.write:
                page = options.write.read_text(encoding="utf-8")
                page = results.replace(page, MACHINE, machine)
                options.write.write_text(results.write_into(page, [result]), encoding="utf-8")
    print(results.goals(measured))
    if options.json:
        rows = [asdict(result) for result in measured]
        document = {"machine": machine, "rows": rows}
        options.json.write_text(json.dumps(document, indent=1) + "\n", encoding="utf-8")


def _parser() -> argparse.ArgumentParser:
    description, _, more = (__doc__ or "").partition("\n")
    parser = argparse.ArgumentParser(
        description=description, epilog=more, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    add = parser.add_argument
    add("--corpus", type=Path, default=CORPUS, metavar="PATH", help="an archive or a folder")
    add("--install", type=Path, metavar="DIR", help="install the missing peers into DIR")
    add("--peers", type=Path, metavar="DIR", help="use the peers in DIR, and those on PATH")
    tools = ", ".join(peers.PEERS)
    add("--tools", type=_listed, default=peers.PEERS, help=f"which peers to run, of {tools}")
    add("--only", type=_rows, default=tuple(ROWS), metavar="ROW,...", help="measure these rows")
    add("--rounds", type=int, default=3, metavar="N", help="how often each tool is run (3)")
    add("--sample", type=int, metavar="N", help="take N files of the corpus, evenly spread")
    add("--timeout", type=float, default=600, metavar="S", help="end a run after S seconds (600)")
    add("--json", type=Path, metavar="FILE", help="write the figures to FILE")
    add("--write", type=Path, metavar="PAGE", help="write the tables into their places in PAGE")
    return parser


def _listed(text: str) -> tuple[str, ...]:
    return tuple(name.strip() for name in text.split(",") if name.strip())


def _rows(text: str) -> tuple[str, ...]:
    rows = _listed(text)
    unknown = [row for row in rows if row not in ROWS]
    if unknown:
        raise argparse.ArgumentTypeError(f"no row {unknown[0]}; there are {', '.join(ROWS)}")
    return rows


def _machine(cores: int) -> str:
    python = f"{platform.python_implementation()} {platform.python_version()}"
    system = f"{platform.system()} on {platform.machine()}"
    load = os.getloadavg()[0]
    busy = f", busy with other work at the start (load average {load:.1f})" if load > 0.5 else ""
    return f"termlint {termlint.__version__}, {python}, {system}, {cores} processor cores{busy}."


if __name__ == "__main__":
    main()
