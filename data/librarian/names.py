"""Invented names of people: world-wide given and family names, profile slugs, and the way people decorate names."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from urllib.parse import quote

import numpy as np
from draw import chance, choose, pick

GIVEN = {
    "anglo": "Alice Brian Carol Daniel Ellen Fiona George Hannah Ian Joan Karen Liam Martha Nigel Olive Peter Rachel "
    "Simon Tessa Wendy Grace Howard Judith Keith",
    "hispanic": "Alejandra Benito Carmen Diego Elena Felipe Gabriela Hernán Inés Joaquín Lucía Marcos Noelia Óscar "
    "Pilar Ramón Sofía Tomás Valeria Ximena Raúl Belén Iván Rocío",
    "lusophone": "Adriana Bento Catarina Duarte Eduarda Fábio Gonçalo Helena Isaura João Leonor Mateus Nádia Otávio "
    "Paula Rui Simone Tiago Vitória Zélia",
    "french": "Amélie Bastien Chloé Didier Élodie Fabrice Geneviève Hugo Isabelle Jérôme Karine Loïc Margaux Noémie "
    "Odile Pascal Régis Sylvie Théo Zoé",
    "german": "Anke Bernd Claudia Dieter Elke Friedrich Gisela Heiko Ilse Jürgen Katrin Lothar Monika Norbert Petra "
    "Rainer Sabine Torsten Ulrike Wolfgang",
    "nordic": "Astrid Bjørn Cecilie Dag Eira Frode Gunnhild Håkon Ingrid Jens Kirsten Lars Maren Nils Oddny Pål "
    "Ragnhild Sven Tuva Yngve Åsa Søren",
    "slavic": "Agnieszka Bogdan Dorota Emil Hana Igor Jadwiga Karel Lenka Miroslav Natália Ondřej Petra Radek "
    "Svetlana Tomasz Vesna Zoran Željko Małgorzata",
    "arabic": "Amina Bilal Dalia Farid Ghada Hassan Iman Jamal Karima Layla Mahmoud Nadia Omar Rania Samir Tariq "
    "Widad Yusuf Zaynab Khalid",
    "west african": "Abena Chidi Efua Folasade Ifeoma Kofi Kwame Ngozi Obinna Olumide Sade Tunde Uche Yaw Zainabu "
    "Adaeze Babatunde Chioma Emeka Amara",
    "east african": "Abebe Desta Fatuma Hawa Juma Kamau Makena Njeri Otieno Sanaa Tesfaye Wanjiru Zawadi Amani Baraka "
    "Eshe Imani Jabari",
    "south asian": "Ananya Bhaskar Chitra Deepak Farhana Gopal Harini Ishaan Jyoti Kavita Lakshmi Meera Nikhil Pradeep "
    "Rukhsana Sanjay Tanvi Usha Vikram Zubair",
    "east asian": "Akiko Bao Chen Daichi Eun-ji Fang Haruka Hye-jin Jae-won Kenji Lan Mei Naoko Quang Ren Seo-yeon "
    "Takeshi Thuy Wei Yuki Xiaoming Linh",
    "pacific": "Aroha Hemi Kahu Leilani Makoa Ngaio Pania Sione Tama Wiremu Mere Rangi Talia Kalani",
}
FAMILY = {
    "anglo": "Ashworth Bellamy Carrow Dunmore Eastlake Fenwick Garside Hartwell Ingleby Jarrow Kelling Lockhart "
    "Merriden Northcote Oakshott Pemberley Quill Radley Stanmore Thornbury Underhay Vickers Wexley Yardley",
    "hispanic": "Aldecoa Barrientos Cifuentes Durango Escalona Figueroa Galindo Hinojosa Izquierdo Jaramillo Lizarraga "
    "Marín Nájera Olmedo Peñalver Quiroga Rebolledo Sandoval Tejeda Urrutia Villalobos Zambrano Muñoz",
    "lusophone": "Abrantes Bragança Carvalho Damasceno Estevão Faria Guimarães Junqueira Lacerda Magalhães Nogueira "
    "Peixoto Quintela Rezende Sarmento Teixeira Vasconcelos Ximenes",
    "french": "Archambault Beaulieu Chastain Delacourt Escoffier Fontanelle Garnier Hébert Jolivet Lavigne Marchand "
    "Noailles Perrault Roussel Sauveterre Tremblay Vauquelin d'Aubigny Le Goff",
    "german": "Altmann Brandstetter Dürrenberg Eichhorn Fassbinder Grünewald Hollerbach Jungwirth Kaltenbrunn "
    "Lindenau Morgenroth Niedermaier Obermüller Pfannkuch Rosenzweig Steinhoff Vogelsang Weißhaupt von Ahlen",
    "nordic": "Aalborg Bergstrøm Dahlgren Engebretsen Fjellheim Gudmundsson Haugland Isaksen Kjeldsen Lindqvist "
    "Mikkelsen Nygård Oksanen Rønning Sandvik Torvalsen Uusitalo Vestergaard Åkerblom",
    "slavic": "Adamczyk Bartoš Černý Dąbrowska Grabowski Horvat Ivanić Jankowski Kovačević Lisowski Marković Novotná "
    "Pavlenko Růžička Sokolov Tkachenko Wójcik Zieliński Šimek",
    "arabic": "Abdelrahman Benhaddou Chaouki Darwish El-Masri Farouk Ghanem Haddad Issa Khoury Mansour Nasser Qasim "
    "Rahmani Saleh Toubal Al-Zahrani Yacoubi",
    "west african": "Adeyemi Boateng Chukwu Danquah Eze Fashola Gyasi Ibekwe Kuti Mensah Nwosu Okafor Owusu Quaye "
    "Sarpong Takyi Udeh Oyelaran Asante",
    "east african": "Achieng Bekele Chepkoech Gebre Haile Kariuki Kiprono Lemma Mwangi Ndegwa Odhiambo Ruto Shabani "
    "Tadesse Wairimu Mutua",
    "south asian": "Acharya Banerjee Chaudhuri Deshpande Fernando Gunawardena Hegde Iyer Jayawardena Kulkarni Menon "
    "Nambiar Perera Qureshi Rahman Subramanian Thapa Viswanathan Zaidi",
    "east asian": "Arakawa Bui Chang Dang Fujimoto Gao Hwang Ishikawa Jung Kwon Liang Matsuda Nguyen Ogawa Pham Seo "
    "Tanabe Uchida Wu Xie Yamane Zhou",
    "pacific": "Aperahama Faleolo Henare Kealoha Leota Manuela Ngata Pohatu Rewiti Tamihana Tuilagi Whaanga",
}
# Written in their own script on the profile; the slug is always Latin.
OTHER_SCRIPTS = (
    ("Наталья", "Воронцова", "natalya-vorontsova"),
    ("Олексій", "Гриценко", "oleksii-hrytsenko"),
    ("美咲", "高梨", "misaki-takanashi"),
    ("伟", "欧阳", "wei-ouyang"),
    ("سلمى", "الحداد", "salma-alhaddad"),
    ("Ελένη", "Παπαδάκη", "eleni-papadaki"),
    ("דנה", "אלמוג", "dana-almog"),
    ("지우", "남궁", "jiwoo-namgung"),
    ("प्रिया", "जोशी", "priya-joshi"),
    ("ສົມຈິດ", "ພົມມະຈັນ", "somchit-phommachan"),
)
CREDENTIALS = (
    ", MLIS",
    ", PhD",
    ", Ph.D.",
    ", MLS",
    " MBA",
    ", Ed.D., MLIS",
    ", CISSP",
    " (she/her)",
    " (they/them)",
    ", MCLIP",
)
NICKNAMES = ("Kit", "Sam", "Jo", "Max", "Ally", "Bex")
EMOJI = (" 📚", " ✨", " 🌍", "📖 ", "🚀 ")
UNFOLDED = str.maketrans(
    {"ø": "o", "Ø": "O", "ł": "l", "Ł": "L", "ß": "ss", "đ": "d", "Æ": "Ae", "æ": "ae", "ı": "i"}
)


@dataclass(frozen=True)
class Name:
    """How one person is written on the profile, and the slug of the profile's address."""

    first: str
    last: str
    slug: str

    @property
    def full(self) -> str:
        """First and last name as message headers join them."""
        return f"{self.first} {self.last}".strip()

    @property
    def url(self) -> str:
        """Address of the profile; letters outside ASCII are percent-encoded."""
        return f"https://www.linkedin.com/in/{quote(self.slug)}"


def fold(text: str) -> str:
    """Latin letters without accents, as most slugs have them."""
    plain = unicodedata.normalize("NFKD", text.translate(UNFOLDED))
    return "".join(c for c in plain if c.isascii())


def _slug_words(text: str, *, keep_accents: bool) -> str:
    """Lower-case words joined by hyphens."""
    kept = unicodedata.normalize("NFC", text) if keep_accents else fold(text)
    return "-".join("".join(c if c.isalnum() else " " for c in kept.lower()).split())


def _slug(rng: np.random.Generator, words: str, taken: set[str]) -> str:
    """A third of members choose their own slug; the others carry LinkedIn's hexadecimal tail."""
    if chance(rng, 0.35) and words not in taken:
        slug = words
    else:
        slug = f"{words}-{int(rng.integers(16**7, 16**8)):x}"
        while slug in taken:
            slug = f"{words}-{int(rng.integers(16**7, 16**8)):x}"
    taken.add(slug)
    return slug


def _plain_name(rng: np.random.Generator, regions: list[str]) -> tuple[str, str]:
    """Given and family name, a quarter of them across regions; sometimes an initial or a double name."""
    region = choose(rng, regions)
    other = choose(rng, regions) if chance(rng, 0.25) else region
    first = choose(rng, GIVEN[region].split())
    families = FAMILY[other].split()
    last = choose(rng, [name for name in families if name[0].isupper()])
    if chance(rng, 0.12):
        first += f" {'ABCDEFGHJKLMNPRSTW'[int(rng.integers(18))]}."
    if chance(rng, 0.08):
        last += f"-{choose(rng, FAMILY[choose(rng, regions)].split())}"
    return first, last


def _decorate(rng: np.random.Generator, first: str, last: str) -> tuple[str, str]:
    """The liberties people take with the two name fields."""
    roll = float(rng.random())
    if roll < 0.09:
        last += choose(rng, CREDENTIALS)
    elif roll < 0.105:
        first = choose(rng, EMOJI) + first if chance(rng, 0.5) else first + choose(rng, EMOJI)
        first = first.strip()
    elif roll < 0.12:
        first = f'{first} "{choose(rng, NICKNAMES)}"'
    elif roll < 0.14:
        last = ""
    elif roll < 0.15:
        first, last = first.upper(), last.upper()
    elif roll < 0.165:
        first, last = first.lower(), last.lower()
    elif roll < 0.18:
        first = f"Dr. {first}"
    elif roll < 0.19:
        last = f"{last[0]}."
    return first, last


def make_names(rng: np.random.Generator, count: int) -> list[Name]:
    """`count` people with distinct slugs; full names may repeat, as they do in life."""
    regions = list(GIVEN)
    taken: set[str] = set()
    made: list[Name] = []
    for kind in pick(rng, np.array([0.952, 0.018, 0.03]), count):
        if kind == 1:
            first, last, words = choose(rng, OTHER_SCRIPTS)
        else:
            first, last = _plain_name(rng, regions)
            words = _slug_words(f"{first} {last}", keep_accents=kind == 2)
            first, last = _decorate(rng, first, last)
        made.append(Name(first, last, _slug(rng, words, taken)))
    return made
