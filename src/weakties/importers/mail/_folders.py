"""What programs call the folders of letters sent, not sent yet, and not wanted, in many languages."""

import unicodedata
from collections.abc import Container, Iterable
from functools import lru_cache
from pathlib import PurePosixPath

_SENT = """
    sent sentitems sentmail sentmessages outgoing allsent
    gesendet gesendete gesendeteobjekte gesendeteelemente gesendetenachrichten
    envoyes messagesenvoyes elementsenvoyes courrierenvoye
    enviados enviadas elementosenviados mensajesenviados correoenviado itensenviados
    emailsenviados mensagensenviadas
    inviati inviata postainviata messaggiinviati
    verzonden verzondenitems verzondenberichten
    skickat skickatmail skickade sendt sendtpost sendteposter lahetetyt
    wysłane wysłaneelementy elementywysłane odeslana odeslanaposta odeslane odoslane odoslanaposta
    elkuldott elkuldottelemek trimise отправленные надіслані gonderilmisogeler gonderilmispostalar
    送信済み 送信済みメール 已发送 已发送邮件 寄件備份 보낸편지함
"""
_UNSENT = """
    drafts draft templates outbox unsentmessages entwurfe entwurf vorlagen postausgang brouillons modeles
    borradores rascunhos bozze concepten utkast kladder luonnokset szkice koncepty piszkozatok
    ciorne черновики чернетки taslaklar 下書き 草稿 草稿箱 임시보관함
"""
_UNWANTED = """
    spam junk junkemail junkmail bulkmail junkspam deletedspam unerwunscht werbung
    courrierindesirable indesirables correonodeseado lixoeletronico
    postaindesiderata ongewenst ongewensteemail skrappost soppelpost roskaposti
    niechcianewiadomosci nevyziadanaposta nevyzadanaposta спам 迷惑メール 垃圾邮件 垃圾郵件 스팸
"""


def _plain(name: str) -> str:
    """A name without accents, signs and case."""
    text = unicodedata.normalize("NFKD", name.casefold())
    return "".join(
        one for one in unicodedata.normalize("NFC", _without_marks(text)) if one.isalpha()
    )


def _without_marks(text: str) -> str:
    # Marks of Latin letters alone: those of other scripts make other letters.
    kept, latin = [], False
    for one in text:
        if unicodedata.combining(one):
            if latin:
                continue
        else:
            latin = one < "\u0250"
        kept.append(one)
    return "".join(kept)


_KINDS = {
    _plain(word): kind
    for kind, words in (("sent", _SENT), ("unsent", _UNSENT), ("unwanted", _UNWANTED))
    for word in words.split()
}


@lru_cache(maxsize=4096)
def _kind_of(name: str) -> str | None:
    return _KINDS.get(_plain(name))


def kinds_of(names: Iterable[str]) -> set[str]:
    """Which of "sent", "unsent" and "unwanted" labels or folders stand for."""
    return {kind for name in names if (kind := _kind_of(name))}


def folders_of(path: str) -> list[str]:
    """Names of the folders that a file is in, its own name among them as it may be one."""
    parts = PurePosixPath(path).parts
    # Maildir writes folders inside folders with a dot between them.
    return [word for part in parts for word in (part, PurePosixPath(part).stem, *part.split("."))]


def profiles_in(paths: Iterable[str]) -> frozenset[str]:
    """Folders with all accounts of one person, as Thunderbird has them."""
    found = set()
    for path in map(PurePosixPath, paths):
        if path.name == "prefs.js":
            found.add(str(path.parent))
        elif "ImapMail" in path.parts:
            found.add(str(PurePosixPath(*path.parts[: path.parts.index("ImapMail")])))
    return frozenset(found)


def mailbox_of(path: str, profiles: Container[str]) -> str:
    """The folder in which the folder of sent letters is: one person's, or one account's."""
    for folder in map(str, PurePosixPath(path).parents):
        if folder in profiles:
            return folder
    parts = PurePosixPath(path).parts
    at = next((at for at, part in enumerate(parts) if "sent" in kinds_of(folders_of(part))), None)
    return "/".join(parts if at is None else parts[:at])
