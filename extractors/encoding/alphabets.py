"""How often letters occur in languages that tables come in, and how words of a script are built."""

from __future__ import annotations

import math
from collections.abc import Mapping

_COMMON: Mapping[str, str] = {
    "Arabic": "ا125 ل115 ي75 م62 و60 ن55 ر46 ت45 ب40 ه36 ة36 ع35 د32 س30 ف29 أ26 ك23 ق22 ح21 ج16"
    " ش13 ط11 ص11 ى10 إ10 خ9 ض8 ز7 ذ7 ث6 غ5 ئ4 ء5 ظ3 ؤ2 آ2",
    "Persian": "ا130 ی95 ي95 ر76 ن70 د60 ه58 م55 و55 ت50 ب46 س40 ش36 ک36 ك36 ل29 ز28 گ15 ف15 خ15"
    " ق12 ع12 ج12 پ11 ح10 آ9 چ6 ص6 ط5 غ3 ض3 ذ2 ئ2 ث2 ظ2 ژ1 أ1 ء1 \u200c12",
    "Hebrew": "י110 ו105 ה100 ל75 א65 ר56 ת50 ב50 מ48 ש45 נ30 ם30 ע30 ח25 ד25 ק21 כ20 פ17 ן14 ס14"
    " ג13 ט12 צ12 ז12 ך8 ף3 ץ2",
    "Russian": "о110 е85 а80 и74 н67 т63 с55 р47 в45 л44 к35 м32 д30 п28 у26 я20 ы19 ь17 г17 з16"
    " б16 ч14 й12 х10 ж9 ш7 ю6 ц5 щ4 э3 ф3 ъ1 ё1",
    "Ukrainian": "о94 а72 н65 и61 і57 в55 р47 т55 е50 с44 к36 у33 д33 л36 м29 п29 я24 з23 ь18 г16"
    " б17 ч14 х12 ц8 ї7 ю8 ж8 й10 є5 ш8 щ4 ф4 ґ1",
    "Bulgarian": "а116 и88 о87 е86 н72 т77 р47 с47 в45 л33 к32 д33 п28 м23 з21 ъ16 я17 у15 г16 ч14"
    " б13 ц8 ж7 щ6 ш3 х6 й6 ю1 ф2 ь1",
    "Greek": "α95 ο85 τ79 ι70 ε68 ν62 σ45 ρ43 ς40 κ41 η42 π40 υ36 μ34 λ32 ά20 ί20 γ18 δ17 ω18 ό15"
    " έ15 χ12 θ12 ή12 φ8 ύ8 β7 ώ7 ξ5 ζ4 ψ2 ϊ1",
    "Spanish": "ó45 í35 á33 é25 ñ18 ú10 ü1 º4 ª3 ¿1 ¡1",
    "Portuguese": "ã42 ç38 á25 é25 í22 ó15 ê12 õ10 â8 ú8 à6 ô5 º5 ª3 ü1",
    "French": "é90 è20 à15 ê10 ç8 ô6 î4 û3 ù3 â5 ë1 ï1 œ1 «2 »2 °2 ’10",
    "German": "ü45 ä40 ö25 ß15 é1",
    "Italian": "à35 è25 ò15 ù12 é10 ì10 °2",
    "Turkish": "ı55 ş20 ü22 ğ13 ç14 ö10 İ6 â1",
    "Polish": "ł30 ó12 ę16 ą14 ż12 ś10 ć6 ń4 ź2",
    "Czech": "í38 á32 é18 ě18 ř16 ž14 š12 č13 ý14 ů8 ú4 ť1 ň1 ď1 ľ2 ô1",
    "Hungarian": "á38 é38 ö16 ó14 ő10 ü8 í8 ű3 ú4",
    "Romanian": "ă35 î16 ț14 ţ14 ș14 ş14 â12",
    "South Slavic": "š22 č22 ž14 ć14 đ8",
    "Nordic": "å28 ä30 ö22 ø18 æ12 é2 ð4 þ3 ý3 á8 í8 ó5",
    "Baltic": "ā30 ī15 ē15 ž12 š16 ū10 ņ6 ļ6 ė18 į6 ų8 ą6 č7 ę4 õ10 ä15 ü10",
    "signs": "’30 –25 “18 ”18 £30 €25 °18 \u00a030 —8 ‘8 …6 ²10 ³6 ½4 ±4 µ5 ×4 §4 ©4 ®4 ™4 •6 ·2 «4 »4"
    " ¼2 ¾2 ¢2 ¥3 ¹2 º4 ª3 ،6 ؛2 ؟2 ÷2 №6 ₪3 ¶1 †1 „3 ‚1 ‰1 ¨1 ´1",
}
"""Language → each of its letters with how many there are in a thousand, roughly; of Latin script
only those beyond ASCII. The counts are rounded from frequency tables of running text."""

_RARE = math.log(0.0002)
"""A letter of the script that the language does not have."""
_CAPITAL = math.log(0.12)

FINAL = frozenset("ةىםןךףץς")
"""Letters that stand at the end of a word only."""
_NOT_FINAL = frozenset("מנכפצσ")


def _logarithms(told: str) -> dict[str, float]:
    counts = {part[0]: float(part[1:]) for part in told.split(" ")}
    whole = sum(counts.values())
    found = {letter: math.log(count / whole) for letter, count in counts.items()}
    for letter, value in list(found.items()):
        if len(letter.upper()) == 1:
            found.setdefault(letter.upper(), value + _CAPITAL)
    return found


LANGUAGES: Mapping[str, Mapping[str, float]] = {
    name: _logarithms(told) for name, told in _COMMON.items()
}
"""Language → letter → the logarithm of its share."""


def commonness(letter: str, language: str) -> float:
    """Return the logarithm of the share of `letter` in texts of `language`."""
    return LANGUAGES[language].get(letter, _RARE)


def ends_wrongly(letter: str, is_last: bool) -> bool:
    """Tell whether a letter with a form of its own at the end of words is in the wrong place."""
    return letter in FINAL if not is_last else letter in _NOT_FINAL
