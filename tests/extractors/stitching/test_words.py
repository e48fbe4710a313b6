import pytest

from extractors.stitching.words import caption_of, is_running_total, is_total


@pytest.mark.parametrize(
    ("said", "label"),
    [
        ("Table 3 (continued)", "3"),
        ("Table 3. Ships, cont.", "3"),
        ("Cuadro 12 (continuación)", "12"),
        ("Tabela 2 (continuação)", "2"),
        ("Tableau 4 (suite)", "4"),
        ("Tabelle 7 (Fortsetzung)", "7"),
        ("ادامه جدول ۵", "5"),
        ("ادامهٔ جدول ۵ - درآمدها", "5"),
        ("تابع جدول ٦", "6"),
        ("Continuation of Table 3", "3"),
        ("جدول شماره ۵ (ادامه)", "5"),
        ("(continued)", None),
    ],
)
def test_a_caption_says_that_it_goes_on(said: str, label: str | None) -> None:
    caption = caption_of(said)

    assert (caption.continued, caption.label) == (True, label)


@pytest.mark.parametrize(
    "said",
    ["Table 3. Ships", "Continued education by region", "Suite prices in hotels", "جدول ۵"],
)
def test_other_captions_do_not(said: str) -> None:
    assert not caption_of(said).continued


def test_a_caption_is_the_same_however_it_is_written() -> None:
    one, other = caption_of("جدول ۳ - هزینه‌ها"), caption_of("ادامه جدول 3 – هزينه ها")

    assert one.text == other.text


@pytest.mark.parametrize(
    "row",
    [
        ("Carried forward", None, "1,234"),
        (None, "Suma y sigue:", "12,5"),
        ("۱۲۳", "نقل از صفحهٔ قبل", None),
        ("À reporter", "EUR", "10"),
        ("Übertrag", None, "7"),
        ("Total carried forward to page 7", None, "7"),
    ],
)
def test_running_totals_are_known(row: tuple[str | None, ...]) -> None:
    assert is_running_total(row)


@pytest.mark.parametrize(
    "row",
    [
        ("Total", None, "10"),
        ("Losses carried forward", "from the year before", "10"),
        ("Report on ports", None, "10"),
        ("Transporte marítimo", None, "10"),
        ("حمل و نقل", None, "10"),
        (None, None, "10"),
    ],
)
def test_other_rows_are_none(row: tuple[str | None, ...]) -> None:
    assert not is_running_total(row)


def test_totals_are_known_by_their_labels() -> None:
    assert is_total(("Total general", "10"))
    assert is_total(("جمع کل", "10"))
    assert not is_total(("Totality of ports", "10"))
