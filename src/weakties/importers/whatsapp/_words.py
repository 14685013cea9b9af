"""Words of the program in exported chats, in the languages of telephones."""

import re
import unicodedata

#: The half of the day, as the clocks of different languages write it, without dots and blanks.
_MORNING = (
    "a am ma πμ 午前 오전 上午 凌晨 清晨 早上 ص قظ قبلازظهر ق قبلدوپہر पूर्वाह्न पूर्वान्ह মপূ পূর্বাহ্ণ मपू முற்பகல் "
    "ఉదయం ਪੂਦੁ ಪೂರ್ವಾಹ್ನ pg ก่อนเที่ยง öö pd eparadites претпл преподне дп проб de dop sa vm "
    "לפנה״צ asubuhi"
)
_AFTERNOON = (
    "p pm μμ 午後 오후 下午 中午 傍晚 晚上 م بظ بعدازظهر ب بعددوپہر अपराह्न अपरान्ह অপরাহ্ণ मउ பிற்பகல் "
    "సాయంత్రం ਬਾਦੁ ಅಪರಾಹ್ನ ptg หลังเที่ยง ös md epasdites попл поподне пп слоб du odp ch nm "
    "אחה״צ mchana"
)
_HALVES = {
    **dict.fromkeys(_MORNING.split(), "a"),
    **dict.fromkeys(_AFTERNOON.split(), "p"),
}
#: What newer versions write as if somebody had said it: that messages are encrypted, who made, joined
#: or left a group and the like, language by language. Pictures left out and messages taken back are
#: acts of somebody, and match none of these.
_NOTICES = r"""
end-to-end|encrypt|encript|enkrip|verschlüsselt|chiffr|cifrad|criptograf|crittograf|versleuteld
şifrel|шифрован|szyfrowan|krypter|šifrov|titkos|criptat|κρυπτογρ|مشفر|מוצפנ|暗号化|암호화|加密
एन्क्रिप्ट|security code|\badmin
created (?:this |the )?group|\badded\b|\bleft\b|\bremoved\b|\bjoined\b
changed (?:the|this|their|your)|disappearing messages
gruppe (?:\S.* )?erstellt|hinzugefügt|gruppe verlassen|(?:hat|hast) .+ entfernt|beigetreten
geändert|sicherheitsnummer|selbstlöschende
groep .*aangemaakt|toegevoegd|groep verlaten|(?:heeft|hebt) .+ verwijderd|neemt deel|gewijzigd
beveiligingscode
créé (?:le|ce) groupe|ajouté|quitté|est parti|a retiré|a rejoint|a (?:changé|modifié)
code de sécurité|éphémères
(?:creó|creaste) (?:el|este) grupo|añadi|agregó|agregaste|salió del|eliminó a |se unió|cambi(?:ó|aste)
código de seguridad|mensajes temporales
criou (?:o|este) grupo|adicionou|\bsaiu\b|removeu|\bentrou\b|mudou|alterou|código de segurança
mensagens temporárias
ha creato il gruppo|ha aggiunto|ha abbandonato|ha rimosso|si è unit|ha (?:cambiato|modificato)
codice di sicurezza|messaggi effimeri
a creat grupul|a adăugat|a ieșit|a eliminat pe|s-a alăturat|a schimbat|codul de securitate
grubu oluşturdu|ekledi|ayrıldı|çıkardı|katıldı|değiştirdi|güvenlik kodu|yönetici
создал|добавил|покинул|вышел|вышла|удалил[аи]? (?!данное|это)|присоединил|изменил
код безопасности|админ
utworzył|dodał|opuścił|usunął \S|dołączył|zmienił|kod zabezpieczeń
membuat grup|menambahkan|\bkeluar\b|mengeluarkan|bergabung|mengubah|kode keamanan
أنشأ|أضاف|غادر|أزال|انض[مّ]|غي[ّ]?ر|رمز الأمان|مشرف
יצר|הוסיפ|הוסיף|עזב|הסיר|הצטרפ|הצטרף|שינה|שינתה|קוד האבטחה|מנהל
ग्रुप बनाया|जोड़ा|छोड़|हटाया|बदल|एडमिन
作成しました|追加しました|退出しました|参加しました|変更しました|セキュリティコード|管理者
만들었습니다|추가했습니다|추가하였습니다|나갔습니다|내보냈습니다|참여했습니다|변경했습니다|보안 코드|관리자
创建了|建立了|加入|添加了|退出|離開|离开|移除|更改了|變更了|安全码|安全碼|管理员|管理員
"""
_NOTICE = re.compile("|".join(_NOTICES.split("\n")[1:-1]), re.IGNORECASE)
_LONGEST_NOTICE = 300
#: How files that hold a chat are called, before the name of the chat.
TITLE = re.compile(
    r"^(?:whatsapp[- ]chat(?: with| mit| met| med| -)?"
    r"|(?:chat|conversa|conversación|discussion|чат)(?: de| do)? whatsapp"
    r"(?: con| com| avec| с контактом| с| -)?) +",
    re.IGNORECASE,
)
#: Signs of quotation that open, and those that close it.
_QUOTES = (("\u201e", "\u201c\u201d\u201f"), ("\u00ab", "\u00bb"), ("\u300c", "\u300d"))


def half_of_day(word: str) -> str:
    """The letter a or p for a word that says the half of the day, nothing for any other.

    >>> half_of_day("p. m."), half_of_day("午前"), half_of_day("klo")
    ('p', 'a', '')
    """
    kept = (one for one in word.casefold() if one.isalnum() or unicodedata.category(one)[0] == "M")
    plain = "".join(kept)
    return _HALVES.get(plain) or _HALVES.get(word.strip().casefold(), "")


def is_notice(body: str) -> bool:
    """Whether what begins with the program's own sign is a notice, not a picture or the like."""
    return len(body) <= _LONGEST_NOTICE and _NOTICE.search(body) is not None


def is_unfinished(name: str) -> bool:
    """Whether a quotation is open at the end, as in: Ana changed the name to "Plans.

    >>> is_unfinished("Ana hat „Plans"), is_unfinished("Ana “A” Ruiz"), is_unfinished("Ana")
    (True, False, False)
    """
    if name.count('"') % 2:
        return True
    for opening, closing in _QUOTES:
        if opening in name:
            return name.count(opening) > sum(map(name.count, closing))
    return name.count("\u201c") > name.count("\u201d")
