"""Posts of an X archive, of all eras: whom the owner answered, mentioned, quoted and passed on."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import PurePosixPath
from typing import Any, NamedTuple

from weakties.importers._acts.records import Records
from weakties.importers._cells.moments import from_pattern
from weakties.importers._files.json_text import fields, objects, text
from weakties.importers._files.source import Member
from weakties.importers._files.tables import HEADER_LINES, Layout, find_header, read_table
from weakties.importers._log import Log

_REPOST = re.compile(r"RT @(\w{1,20}):")
_STATUS = re.compile(r"https?://(?:\w+\.)?(?:twitter|x)\.com/(\w{1,20})/status/", re.IGNORECASE)
#: How times were written, before and since 2013 or so.
_PATTERNS = ("%a %b %d %H:%M:%S %z %Y", "%Y-%m-%d %H:%M:%S %z")
_TABLE = Layout(
    accepts={"tweetid", "inreplytouserid", "timestamp", "text"}.issubset,
    expects="tweet_id, in_reply_to_user_id, timestamp and text",
    longest=1_000,
    aliases={},
)
#: What stands for an account that could not be found.
_NO_ACCOUNT = {"", "-1"}


class Account(NamedTuple):
    """Somebody as a post names them: by number, by handle, or both."""

    number: str
    handle: str


class Post(NamedTuple):
    """What is kept of a post."""

    number: str
    time: datetime | None
    answered: Account | None
    reposted: Account | None
    quoted: tuple[Account, ...]
    mentioned: tuple[Account, ...]


@dataclass(kw_only=True)
class Accounts:
    """Which account a handle belongs to, as far as posts tell."""

    numbers: dict[str, set[str]] = field(default_factory=lambda: defaultdict(set))

    def learn(self, account: Account) -> None:
        """Take note of a handle that stands beside a number."""
        if account.number and account.handle:
            self.numbers[account.handle.casefold()].add(account.number)

    def id_of(self, account: Account) -> str:
        """The number, or the handle if it belongs to no number or to several."""
        if account.number:
            return account.number
        known = self.numbers.get(account.handle.casefold(), set())
        return min(known) if len(known) == 1 else f"@{account.handle.casefold()}"


def read_post(one: Mapping[str, Any]) -> Post:
    """What a post says about people; its text is looked through and dropped."""
    entities = fields(one.get("entities"))
    mentioned = tuple(_mentioned(objects(entities.get("user_mentions"))))
    written = text(one.get("full_text")) or text(one.get("text"))
    links = (text(link.get("expanded_url")) for link in objects(entities.get("urls")))
    quoted = (found[1] for link in links if (found := _STATUS.match(link)) and found[1] != "i")
    return Post(
        number=text(one.get("id_str")) or text(one.get("id")),
        time=_time(one.get("created_at")),
        answered=_account(
            _either(one, "in_reply_to_user_id"), text(one.get("in_reply_to_screen_name"))
        ),
        reposted=_reposted(one, written),
        quoted=tuple(Account("", handle) for handle in sorted({*quoted})),
        mentioned=mentioned,
    )


def is_table(member: Member) -> bool:
    """Whether it is the table of posts that archives before 2018 hold beside the scripts."""
    named = PurePosixPath(member.name).suffix.lower() == ".csv"
    if not named:
        return False
    lines = member.head_lines(HEADER_LINES)
    return find_header(lines, _TABLE.accepts, _TABLE.aliases) is not None


def rows_of_table(member: Member, log: Log) -> Iterator[Mapping[str, Any]]:
    """The rows of such a table, as the scripts have the same posts."""
    log.warn(
        f"{member.name} says whom posts answer and pass on, and not whom they mention. Give the whole "
        "archive, with data/js/tweets."
    )
    for row in read_table(member, _TABLE, log):
        cells = row.fields
        yield {
            "id_str": cells["tweetid"],
            "created_at": cells["timestamp"],
            "text": cells["text"],
            "in_reply_to_user_id_str": cells["inreplytouserid"],
            "retweeted_status_user_id": cells.get("retweetedstatususerid", ""),
        }


def _time(value: Any) -> datetime | None:
    times = (from_pattern(value, pattern) for pattern in _PATTERNS)
    return next((time for time in times if time is not None), None)


def _either(one: Mapping[str, Any], key: str) -> str:
    return text(one.get(f"{key}_str")) or text(one.get(key))


def _account(number: str, handle: str) -> Account | None:
    if number in _NO_ACCOUNT and not handle:
        return None
    return Account("" if number in _NO_ACCOUNT else number, handle)


def _mentioned(mentions: Iterable[Mapping[str, Any]]) -> Iterator[Account]:
    for mention in mentions:
        number = _either(mention, "id")
        if number not in _NO_ACCOUNT:
            yield Account(number, text(mention.get("screen_name")))


def _reposted(one: Mapping[str, Any], written: str) -> Account | None:
    if number := text(one.get("retweeted_status_user_id")):
        return Account(number, "")
    author = fields(fields(one.get("retweeted_status")).get("user"))
    if author:
        return _account(_either(author, "id"), text(author.get("screen_name")))
    found = _REPOST.match(written)
    return Account("", found[1]) if found else None


def accounts_in(posts: Iterable[Post], own: Account, records: Records) -> Accounts:
    """All accounts that posts name, with their handles, and the owner's own."""
    accounts = Accounts()
    accounts.learn(own)
    for post in posts:
        for account in (post.answered, post.reposted, *post.mentioned):
            if account is None:
                continue
            accounts.learn(account)
            if account.number and account.handle:
                records.hear_of(account.number, f"@{account.handle}")
    return accounts


def add_posts(posts: Iterable[Post], accounts: Accounts, owner: str, records: Records) -> None:
    """Turn posts into acts of the owner; those of one post share its number as their thread."""
    for post in posts:
        if post.reposted is not None:
            # What a repost mentions was written by its author.
            records.act(post.time, owner, [accounts.id_of(post.reposted)], "repost")
            continue
        answered = {accounts.id_of(post.answered)} if post.answered else set()
        quoted = {accounts.id_of(one) for one in post.quoted} - answered
        mentioned = {accounts.id_of(one) for one in post.mentioned} - answered - quoted
        for kind, targets in (("reply", answered), ("quote", quoted), ("mention", mentioned)):
            if targets:
                records.act(post.time, owner, targets, kind, thread=post.number or None)
        if not answered | quoted | mentioned:
            records.log.pass_over("post: names nobody")
