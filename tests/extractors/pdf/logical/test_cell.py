import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractors.pdf.logical import (
    Brackets,
    Direction,
    Glyph,
    Manner,
    cell_text,
    manner,
    read_cell,
)
from tests.extractors.pdf.logical.drawing import SIZE, displayed, drawn, mirrored

TURNED = Manner(Direction.RIGHT_TO_LEFT)
AS_READ = Manner(Direction.RIGHT_TO_LEFT, Brackets.AS_READ)


def seen(text: str) -> list[Glyph]:
    return drawn(displayed(text))


@pytest.mark.parametrize(
    "text",
    [
        "استان",
        "جمعیت (نفر)",
        "سال ۱۳۹۶",
        "سال ۱۳۹۵-۱۳۹۶",
        "۱۲ مرداد ۱۳۹۶",
        "صفحه ۱۲ از ۲۰",
        "۱۳۹۶/۰۵/۱۲",
        "۱۳٬۲۶۷٬۶۳۷",
        "١٠٫١٪",
        "٥ - ٧",
        "٢٠١٦/٢٠١٧",
        "من ١ إلى ٩",
        "-۱٫۵",
        "(۱۲)",
        "۱۱٫۰*",
        "نرخ ۱۲٪",
        "موارد COVID-19 در 2020",
        "شرکت نفت ایران (NIOC)",
        "فهرست Excel",
        "شهر [الف] و «ب»",
        "תל אביב-יפו",
        'סה"כ',
        "שיעור 12.4%",
        "ינואר 2019",
    ],
)
def test_what_the_bidirectional_algorithm_shows_is_read_back(text: str) -> None:
    shown = displayed(text)

    assert cell_text(drawn(shown)) == text
    assert cell_text(drawn(mirrored(shown))) == text


@pytest.mark.parametrize("text", ["Table 1 (draft)", "-1.5", "12%", "n/a", "2020-03-21", "*"])
def test_what_holds_no_such_script_is_read_from_left_to_right(text: str) -> None:
    assert cell_text(drawn(text)) == text


@pytest.mark.parametrize("text", ["-1.5", "(3.2)", "12.4%", "451,523", "2018/2019", "2019*"])
def test_a_number_of_a_table_from_right_to_left_is_read_as_such(text: str) -> None:
    assert cell_text(seen(text), TURNED) == text
    assert cell_text(drawn(text), TURNED) == text


def test_a_latin_line_with_a_word_from_right_to_left_begins_at_the_left() -> None:
    assert cell_text(drawn("Tehran province (ناریا)")) == "Tehran province (ایران)"


@pytest.mark.parametrize("name", ["لا", "ال", "\ufefb"])
def test_a_ligature_is_not_turned(name: str) -> None:
    assert cell_text(drawn(["ن", "ا", "ج", "ی", "ه", name])) == "لاهیجان"


def test_an_alef_without_width_stands_after_its_lam() -> None:
    lam = Glyph("ل", 50, 100, 56, 110, SIZE)
    alef = Glyph("ا", 50, 100, 50, 110, SIZE)

    assert cell_text([alef, lam]) == cell_text([lam, alef]) == "لا"


@pytest.mark.parametrize("letter", ["ی", "ي", "ى", "ک", "ك"])
def test_yeh_and_kaf_stay_which_they_are(letter: str) -> None:
    assert cell_text(drawn([letter, "ا"])) == "ا" + letter


def test_shapes_become_letters() -> None:
    assert cell_text(drawn("\ufeae\ufed4\ufee7")) == "نفر"
    assert cell_text(drawn(["\ufe7d", "\ufedd"])) == "لّ"
    assert cell_text(drawn("\ufb4a\u05d0")) == "את\u05bc"


def test_shapes_tell_of_a_non_joiner() -> None:
    shown = (
        ["\ufbff", "\ufee3"],
        ["\ufbfd", "\ufee3"],
    )  # medial and final yeh behind an initial meem

    joined = cell_text(drawn(["\ufeea", "\ufeb7", *shown[0]]))
    parted = cell_text(drawn(["\ufeea", "\ufeb7", *shown[1]]))

    assert "\u200c" not in joined
    assert parted == "می\u200cشه"


def test_a_space_without_room_is_a_non_joiner() -> None:
    ye, space, he = (
        Glyph("ی", 50, 100, 55, 110, SIZE),
        Glyph(" ", 55, 100, 57.5, 110, SIZE),
        Glyph("ه", 55, 100, 60, 110, SIZE),
    )

    assert cell_text([ye, space, he]) == "ه\u200cی"


def test_a_non_joiner_of_its_own_is_kept_between_letters_only() -> None:
    assert cell_text(drawn(["\u200c", "ا", "ه", "\u200c", "ب", " ", "ب"])) == "ب ب\u200cها"


def test_a_mark_without_width_comes_before_its_letter_as_letters_are_seen() -> None:
    meem, dal = Glyph("م", 55, 100, 60, 110, SIZE), Glyph("د", 50, 100, 55, 110, SIZE)

    assert cell_text([dal, Glyph("ّ", 54, 99, 54, 109, SIZE), meem]) == "مّد"


@pytest.mark.parametrize(("x", "text"), [(57, "مّد"), (52, "مدّ")])
def test_between_letters_in_the_order_of_reading_it_goes_with_the_one_beneath(
    x: float, text: str
) -> None:
    meem, dal = Glyph("م", 55, 100, 60, 110, SIZE), Glyph("د", 50, 100, 55, 110, SIZE)

    assert cell_text([meem, Glyph("ّ", x, 99, x, 109, SIZE), dal]) == text


def test_a_glyph_without_letters_fills_a_gap() -> None:
    be, alef = Glyph("ב", 50, 100, 55, 110, SIZE), Glyph("א", 59, 100, 64, 110, SIZE)

    assert cell_text([be, alef]) == "א ב"
    assert cell_text([be, Glyph("", 55, 100, 59, 110, SIZE), alef]) == "אב"


def test_a_mark_with_ink_goes_with_the_letter_it_stands_over() -> None:
    letters = drawn("בא")
    point = Glyph("\u05b8", 56, 100, 58, 110, SIZE)

    assert cell_text([point, *letters]) == "א\u05b8ב"


def test_a_mark_over_the_right_half_of_a_lam_alef_is_the_lams() -> None:
    ligature = Glyph("لا", 50, 100, 56, 110, SIZE)

    assert cell_text([ligature, Glyph("ّ", 54, 100, 55, 110, SIZE)]) == "لّا"
    assert cell_text([ligature, Glyph("َ", 51, 100, 52, 110, SIZE)]) == "لاَ"


def test_lines_stand_beneath_each_other() -> None:
    glyphs = drawn(displayed("دوم"), top=112) + drawn(displayed("استان"), top=100)

    assert cell_text(glyphs) == "استان\nدوم"


def test_brackets_of_another_font_join_their_line() -> None:
    word = drawn("رفن")
    left = Glyph("(", 45, 106, 50, 116, SIZE)
    right = Glyph(")", 65, 106, 70, 116, SIZE)

    assert cell_text([*word, left, right]) == "(نفر)"


def test_a_gap_is_a_space_though_none_was_drawn() -> None:
    left, right = drawn("ب"), drawn("آ")
    moved = [Glyph(g.text, g.x0 + 9, g.top, g.x1 + 9, g.bottom, SIZE) for g in right]

    assert cell_text(left + moved) == "آ ب"


def test_what_is_drawn_twice_to_look_bold_is_read_once() -> None:
    glyphs = seen("کل")
    again = [Glyph(g.text, g.x0 + 0.3, g.top, g.x1 + 0.3, g.bottom, SIZE) for g in glyphs]

    assert cell_text(glyphs + again) == "کل"


def test_a_lone_bracket_is_read_by_the_manner_of_its_table() -> None:
    as_seen = manner([seen("کل"), drawn(mirrored(displayed("(نفر)")))])

    assert as_seen == Manner(Direction.RIGHT_TO_LEFT, Brackets.AS_SEEN)
    assert cell_text(drawn(mirrored(displayed("ب (الف و"))), as_seen) == "ب (الف و"
    assert cell_text(seen("ب (الف و"), AS_READ) == "ب (الف و"


def test_a_lone_bracket_that_nothing_tells_of_is_doubtful() -> None:
    assert read_cell(seen("ب (الف و")).doubts == ("a bracket may belong the other way around",)
    assert read_cell(seen("ب (الف) و")).doubts == ()


def test_letters_that_the_file_does_not_name_are_doubtful() -> None:
    read = read_cell([*drawn("ا"), Glyph("\ufffd", 40, 100, 50, 110, SIZE)])

    assert read.doubts == ("the file does not name all of its letters",)


RIGHT_TO_LEFT = st.sampled_from(["استان", "جمعیت", "لاهیجان", "ایران", "محافظة", "תל", "ירושלים"])
NUMBERS = st.sampled_from(
    ["12", "1,234.5", "12.5", "۱۳۹۶", "۱۳٬۲۶۷", "۱۳۹۶/۰۵/۱۲", "٢٠١٧", "٢٠١٦/٢٠١٧", "2018/19"]
)
LATIN = st.sampled_from(["Excel", "COVID-19", "n/a", "UNDP", "a (b) c", "ISO 9001"])
PAIRS = st.sampled_from(["()", "[]", "«»", "{}"])


@st.composite
def mixtures(draw: st.DrawFn) -> str:
    """Words from right to left, with a number, Latin or brackets between two of them."""
    words = [draw(RIGHT_TO_LEFT)]
    for island in draw(st.lists(st.one_of(NUMBERS, LATIN, RIGHT_TO_LEFT), max_size=4)):
        pair = draw(st.none() | PAIRS)
        words.append(island if pair is None else pair[0] + island + pair[1])
        words.append(draw(RIGHT_TO_LEFT))
    return " ".join(words)


@given(mixtures(), st.booleans())
def test_any_mixture_is_read_as_it_was_written(text: str, by_shape: bool) -> None:
    shown = displayed(text)
    if by_shape:
        shown = mirrored_where_turned(text)

    assert cell_text(drawn(shown), TURNED) == text


@given(st.lists(st.one_of(NUMBERS, LATIN, RIGHT_TO_LEFT), min_size=1, max_size=6).map(" ".join))
def test_what_is_read_would_be_shown_as_the_page_shows_it(text: str) -> None:
    shown = displayed(text)

    assert displayed(cell_text(drawn(shown), TURNED)) == shown


@given(st.lists(st.sampled_from("ابپلمنویک abc123 .,-/%"), max_size=12))
def test_no_letter_is_lost_or_made_up(pieces: list[str]) -> None:
    read = cell_text(drawn(pieces), AS_READ)

    assert sorted(read.replace(" ", "")) == sorted("".join(pieces).replace(" ", ""))


def mirrored_where_turned(text: str) -> str:
    """As `displayed`, brackets called by their shape: those in Latin runs are not turned."""
    kept = text.replace("a (b) c", "a \ue000b\ue001 c")
    return mirrored(displayed(kept)).replace("\ue000", "(").replace("\ue001", ")")


def test_brackets_are_matched_over_the_lines_of_a_cell() -> None:
    lines = ["بانک (World", "Bank)"]

    as_read = [g for n, line in enumerate(lines) for g in drawn(displayed(line), 100 + 12 * n)]
    as_seen = [
        g for n, line in enumerate(lines) for g in drawn(mirrored(displayed(line)), 100 + 12 * n)
    ]

    assert cell_text(as_read) == cell_text(as_seen) == "بانک (World\nBank)"


@pytest.mark.parametrize("base", ["ا", "", "\ufffd", "(cid:7)"])
def test_a_glyph_without_width_may_name_the_letter_that_it_is_a_part_of(base: str) -> None:
    alef, be = Glyph(base, 55, 100, 60, 110, SIZE), Glyph("ب", 50, 100, 55, 110, SIZE)
    madda = Glyph("آ", 56, 100, 56, 110, SIZE)

    assert cell_text([be, madda, alef]) == cell_text([alef, madda, be]) == "آب"


def test_a_glyph_without_width_or_name_is_left_out() -> None:
    nameless = Glyph("(cid:57)", 52, 100, 52, 110, SIZE)

    assert cell_text([*drawn("בא"), nameless]) == "אב"


def test_a_mark_that_has_another_letters_name_gives_its_mark() -> None:
    alef, be = Glyph("ا", 55, 100, 60, 110, SIZE), Glyph("ب", 50, 100, 55, 110, SIZE)
    hamza = Glyph("لأ", 56, 100, 56, 110, SIZE)

    assert cell_text([be, hamza, alef]) == "أب"
