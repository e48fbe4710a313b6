from pathlib import Path

import pytest

from extractors.encoding import detect

TEXTS = {
    "Persian": ("سال;استان;جمعيت\n1390;تهران;مركزي\nاصفهان;كرمان;خراسان رضوي\n", ["cp1256"]),
    "Arabic": ("نام;شهر\nعلي;بغداد\nالإجمالي;وزارة الصحة\n", ["cp1256", "iso8859-6", "cp720"]),
    "Hebrew": ("שם;עיר\nדוד;ירושלים\nסך הכל;משרד הבריאות\n", ["cp1255", "cp862"]),
    "Russian": (
        "Регион;Население\nМосква;12\nСанкт-Петербург;5\nВсего;17\n",
        ["cp1251", "koi8-r", "cp866", "iso8859-5", "mac_cyrillic"],
    ),
    "Ukrainian": ("Область;Населення\nКиїв;2\nЧернігів;1\n", ["cp1251", "koi8-u"]),
    "Greek": ("Νομός;Πληθυσμός\nΑθήνα;664\nΣύνολο;979\n", ["cp1253", "iso8859-7", "cp737"]),
    "Spanish": (
        "Municipio;Población\nMálaga;1\nCádiz;2\nLogroño;4\n",
        ["cp1252", "cp850", "mac_roman", "cp437"],
    ),
    "Portuguese": ("Município;População\nSão Paulo;1\nGoiás;3\n", ["cp1252", "cp850", "mac_roman"]),
    "capitals": ("MUNICÍPIO;POPULAÇÃO\nSÃO PAULO;1\nGOIÁS;3\n", ["cp1252", "cp850"]),
    "French": (
        "Région;Département\nHaute-Saône;1\nFinistère;2\n",
        ["cp1252", "cp850", "mac_roman"],
    ),
    "German": ("Land;Bevölkerung\nThüringen;1\nGröße;3\n", ["cp1252", "cp850", "mac_roman"]),
    "Turkish": ("İl;Nüfus\nIğdır;1\nŞırnak;2\nMuğla;4\n", ["cp1254", "cp857"]),
    "Polish": (
        "Województwo;Ludność\nŁódzkie;1\nŚląskie;2\nOgółem;5\n",
        ["cp1250", "iso8859-2", "cp852"],
    ),
    "Czech": ("Kraj;Počet obyvatel\nVysočina;2\nPlzeňský;4\nÚstecký;5\n", ["cp1250", "cp852"]),
    "Chinese": ("編號;名稱\n1;台南市\n2;國家風景區管理處\n", ["big5"]),
    "Japanese": ("番号;名称\n1;東京都\n2;大阪府の人口\n", ["shift_jis", "euc_jp"]),
    "a sign": ("item;price\ntea;£12\ncake;£3\n", ["cp1252"]),
}
CASES = [(text, name) for text, names in TEXTS.values() for name in names]


def written(folder: Path, content: bytes) -> Path:
    path = folder / "found.csv"
    path.write_bytes(content)
    return path


@pytest.mark.parametrize(("text", "name"), CASES)
def test_words_tell_the_encoding(tmp_path: Path, text: str, name: str) -> None:
    path = written(tmp_path, text.encode(name))

    found = detect(path)

    assert path.read_bytes().decode(found.encoding) == text


def test_three_encodings_show_the_same_lines(tmp_path: Path) -> None:
    path = written(tmp_path, "Município;n\nSão Paulo;1\n".encode("cp1252"))

    found = detect(path)

    assert len(found.likeliest) == 3
    assert found.seen("cp1252") == ("Município;n", "São Paulo;1")
    assert len({found.seen(name) for name in found.likeliest}) == 3


def test_little_evidence_is_a_doubt(tmp_path: Path) -> None:
    assert not detect(written(tmp_path, b"id,sign\n2,\xa9\n")).certain


def test_much_evidence_is_none(tmp_path: Path) -> None:
    assert detect(written(tmp_path, TEXTS["Greek"][0].encode("cp1253"))).certain


@pytest.mark.parametrize("name", ["utf-8-sig", "utf-16", "utf-32", "utf-16-le", "utf-16-be"])
def test_unicode_is_beyond_doubt(tmp_path: Path, name: str) -> None:
    text = "سال;استان\n۱۳۹۰;تهران\n"
    path = written(tmp_path, text.encode(name))

    found = detect(path)

    assert path.read_bytes().decode(found.encoding).lstrip("\ufeff") == text
    assert (found.certain, len(found.likeliest)) == (True, 1)


def test_lines_of_another_encoding_are_told_from_utf8(tmp_path: Path) -> None:
    lines = ["شهر;تعداد", "تهران;۱", "شيراز;2", "یزد;۳"]
    names = ["utf-8", "utf-8", "cp1256", "utf-8"]
    content = b"\n".join(line.encode(name) for line, name in zip(lines, names, strict=True))

    found = detect(written(tmp_path, content))

    assert (found.encoding, found.other) == ("utf-8", "cp1256")


def test_a_broken_character_does_not_change_the_encoding(tmp_path: Path) -> None:
    content = "شهر;تهران\n".encode() * 3 + "شهر;تهران\n".encode()[:-2] + b"\n"

    found = detect(written(tmp_path, content))

    assert (found.encoding, found.other) == ("utf-8", None)
