"""Words by which names of employers differ without meaning another employer."""

#: What people write who name no employer, as `weakties.build.companies` compares it.
NO_EMPLOYER = frozenset(
    name.strip()
    for name in """
    |self employed|selfemployed|self|freelance|freelancer|freelancing|freelance writer|freelance designer
    |independent|independent consultant|independent contractor|independent professional|contractor|consultant
    |self employed freelance|freelance self employed|freelancer self employed|various|various companies
    |startup
    |retired|retiree|happily retired|semi retired|unemployed|not employed|currently unemployed|none|no|na|n a
    |nil|null|nan|tbd|tba|confidential|confidential company|undisclosed|private|not applicable
    |between jobs|between opportunities|in between jobs|in transition|career break|on sabbatical|sabbatical
    |parental leave|maternity leave|looking for work|open to work|opentowork|job seeker|jobseeker|seeking
    |student|homemaker|stay at home parent|home|my own company|own company|own business|my own business
    |selbststandig|selbstandig|freiberuflich|freiberufler|freier mitarbeiter|arbeitssuchend|im ruhestand
    |independant|auto entrepreneur|travailleur independant|retraite|retraitee|sans emploi|autonomo|autonoma
    |trabajador autonomo|por cuenta propia|jubilado|jubilada|profissional autonomo|aposentado|aposentada
    |libero professionista|pensionato|pensionata|zzp|zzper|zelfstandig|gepensioneerd|egenforetagare
    |selvstendig|selvstendig naeringsdrivende|pensionist|pensionar
    """.replace("\n", "").split("|")
)

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
#: Legal forms that stand before the name.
LEGAL_STARTS = frozenset("株式会社 ооо оао зао ао пао ooo oao zao pt".split())

#: Words written in several ways, to the one that is compared.
SAME_WORDS = {
    "univ": "university",
    "uni": "university",
    "universitat": "university",
    "dept": "department",
    "dep": "department",
    "inst": "institute",
    "intl": "international",
    "natl": "national",
    "ctr": "center",
    "centre": "center",
    "assoc": "association",
    "assn": "association",
    "svcs": "services",
    "svc": "services",
    "mgmt": "management",
    "mgt": "management",
    "sch": "school",
    "hosp": "hospital",
    "lib": "library",
    "govt": "government",
    "gov": "government",
    "tech": "technology",
    "bros": "brothers",
    "saint": "st",
    "mfg": "manufacturing",
    "eng": "engineering",
    "grp": "group",
    "fdn": "foundation",
    "harbour": "harbor",
    "labour": "labor",
    "theatre": "theater",
    "organisation": "organization",
    "und": "and",
    "et": "and",
}
