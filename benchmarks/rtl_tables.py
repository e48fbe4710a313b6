"""What the documents of `make_rtl_documents.py` say: four tables, row by row, as they are read."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

Rows = list[list[str]]
Place = tuple[int, int]
"""A row and a column, from 0."""


@dataclass(frozen=True)
class Sheet:
    """One document to make: a table in a typeface."""

    language: str
    rows: Rows
    font: str
    """The family's name."""
    file: Path
    """The typeface."""

    def without(self, blank: Sequence[Place]) -> Sheet:
        """Return the sheet with these cells blank."""
        rows = [
            ["" if (r, c) in blank else cell for c, cell in enumerate(row)]
            for r, row in enumerate(self.rows)
        ]
        return replace(self, rows=rows)


PERSIAN: Rows = [
    ["ردیف", "شهرستان", "تعداد خانوار (هزار)", "سهم ٪", "تاریخ", "توضیح"],
    ["۱", "لاهیجان", "۱۲۳٬۴۵۶", "۱۲٫۵٪", "۱۴۰۱/۰۲/۳۱", "طبق سالنامهٔ آماری"],
    ["۲", "کلاردشت", "(۳٫۲)", "-۴٫۷", "۱۳۹۸-۱۴۰۰", "داده‌های اولیه"],
    ["۳", "بندر گز", "۹۸۷", "۳۰ تا ۵۰", "۱۴۰۱", "منبع: بانک جهانی (World Bank)"],
    ["۴", "میاندوآب*", "۱٬۰۰۲", "۱۰۰٪", "۵ خرداد ۱۳۹۹", "صفحهٔ ۷ تا ۱۱"],
    ["۵", "علی‌آباد کتول", "—", "0.5%", "2021-06-30", "ویرایش 2.1 نرم‌افزار SPSS"],
    ["۶", "مسجد سلیمان", "۴۵۶٫۷۸", "+۱٫۲", "سال ۱۴۰۲", "[موقت] و «نهایی»"],
    ["۷", "لالی و اللهآباد", "۳۳", "۲/۳", "۱۴۰۰/۱۲/۲۹", "مؤسّسهٔ ملّی آمار"],
    ["۸", "جمع کل", "۲٬۳۴۵٬۶۷۸", "۱۰۰", "۱۳۹۵", "کمتر از ۵ نفر، بیشتر از ۱۰۰ نفر"],
]
ARABIC: Rows = [
    ["الرقم", "الولاية", "عدد الأسر (بالآلاف)", "النسبة ٪", "التاريخ", "ملاحظات"],
    ["١", "الإسماعيلية", "١٢٣٬٤٥٦", "١٢٫٥٪", "٢٠٢١/٠٥/٣١", "وفق التعداد الأخير"],
    ["٢", "الأغواط", "(٣٫٢)", "-٤٫٧", "٢٠٢٠", "بيانات أولية"],
    ["٣", "لالة ميمونة", "٩٨٧", "١٠ - ٢٠", "٢٠١٩م", "المصدر: البنك الدولي (World Bank)"],
    ["٤", "جلال آباد*", "١٬٠٠٢", "١٠٠٪", "٥ مايو ٢٠٢٠", "من ص ٧ إلى ص ١١"],
    ["٥", "نجع حمادي", "—", "0.5%", "2021-06-30", "نسخة 2.1 من SPSS"],
    ["٦", "مُحافَظة قِنا", "٤٥٦٫٧٨", "٢/٣", "١٤٤٢هـ", "[مؤقت] و«نهائي»"],
    ["٧", "المجموع الكلّي", "٢٬٣٤٥٬٦٧٨", "١٠٠", "2015/2016", "أقل من ٥ أفراد، أكثر من ١٠٠ فرد"],
]
HEBREW: Rows = [
    ["מספר", "יישוב", "משקי בית (אלפים)", "שיעור %", "תאריך", "הערות"],
    ["1", "ראשון לציון", "123,456", "12.5%", "31/05/2021", "לפי המפקד האחרון"],
    ["2", 'מטה אשר ע"ש', "(3.2)", "-4.7", "2019-2020", "נתונים ראשוניים"],
    ["3", "פתח תקווה*", "987", "30-50", "2020", "מקור: הבנק העולמי (World Bank)"],
    ["4", "כפר-סבא", "1,002", "100%", "5 במאי 2020", "עמ' 7 עד 11"],
    ["5", "בְּאֵר שֶׁבַע", "—", "0.5%", "2021-06-30", "גרסה 2.1 של SPSS"],
    ["6", "שָׁלוֹם", "456.78", "+1.2", 'תשפ"א', "[זמני] וסופי"],
    ["7", "סך הכול", "2,345,678", "100", "2015/16", "פחות מ-5 נפש, יותר מ-100"],
]
URDU: Rows = [
    ["نمبر", "ضلع", "گھرانے (ہزار)", "شرح ٪", "تاریخ", "تفصیل"],
    ["۱", "لاڑکانہ", "۱۲۳٬۴۵۶", "۱۲٫۵٪", "۳۱ مئی ۲۰۲۱", "تازہ مردم شماری کے مطابق"],
    ["۲", "ڈیرہ غازی خان", "(۳٫۲)", "-۴٫۷", "۲۰۱۹-۲۰۲۰", "ابتدائی اعداد"],
    ["۳", "ٹھٹھہ", "۹۸۷", "۷۷٫۱", "۲۰۲۰", "ماخذ: عالمی بینک (World Bank)"],
    ["۴", "کل میزان", "۱٬۰۰۲", "۱۰۰٪", "2017-18", "صفحہ ۷ تا ۱۱"],
]

TABLES: dict[str, tuple[str, Rows]] = {
    "persian": ("fa", PERSIAN),
    "arabic": ("ar", ARABIC),
    "hebrew": ("he", HEBREW),
    "urdu": ("ur", URDU),
}
"""The language and the rows of each."""

FONTS: dict[str, tuple[str, ...]] = {
    "fa": ("Nazli", "Titr", "Scheherazade", "Noto Sans Arabic", "DejaVu Sans", "Lateef"),
    "ar": ("Scheherazade", "KacstBook", "KacstNaskh", "Noto Kufi Arabic", "DejaVu Sans", "Lateef"),
    "he": ("David CLM", "Frank Ruehl CLM", "Ezra SIL", "Noto Serif Hebrew", "Miriam CLM"),
    "ur": ("PakType Naskh Basic", "Noto Sans Arabic", "Scheherazade", "Lateef"),
}
"""Typefaces for each language, the first that has it in Debian's packages fonts-farsiweb,
fonts-sil-scheherazade, fonts-sil-lateef, fonts-kacst, fonts-noto-core, fonts-paktype, culmus,
fonts-sil-ezra and fonts-dejavu."""
