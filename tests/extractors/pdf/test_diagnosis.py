import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractors.pdf.diagnosis import TextLayer, broken_text, diagnosis

PROSE = "The number of people who live in each of the provinces of the country, 2011–2016."
PERSIAN = "تعداد جمعیت هر یک از استان‌های کشور در سرشماری‌های سال ۱۳۹۰ و ۱۳۹۵"
SPANISH = "Población según la provincia y el sexo: más de un millón de niños y jóvenes, año 2015"
ARABIC = "عدد السكان في كل محافظة من محافظات البلاد خلال التعداد العام الأخير"
RUSSIAN = "Население по областям и городам страны за последние годы, всего человек, мужчины"
NEPALI = "प्रदेश अनुसार जनसंख्या र घरपरिवारको संख्या तथा वार्षिक वृद्धि दर यस तालिकामा छ"


@pytest.mark.parametrize(
    "text", [PROSE, PERSIAN, SPANISH, ARABIC, RUSSIAN, NEPALI, "2222 1111 ---- 44", "R² µg/m³"]
)
def test_text_that_people_write_is_digital(text: str) -> None:
    assert diagnosis(TextLayer(text, frozenset(["Calibri"]))) == "digital text"


@given(st.text(alphabet="0123456789.,-%$() \n", max_size=200))
def test_figures_alone_are_never_called_broken(figures: str) -> None:
    assert broken_text(figures) is None


@pytest.mark.parametrize(
    ("images", "draws", "said"),
    [
        (1, False, "scanned: no characters, 1 image"),
        (2, True, "scanned: no characters, 2 images"),
        (0, True, "no characters, drawings alone"),
        (0, False, "blank"),
    ],
)
def test_a_page_without_characters_says_what_is_there_instead(
    images: int, draws: bool, said: str
) -> None:
    assert diagnosis(TextLayer(" \r\n", images=images, draws=draws)) == said


@pytest.mark.parametrize("unreadable", ["(cid:12)", "\ue013", "\x14", "\ufffd"])
def test_characters_that_name_no_letter_are_counted(unreadable: str) -> None:
    text = f"Total {unreadable * 9} people"

    assert "of its characters name no letter" in diagnosis(TextLayer(text))


def test_one_bullet_of_a_symbol_font_is_not_a_broken_layer() -> None:
    assert diagnosis(TextLayer(f"\uf0b7 {PROSE}")) == "digital text"


def test_letters_that_are_printed_twice_over_are_said() -> None:
    doubled = " ".join("".join(letter * 2 for letter in word) for word in PROSE.split())

    assert diagnosis(TextLayer(doubled)) == "broken text layer: its letters are there twice over"


@pytest.mark.parametrize(
    "text",
    [
        "k|b]z cg';f/ hg;ª\\Vof / 3/kl/jf/sf] ;ª\\Vof tyf jflif{s j[l4 b/ o; tflnsfdf 5",
        ARABIC.encode("cp1256").decode("latin-1"),
        RUSSIAN.encode("cp1251").decode("cp1252"),
        " ".join(["habiϲΒϴΒ"] * 9),
    ],
)
def test_text_that_does_not_match_its_script_is_said(text: str) -> None:
    said = diagnosis(TextLayer(text))

    assert said == "broken text layer: its text does not match its script"


def test_a_font_that_draws_another_script_is_named() -> None:
    said = diagnosis(TextLayer("hg;+Vof", frozenset(["Calibri", "Preeti"])))

    assert said.endswith("the font Preeti draws letters of another script for Latin codes")


def test_text_behind_a_picture_may_be_wrong() -> None:
    assert diagnosis(TextLayer(PROSE, hidden=1.0, images=1)).startswith("scanned: its text was")
    assert diagnosis(TextLayer(PROSE, hidden=0.1, images=1)) == "digital text"
