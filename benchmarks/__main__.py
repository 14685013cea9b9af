"""Everything that the page of the documentation on speed shows: `python -m benchmarks`.

Takes the options that `benchmarks.compare` and `benchmarks.curves` have in common, and writes the
tables and the figure into the documentation unless --out says otherwise.
"""

import sys

from benchmarks import compare, curves


def main() -> int:
    """Compare, then draw the curves, unless graphs are missing; 0 if all went well."""
    given = sys.argv[1:]
    if "--out" not in given:
        given = [*given, "--out", str(compare.PAGE)]
    code = compare.main(given)
    return code if code == compare.NO_GRAPHS else max(code, curves.main(given))


if __name__ == "__main__":
    sys.exit(main())
