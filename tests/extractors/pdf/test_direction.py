import pytest

from extractors.pdf.direction import logical


@pytest.mark.parametrize(
    ("shown", "read"),
    [
        ("ناتسا", "استان"),
        ("تیعمج )رفن(", "(نفر) جمعیت"),
        (")رفن( تیعمج", "جمعیت (نفر)"),
        ("(ﺮﻔﻧ) ﺖﯿﻌﻤﺟ", "جمعیت (نفر)"),
        ("۱۳۹۶ لاس", "سال ۱۳۹۶"),
        ("Excel تسرهف", "فهرست Excel"),
        ("לארשי", "ישראל"),
        ("ناتسا\nمود", "استان\nدوم"),
    ],
)
def test_what_is_written_from_right_to_left_is_read_so(shown: str, read: str) -> None:
    assert logical(shown) == read


@pytest.mark.parametrize("text", ["Table 1 (draft)", "۱۲٬۳۴۵", "١٣٩٦", "-1.5", "", "a\nb"])
def test_what_is_not_stays(text: str) -> None:
    assert logical(text) == text
