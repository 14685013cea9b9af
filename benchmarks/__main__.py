"""Everything that the page of the documentation on speed shows: compare, look into one call,
follow growth.

    python -m benchmarks --data DIR                                       some twenty minutes
    python -m benchmarks.compare --help                                   any part of it
    python -m benchmarks.compare --graphs ego-facebook --limit 5          a first try

Writes the tables and the figure into the documentation unless --out says otherwise.
"""

import argparse
import sys

from benchmarks import compare, curves, parts


def main() -> int:
    """Compare, then draw the curves, unless graphs are missing; 0 if all went well."""
    parser = argparse.ArgumentParser(
        prog="python -m benchmarks",
        description=__doc__,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    compare.add_conditions(parser)
    parser.parse_args()
    given = sys.argv[1:]
    if "--out" not in given:
        given = [*given, "--out", str(compare.PAGE)]
    code = compare.main(given)
    if code == compare.NO_GRAPHS:
        return code
    return max(code, parts.main(given), curves.main(given))


if __name__ == "__main__":
    sys.exit(main())
