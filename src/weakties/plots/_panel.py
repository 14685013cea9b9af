"""Words beside and below the map: the legend, who connects, what the signs mean, the caption."""

import textwrap

import numpy as np
from matplotlib.text import Text

from weakties._counting import count
from weakties._typing import BoolArray
from weakties.plots._page import BOTTOM, EDGE, LEFT, PANEL, Page
from weakties.plots._palette import INK, OTHER, QUIET_INK
from weakties.plots._text import printable
from weakties.plots._words import (
    Findings,
    alone_sentence,
    caption,
    communities_words,
    inferred_ties,
    people_words,
)

#: Communities and connectors listed at most; the other communities share a line.
_MOST_LISTED = 12
_MOST_CONNECTORS = 8

_TITLE, _HEAD, _BODY, _FINE = 17.0, 10.0, 9.3, 8.4

#: Size above which all text stays.
_SMALLEST = 6.0

#: Where the columns of the legend end, in radii of the map.
_PEOPLE_AT = EDGE - 0.17
_TEXT_AT = PANEL + 0.15


def draw_panel(page: Page, found: Findings, colours: list[str], weak_inferred: BoolArray) -> None:
    """Write the title, the legend, the key and the list of connectors beside the map."""
    y = 1.06
    page.write(PANEL, y, people_words(found), size=_TITLE, fontweight="bold")
    y -= page.line(_TITLE) * 0.95
    below = communities_words(found)
    page.write_within(PANEL, y, below, size=_HEAD, width=EDGE - PANEL, color=QUIET_INK)
    y -= page.line(_TITLE) * 1.25
    y = _legend(page, found, colours, y)
    y = _key(page, found, weak_inferred, y)
    _connectors(page, found, colours, y)


def _head(page: Page, y: float, words: str) -> float:
    page.write(PANEL, y, words, size=_HEAD, fontweight="bold")
    return y - page.line(_HEAD) * 1.15


def _legend(page: Page, found: Findings, colours: list[str], y: float) -> float:
    if not (len(found.names) or found.alone):
        return y
    for x, words in ((_PEOPLE_AT, "people"), (EDGE, "share")):
        page.write(x, y, words, size=_FINE, color=QUIET_INK, ha="right")
    y = _head(page, y, "Communities" if len(found.names) else "People")
    listed = found.names.head(_MOST_LISTED)
    for code, row in listed.iterrows():
        colour = colours[int(str(code))]
        name = printable(row["name"])
        y = _row(page, y, colour, name, int(row["people"]), float(row["share"]))
    others = found.names.iloc[len(listed) :]
    if len(others):
        words = count(len(others), "smaller one", "smaller ones")
        people, share = int(others["people"].sum()), float(others["share"].sum())
        y = _row(page, y, OTHER, words, people, share)
    if found.alone:
        share = found.alone / found.network.n_people
        y = _row(page, y, OTHER, "standing alone", found.alone, share, size=4.5)
    return y - page.line(_BODY) * 0.6


def _row(
    page: Page, y: float, colour: str, name: str, people: int, share: float, *, size: float = 7.5
) -> float:
    page.ax.plot([PANEL + 0.02], [y], "o", color=colour, markersize=size * page.scale)
    room = _PEOPLE_AT - 0.13 - PANEL - 0.065
    page.write_within(PANEL + 0.065, y, name, size=_BODY, width=room)
    page.write(_PEOPLE_AT, y, f"{people:,}", size=_BODY, ha="right")
    page.write(EDGE, y, f"{share:.0%}" if share >= 0.005 else "<1%", size=_BODY, ha="right")
    return y - page.line(_BODY) * 1.12


def _key(page: Page, found: Findings, weak_inferred: BoolArray, y: float) -> float:
    rows = _signs(found, weak_inferred)
    if not rows:
        return y
    y = _head(page, y, "How to read it")
    for sign, words in rows:
        _sign(page, sign, y)
        page.write_within(_TEXT_AT, y, words, size=_BODY, width=EDGE - _TEXT_AT)
        y -= page.line(_BODY) * 1.12
    return y - page.line(_BODY) * 0.6


def _signs(found: Findings, weak_inferred: BoolArray) -> list[tuple[str, str]]:
    """Signs that are on the map, with their meaning."""
    inferred = inferred_ties(found.network)
    both = inferred.any() and not inferred.all()
    tie = "other tie" if len(weak_inferred) else "tie"
    known = {
        "ring": (len(found.connectors) > 0, "connector, larger the higher its rank"),
        "weak": ((~weak_inferred).any(), "weak tie between communities"),
        "weak dashed": (weak_inferred.any(), "weak tie, INFERRED"),
        "tie": ((~inferred).any(), f"{tie}, observed" if both else tie),
        "light tie": (inferred.any(), f"{tie}, INFERRED"),
    }
    return [(sign, words) for sign, (there, words) in known.items() if there]


def _sign(page: Page, sign: str, y: float) -> None:
    ends, middle = [PANEL, PANEL + 0.11], [PANEL + 0.055]
    if sign == "ring":
        page.ax.plot(
            middle,
            [y],
            "o",
            color=OTHER,
            markersize=9.0 * page.scale,
            markeredgecolor=INK,
            markeredgewidth=1.8 * page.scale,
        )
    elif sign.startswith("weak"):
        style = (0, (3.5, 2.0)) if sign.endswith("dashed") else "solid"
        page.ax.plot(ends, [y, y], color=INK, linewidth=1.4 * page.scale, linestyle=style)
    else:
        alpha = 0.4 if sign.startswith("light") else 1.0
        page.ax.plot(ends, [y, y], color=QUIET_INK, alpha=alpha, linewidth=0.9 * page.scale)


def _connectors(page: Page, found: Findings, colours: list[str], y: float) -> None:
    """List the first connectors with what they join, as many as there is room for."""
    if "joins" not in found.connectors:
        return
    step = page.line(_BODY) + page.line(_FINE) * 1.2
    room = int((y - page.line(_HEAD) * 1.15 - BOTTOM - 0.2) / step)
    if room < 1 or found.connectors.empty:
        return
    y = _head(page, y, "Who connects")
    listed = found.connectors.head(min(room, _MOST_CONNECTORS))
    codes = found.partition.codes[found.network.positions(listed["person"])]
    for (rank, row), code in zip(listed.iterrows(), codes, strict=True):
        page.ax.plot(
            [PANEL + 0.02],
            [y],
            "o",
            color=colours[code],
            markersize=7.0 * page.scale,
            markeredgecolor=INK,
            markeredgewidth=1.5 * page.scale,
        )
        name = f"{rank}  {printable(row['label'])}"
        page.write_within(PANEL + 0.065, y, name, size=_BODY, width=EDGE - PANEL - 0.065)
        y -= page.line(_FINE) * 0.95
        joined = printable(row["joins"])
        page.write_within(
            PANEL + 0.11, y, joined, size=_FINE, width=EDGE - PANEL - 0.11, color=QUIET_INK
        )
        y -= step - page.line(_FINE) * 0.95


def draw_caption(page: Page, found: Findings, radius: float) -> None:
    """Write the sentences below the rim, smaller if there are many."""
    words = printable(caption(found))
    written = page.write(
        LEFT + 0.07, BOTTOM + 0.045, words, size=_BODY, va="bottom", linespacing=1.35
    )
    written.set_gid("caption")
    high = (-radius - 0.085 - BOTTOM - 0.045) * page.pixels
    for size in np.arange(_BODY, _SMALLEST, -0.4):
        written.set_fontsize(size * page.scale)
        _break_lines(page, written, words)
        if page.extent(written)[1] <= high:
            break


def _break_lines(page: Page, written: Text, words: str) -> None:
    """Break a text into lines that fit the width of the page."""
    written.set_text(words)
    room = (EDGE - LEFT - 0.07) * page.pixels
    letters = int(len(words) * room / max(page.extent(written)[0], 1)) + 1
    while page.extent(written)[0] > room:
        written.set_text("\n".join(textwrap.wrap(words, letters)))
        letters -= 4


def draw_rim_words(page: Page, found: Findings, radius: float) -> None:
    """Count the people on the rim, at its foot."""
    words = alone_sentence(found)
    if words:
        page.write(0, -radius - 0.045, words, size=_BODY, ha="center", color=QUIET_INK)
