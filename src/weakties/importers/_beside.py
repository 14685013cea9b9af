"""What else an archive holds of the same people, such as calendars beside mail."""

from weakties.importers._files.source import Source
from weakties.importers._format import FORMATS, Format
from weakties.importers._id_spaces import id_space


def left_beside(source: Source, chosen: Format) -> str:
    """A sentence on other formats in a source whose people have the same ids; nothing without such.

    Only one format is read at a time, and whoever gives a whole archive wants to know of the rest.
    """
    space = id_space(chosen.name)
    if source.only is not None or space == chosen.name:
        return ""
    others = (one for name, one in FORMATS.items() if id_space(name) == space and one != chosen)
    beside = [one for one in others if one.sniff(source) > 0.0]
    if not beside:
        return ""
    names = [chosen.name, *(one.name for one in beside)]
    readings = ", ".join(f"weakties.read(FILE, format={name!r})" for name in names)
    titles = " and ".join(one.title for one in beside)
    return (
        f"Read as {chosen.title}. It also holds {titles}, not read with it. To have all of it as one "
        f"network: weakties.pool([{readings}], same_owner=True); or unpack it and give the folders "
        "that hold them: weakties FOLDER FOLDER --same-owner."
    )
