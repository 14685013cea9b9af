"""Find the connectors and the isolates in a librarian's contacts, and draw their map.

Runs on the bundled archive of an invented librarian, or on any file that weakties reads:

    python examples/librarian.py [FILE] [FOLDER]
"""

import sys
from pathlib import Path

import weakties as wt


def main(file: str | Path, folder: str | Path) -> None:
    """Analyze a file, print what was found, and write the results to a folder."""
    result = wt.analyze(file)
    print(result.summary)

    print("\nWho connects")
    for rank, person in result.connectors.head(5).iterrows():
        print(f"{rank:>3}  {person['label']}: {person['why']}")

    print("\nWho stands alone")
    for kind, people in result.isolates.groupby("kind", sort=False):
        print(f"{len(people):>3}  {kind}, for instance {people['label'].iloc[0]}")

    print(f"\nThe map and the tables are in {result.write(folder)}")


if __name__ == "__main__":
    given = sys.argv[1:]
    main(
        given[0] if given else wt.datasets.path("librarian"),
        given[1] if given[1:] else "librarian-weakties",
    )
