#!/usr/bin/env python3
"""Makes the tables of course-notes/en/measured.md from what `anel compare WORKLOAD --json -` says, and from nothing else.

  python3 course-notes/tools/who_pays_what.py                       run everything (some minutes), print the tables
  python3 course-notes/tools/who_pays_what.py --save results        and keep each workload's JSON in that folder
  python3 course-notes/tools/who_pays_what.py --load results        the tables again from kept JSON, without running anything
  python3 course-notes/tools/who_pays_what.py --into course-notes/en/measured.md      put them between that page's marks
  python3 course-notes/tools/who_pays_what.py --only compute,syscall                  some workloads, to try it: the relations are left out
"""
import argparse
import json
import pathlib
import subprocess
import sys

NATIVE, TRAP, TRANSLATE, PARA, SHADOW, NESTED = "native", "full-trap", "full-translate", "para", "assist-shadow", "assist-nested"

# The relations of literature and design. A side is (workload, mode); an operator's meaning and margin stand in HOLDS.
RELATIONS = [
    ("1", "compute-bound user code", [(("compute", NATIVE), "=1%", ("compute", mode)) for mode in (TRAP, TRANSLATE, PARA, SHADOW, NESTED)]),
    ("2", "null system call", [(("syscall", NATIVE), "≈", ("syscall", NESTED)), (("syscall", NATIVE), "≈", ("syscall", SHADOW)),
                               (("syscall", NESTED), "≈", ("syscall", PARA)), (("syscall", PARA), "<", ("syscall", TRANSLATE)),
                               (("syscall", TRANSLATE), "<", ("syscall", TRAP))]),
    ("3", "interrupt-flag toggle", [(("irqflag", NATIVE), "×2", ("irqflag", PARA)), (("irqflag", NATIVE), "×6", ("irqflag", TRANSLATE)), (("irqflag", NATIVE), "≪", ("irqflag", TRAP)),
                                    (("irqflag", PARA), "≪", ("irqflag", TRAP)), (("irqflag", TRANSLATE), "≪", ("irqflag", TRAP))]),
    ("4", "call and return in the kernel", [(("callret", NATIVE), "≈", ("callret", mode)) for mode in (TRAP, PARA, SHADOW, NESTED)] +
     [(("callret", NATIVE), "<", ("callret", TRANSLATE)), (("callret", NATIVE), "×6", ("callret", TRANSLATE))]),
    ("5", "exception that the kernel handles", [(("exception", NATIVE), "≈", ("exception", NESTED)), (("exception", NATIVE), "≈", ("exception", SHADOW)),
                                                (("exception", NESTED), "≲", ("exception", PARA)), (("exception", PARA), "<", ("exception", TRANSLATE)),
                                                (("exception", TRANSLATE), "<", ("exception", TRAP))]),
    ("6", "page fault", [(("pagefault", NATIVE), "≈", ("pagefault", NESTED)), (("pagefault", NESTED), "<", ("pagefault", PARA)),
                          (("pagefault", PARA), "<", ("pagefault", TRANSLATE))]),
    ("7", "page-table writes", [(("ptwrite", NATIVE), "≈", ("ptwrite", NESTED)), (("ptbatch", NESTED), "<", ("ptbatch", PARA)),
                                (("ptbatch", PARA), "<", ("ptwrite", PARA)), (("ptwrite", PARA), "<", ("ptwrite", TRAP)),
                                (("ptwrite", TRAP), "<", ("ptwrite", SHADOW))]),
    ("8", "address-space switch", [(("switch", NATIVE), "≈", ("switch", NESTED)), (("switch", NESTED), "<", ("switch", PARA)),
                                   (("switch", PARA), "<", ("switch", TRANSLATE)), (("switch", TRANSLATE), "<", ("switch", TRAP))]),
    ("9", "pointer chasing", [(("chase", NATIVE), "≈", ("chase", TRAP)), (("chase", NATIVE), "≈", ("chase", PARA)),
                              (("chase", NATIVE), "≈", ("chase", SHADOW)), (("chase", NATIVE), "<", ("chase", NESTED))]),
    ("10", "fork and wait", [(("fork", NATIVE), "<", ("fork", NESTED)), (("fork", NESTED), "<", ("fork", PARA)),
                             (("fork", PARA), "<", ("fork", TRAP)), (("fork", PARA), "<", ("fork", SHADOW))]),
    ("12", "the swap", [(("ptwrite", NESTED), "<", ("ptwrite", SHADOW)), (("pagetable", NESTED), "<", ("pagetable", SHADOW)),
                        (("chase", SHADOW), "<", ("chase", NESTED))]),
]
# What the price of translating programs, too, is shown on: computing, calling, memory, and a little of everything.
TRANSLATED_WHOLE = ("compute", "syscall", "primes", "mix")
WHOLE = "translate-all"  # in the place of a mode, in the names of kept files

HOLDS = {
    "=1%": lambda a, b: abs(b / a - 1) <= 0.01,
    "≈": lambda a, b: max(a, b) <= 1.15 * min(a, b),
    "≲": lambda a, b: a <= 1.15 * b,
    "<": lambda a, b: b >= 1.1 * a,
    "≪": lambda a, b: b >= 5 * a,
    "×2": lambda a, b: max(a, b) <= 2 * min(a, b),
    "×6": lambda a, b: b < 6 * a,
}


def ask(anel, *arguments):
    run = subprocess.run([anel, *arguments], stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True)
    if run.returncode != 0:
        sys.exit(f"{anel} {' '.join(arguments)}: exit code {run.returncode}")
    return run.stdout


def measure(options):
    """Workload's name -> its comparison, for the workloads that count operations, in anel's order."""
    results = {}
    for line in ask(options.anel, "workloads").splitlines():
        name = line.split()[0]
        if options.only and name not in options.only:
            continue
        if json.loads(ask(options.anel, "compare", name, "--modes", NATIVE, "--json", "-"))["operations"] is None:
            continue
        print(name, file=sys.stderr)
        results[name] = json.loads(ask(options.anel, "compare", name, "--json", "-"))
        keep(options, f"{len(results):02}-{name}", results[name])
    return results


def measure_whole(options):
    """Workload's name -> what translation of the kernel alone costs, and of programs too: (comparison, comparison)."""
    results = {}
    for name in TRANSLATED_WHOLE:
        if options.only and name not in options.only:
            continue
        pair = []
        for what in ("kernel", "all"):
            print(f"{name}, {what} translated", file=sys.stderr)
            pair.append(json.loads(ask(options.anel, "compare", name, "--modes", f"{NATIVE},{TRANSLATE}", "--translate", what, "--json", "-")))
            keep(options, f"{WHOLE}-{name}-{what}", pair[-1])
        results[name] = tuple(pair)
    return results


def keep(options, name, comparison):
    if options.save:
        options.save.mkdir(parents=True, exist_ok=True)
        (options.save / f"{name}.json").write_text(json.dumps(comparison, indent=1) + "\n")


def load(folder):
    comparisons = [json.loads(path.read_text()) for path in sorted(folder.glob("[0-9]*.json"))]
    return {comparison["workload"]: comparison for comparison in comparisons}


def load_whole(folder):
    one = lambda name, what: folder / f"{WHOLE}-{name}-{what}.json"
    return {name: tuple(json.loads(one(name, what).read_text()) for what in ("kernel", "all")) for name in TRANSLATED_WHOLE if one(name, "all").exists()}


def number(value):
    if value >= 10000:
        return f"{value:,.0f}"
    return f"{value:.1f}" if value >= 100 else f"{value:.2f}"


def by_mode(comparison):
    return {row["mode"]: row for row in comparison["modes"]}


def costs(results):
    if not results:
        return []
    modes = [row["mode"] for row in next(iter(results.values()))["modes"]]
    lines = ["| workload | operations | " + " | ".join(modes) + " |", "| --- | ---: |" + " ---: |" * len(modes)]
    for name, comparison in results.items():
        cells = []
        for row in comparison["modes"]:
            cell = "failed" if row["cycles_per_operation"] is None or not row["equivalent"] else number(row["cycles_per_operation"])
            if row["exits_per_operation"] is not None and cell != "failed":
                cell += f" ({row['exits_per_operation']:.2f})"
            cells.append(cell)
        lines.append(f"| `{name}` | {comparison['operations']:,} | " + " | ".join(cells) + " |")
    return lines


def whole(results):
    """Cycles of the whole run over native's, and per operation where the workload counts them; the translator's own work is in both."""
    lines = ["| workload | | kernel translated | all translated | all / kernel | translated instructions | cycles to translate one |",
             "| --- | --- | ---: | ---: | ---: | ---: | ---: |"]
    for name, pair in results.items():
        rows = [by_mode(comparison)[TRANSLATE] for comparison in pair]
        if not all(row["equivalent"] for row in rows):
            sys.exit(f"{name}: not equivalent under {TRANSLATE}")
        counts = ", ".join(f"{row['translator']['instructions']:,}" for row in rows)
        each = ", ".join(number(row["translator"]["cycles_per_instruction"]) for row in rows)
        costs = [row["cycles"] for row in rows]
        lines.append(f"| `{name}` | run, against native | {rows[0]['slowdown']:.3f} | {rows[1]['slowdown']:.3f} | {costs[1] / costs[0]:.3f} | {counts} | {each} |")
        if rows[0]["cycles_per_operation"] is not None:
            native = by_mode(pair[0])[NATIVE]["cycles_per_operation"]
            costs = [row["cycles_per_operation"] for row in rows]
            lines.append(f"| | an operation, native {number(native)} | {number(costs[0])} | {number(costs[1])} | {costs[1] / costs[0]:.3f} | | |")
    return lines


def relations(results):
    def cost(side):
        workload, mode = side
        return by_mode(results[workload])[mode]["cycles_per_operation"]

    lines = ["| | relation | left | | right | cycles | right / left | |", "| --- | --- | --- | --- | --- | ---: | ---: | --- |"]
    for label, name, links in RELATIONS:
        for left, operator, right in links:
            a, b = cost(left), cost(right)
            both = left[0] != right[0]
            show = lambda side: f"{side[1]}, `{side[0]}`" if both else side[1]
            verdict = "holds" if HOLDS[operator](a, b) else "**does not hold**"
            lines.append(f"| {label} | {name} (`{left[0]}`) | {show(left)} | {operator} | {show(right)} | {number(a)}, {number(b)} | {b / a:.3f} | {verdict} |")
            label = ""
        if name == "fork and wait":  # relation 11 comes behind 10
            lines += batching(cost)
    return lines


def batching(cost):
    """What batching leaves of the distance to the bare machine, in cycles for a sector."""
    lines = []
    for mode in (TRAP, TRANSLATE, PARA, SHADOW, NESTED):
        gaps = [cost((workload, mode)) - cost((workload, NATIVE)) for workload in ("pio", "batchio")]
        verdict = "holds" if gaps[1] < gaps[0] / 2 else "**does not hold**"
        label = "11" if mode == TRAP else ""
        lines.append(f"| {label} | cycles above native, a sector | {mode}, `pio` | > 2× | {mode}, `batchio` | {number(gaps[0])}, {number(gaps[1])} | {gaps[1] / gaps[0]:.3f} | {verdict} |")
    return lines


def put_into(page, sections):
    text = page.read_text()
    for name, lines in sections.items():
        begin, end = f"<!-- {name}: made by course-notes/tools/who_pays_what.py -->\n", f"<!-- {name}: end -->\n"
        if begin not in text or end not in text:
            sys.exit(f"{page}: has no place for '{name}'")
        head, rest = text.split(begin, 1)
        text = head + begin + "\n".join(lines) + "\n" + end + rest.split(end, 1)[1]
    page.write_text(text)


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--anel", default="build/release/bin/anel", help="the command; default: %(default)s")
    parser.add_argument("--save", type=pathlib.Path, help="a folder for the JSON of each workload")
    parser.add_argument("--load", type=pathlib.Path, help="a folder with such JSON, in the place of running anything")
    parser.add_argument("--into", type=pathlib.Path, help="a page with marks, in the place of standard output")
    parser.add_argument("--only", type=lambda text: text.split(","), help="workloads, with commas between them")
    options = parser.parse_args()
    if options.only and (options.into or options.load):
        sys.exit("--only is for a look: a page has all workloads")
    results = load(options.load) if options.load else measure(options)
    sections = {"costs": costs(results), "translate-all": whole(load_whole(options.load) if options.load else measure_whole(options))}
    if not options.only:
        sections["relations"] = relations(results)
    if options.into:
        put_into(options.into, sections)
    else:
        for lines in sections.values():
            print("\n".join(lines) + "\n")


if __name__ == "__main__":
    main()
