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
