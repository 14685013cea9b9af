"""What Reddit gives of one account on request: tables of its messages, comments and friends."""

import re
from collections import Counter, defaultdict
from collections.abc import Callable, Mapping, Sequence
from pathlib import PurePosixPath

from weakties.importers._acts.records import Bond, Records, Stay
from weakties.importers._cells.labels import label_of
from weakties.importers._cells.moments import from_iso
from weakties.importers._files.source import Member, Source
from weakties.importers._files.tables import HEADER_LINES, Layout, Row, find_header, read_table

Tables = Mapping[str, Sequence[Member]]

_PART = re.compile(r"_\d+$")


def _layout(expects: str, *names: str) -> Layout:
    accepts: Callable[[frozenset[str]], bool] = frozenset(names).issubset
    return Layout(accepts=accepts, expects=expects, longest=20_000, aliases={})


_LAYOUTS = {
    "comments": _layout("permalink, subreddit and parent", "permalink", "subreddit", "parent"),
    "posts": _layout("permalink, subreddit and title", "permalink", "subreddit", "title"),
    "messages": _layout("from, to and date", "from", "to", "date"),
    "messages_archive": _layout("from, to and date", "from", "to", "date"),
    "chat_history": _layout("username and created_at", "username", "createdat"),
    "friends": _layout("username", "username"),
    "subscribed_subreddits": _layout("subreddit", "subreddit"),
    "moderated_subreddits": _layout("subreddit", "subreddit"),
    "statistics": _layout("statistic and value", "statistic", "value"),
}
#: Any of these tables says by its header that it is Reddit's.
_TELLING = ("comments", "posts", "messages", "chat_history")


def find_tables(source: Source) -> Tables:
    """The tables of an account by name, parts of one together; none if it is nothing of Reddit's."""
    found: dict[str, list[Member]] = defaultdict(list)
    for member in source.members:
        path = PurePosixPath(member.name)
        name = _PART.sub("", path.stem)
        if path.suffix.lower() == ".csv" and name in _LAYOUTS:
            found[name].append(member)
    telling = [(name, one) for name in _TELLING for one in found.get(name, ())]
    return found if any(_fits(name, one) for name, one in telling) else {}


def _fits(name: str, member: Member) -> bool:
    layout = _LAYOUTS[name]
    header = find_header(member.head_lines(HEADER_LINES), layout.accepts, layout.aliases)
    # Other programs have messages with these columns, too.
    telling = {"permalink", "channelurl"}
    return header is not None and bool(telling & set(header.columns))


def add_tables(tables: Tables, records: Records) -> str:
    """Turn all tables into ties, acts and memberships; also the owner's id."""
    rows = {
        name: [row for one in members for row in read_table(one, _LAYOUTS[name], records.log)]
        for name, members in tables.items()
    }
    letters = [*rows.get("messages", ()), *rows.get("messages_archive", ())]
    owner = _owner(rows.get("statistics", ()), letters) or "owner"
    if owner == "owner":
        records.log.warn("No table says whose account it is.")
    records.hear_of(owner)
    _add_letters(letters, records)
    _add_chats(rows.get("chat_history", ()), records)
    for row in rows.get("friends", ()):
        if name := row.fields["username"]:
            records.bond(Bond(owner, name, "friend"))
    for kind in ("subscribed_subreddits", "moderated_subreddits"):
        for row in rows.get(kind, ()):
            records.stay(Stay(owner, row.fields["subreddit"], "subreddit"))
    records.log.pass_over("comment: whom it answers is not told", len(rows.get("comments", ())))
    records.log.pass_over("post: names nobody", len(rows.get("posts", ())))
    return owner


def _owner(statistics: Sequence[Row], letters: Sequence[Row]) -> str:
    """The account, as the statistics name it, else whoever wrote or got every letter."""
    for row in statistics:
        if row.fields["statistic"].casefold().replace("_", " ") == "account name":
            return row.fields["value"]
    ends = Counter(name for row in letters for name in {row.fields["from"], row.fields["to"]})
    everywhere = [name for name, times in ends.items() if name and times == len(letters)]
    return everywhere[0] if len(everywhere) == 1 else ""


def _is_person(name: str) -> bool:
    """Whether letters from or to this are from or to somebody, not a subreddit or the company."""
    return (
        bool(name)
        and name != "[deleted]"
        and not name.startswith(("#", "r/", "/r/"))
        and (name.casefold() != "reddit")
    )


def _add_letters(letters: Sequence[Row], records: Records) -> None:
    for row in letters:
        sender, recipient = row.fields["from"], row.fields["to"]
        if not (_is_person(sender) and _is_person(recipient)):
            records.log.pass_over("message: from or to nobody")
            continue
        context = row.fields.get("threadid") or None
        records.act(from_iso(row.fields["date"]), sender, [recipient], "message", context=context)


def _add_chats(lines: Sequence[Row], records: Records) -> None:
    """Chat lines: to the other in a chat of two, else to nobody by name."""
    channels: dict[str, list[Row]] = defaultdict(list)
    for row in lines:
        channels[row.fields.get("channelurl") or "chat"].append(row)
    for number, (_, rows) in enumerate(sorted(channels.items()), start=1):
        names = [row.fields.get("channelname", "") for row in rows]
        context = f"{label_of(next(filter(None, names), '')) or 'chat'} ({number})"
        people = {row.fields["username"] for row in rows if _is_person(row.fields["username"])}
        private = len(people) == 2 and not any(row.fields.get("subreddit") for row in rows)
        for row in rows:
            author, time = row.fields["username"], from_iso(row.fields["createdat"])
            if not _is_person(author):
                records.log.pass_over("message: from or to nobody")
            elif private:
                records.act(time, author, people - {author}, "message", context=context)
            else:
                records.speak(time, author, context=context)
