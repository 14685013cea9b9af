"""Legal forms of companies, which are not part of a name when names are compared."""

from collections.abc import Sequence

_FORMS = """
    inc|incorporated|llc|l l c|ltd|limited|ltd co|co ltd|plc|corp|corporation|co|company|llp|lp|lllp|pllc
    |pc|pbc|cic|cio|gmbh|ggmbh|mbh|gmbh and co kg|gmbh and co|ag and co kg|ag|kg|kgaa|ohg|gbr|ug
    |ug haftungsbeschrankt|e v|ev|eg|se|s e|sa|s a|sas|s a s|sasu|sarl|s a r l|eurl|sci|srl|s r l|spa|s p a
    |sapa|scrl|sprl|bvba|bv|b v|nv|n v|vof|cv|oy|oyj|ab|a b|publ|ab publ|as|a s|asa|aps|hf|ehf|sl|s l|slu
    |s l u|sau|slp|sa de cv|s a de c v|s de rl|s de r l|s de rl de cv|s de r l de c v|lda|ltda|s a c|sac
    |eireli|pty|pty ltd|pte|pte ltd|pvt|pvt ltd|private limited|sdn bhd|bhd|kk|k k|gk|sp z o o|spzoo
    |spolka z o o|spolka akcyjna|sp j|s r o|sro|spol s r o|d o o|doo|d d|kft|zrt|nyrt|bt|ood|ad|eood|ooo|oao
    |zao|pao|ao|uab|sia|ou|a e|ae|epe|jsc|cjsc|ojsc|tbk|anonim sirketi|limited sirketi|wll|fze
    |fzco|fz llc|dmcc|saog|psc|株式会社|有限公司|股份有限公司|有限責任公司|ооо|оао|зао|ао|пао
    """
#: Legal forms as words, dropped from the end of a name.
LEGAL_ENDINGS = frozenset(tuple(form.split()) for form in _FORMS.replace("\n", "").split("|"))
LONGEST_ENDING = max(map(len, LEGAL_ENDINGS))


def without_legal_ending(words: Sequence[str]) -> list[str]:
    """The words of a name, in lower case, less the legal forms at their end.

    >>> without_legal_ending(["acme", "gmbh", "and", "co", "kg"])
    ['acme']
    """
    end = len(words)
    while end > 1:
        lengths = range(min(LONGEST_ENDING, end - 1), 0, -1)
        forms = (size for size in lengths if tuple(words[end - size : end]) in LEGAL_ENDINGS)
        # An "and" is left over of "and Co".
        ending = next(forms, int(words[end - 1] == "and"))
        if not ending:
            break
        end -= ending
    return list(words[:end])
