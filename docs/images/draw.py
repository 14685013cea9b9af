"""Draw the picture on top of the README again: ``python docs/images/draw.py``."""

from pathlib import Path

import weakties as wt

axes = wt.analyze(wt.datasets.path("librarian")).plot()
axes.figure.savefig(Path(__file__).with_name("map.png"), dpi=110, metadata={"Software": None})
