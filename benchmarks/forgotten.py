"""How often the encoding of short tables is found, beside charset-normalizer alone.

Run `python -m benchmarks.forgotten`. The tables are lists of places and a header in twelve
languages, each in the encodings that were used for it; none of them is a test's. An answer is
right if it reads the text as it was written.
"""

from __future__ import annotations

import tempfile
from pathlib import Path

from charset_normalizer import from_bytes

from extractors.encoding import detect

TABLES = {
    "Persian": (
        ["نام شهر", "مشهد", "تبريز", "اهواز", "قزوين", "گرگان", "بندرعباس", "نيشابور"],
        ["cp1256"],
    ),
    "Arabic": (
        ["المحافظة", "القاهرة", "دمشق", "حلب", "الموصل", "طرابلس", "أسيوط", "الإسكندرية"],
        ["cp1256", "iso8859-6", "cp720"],
    ),
    "Hebrew": (["יישוב", "חיפה", "באר שבע", "נתניה", "אשדוד", "חולון"], ["cp1255", "cp862"]),
    "Russian": (
        ["Город", "Казань", "Новосибирск", "Екатеринбург", "Самара", "Омск", "Ростов-на-Дону"],
        ["cp1251", "koi8-r", "cp866", "iso8859-5", "mac_cyrillic"],
    ),
    "Greek": (
        ["Πόλη", "Πάτρα", "Ηράκλειο", "Λάρισα", "Βόλος", "Ιωάννινα", "Χανιά"],
        ["cp1253", "iso8859-7", "cp737"],
    ),
    "Spanish": (
        ["Provincia", "Almería", "Castellón", "La Coruña", "Jaén", "Cáceres", "Guipúzcoa"],
        ["cp1252", "cp850", "cp437", "mac_roman"],
    ),
    "Portuguese": (
        ["Município", "Maceió", "Brasília", "Florianópolis", "Ribeirão Preto", "Macapá", "Açu"],
        ["cp1252", "cp850", "mac_roman"],
    ),
    "French": (
        ["Département", "Corrèze", "Isère", "Côte-d'Or", "Finistère", "Orléans", "Besançon"],
        ["cp1252", "cp850", "mac_roman"],
    ),
    "German": (
        ["Kreis", "Göttingen", "Würzburg", "Lüneburg", "Gießen", "Märkischer Kreis"],
        ["cp1252", "cp850", "mac_roman"],
    ),
    "Turkish": (
        ["Şehir", "Çanakkale", "Diyarbakır", "Gümüşhane", "Muş", "Ağrı", "Eskişehir"],
        ["cp1254", "cp857"],
    ),
    "Polish": (
        ["Miasto", "Łódź", "Kraków", "Gdańsk", "Częstochowa", "Rzeszów", "Białystok"],
        ["cp1250", "iso8859-2", "cp852"],
    ),
    "Hungarian": (
        ["Település", "Győr", "Pécs", "Székesfehérvár", "Hódmezővásárhely", "Gödöllő"],
        ["cp1250", "cp852"],
    ),
}


def main() -> None:
    """Print how many are right, and what is not."""
    right = {"curator": 0, "charset-normalizer": 0}
    count = doubtful = 0
    wrong: list[str] = []
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "table.csv"
        for language, (names, encodings) in TABLES.items():
            text = "".join(f"{name};{number}\n" for number, name in enumerate(names))
            for encoding in encodings:
                path.write_bytes(text.encode(encoding))
                found = detect(path)
                other = from_bytes(path.read_bytes()).best()
                count += 1
                fits = path.read_bytes().decode(found.encoding, errors="replace") == text
                right["curator"] += fits
                right["charset-normalizer"] += other is not None and str(other) == text
                doubtful += not found.certain
                if not fits:
                    wrong.append(f"{language} in {encoding}: {', '.join(found.likeliest)}")
    print(f"{count} tables:", ", ".join(f"{who} {score}" for who, score in right.items()))
    print(f"called doubtful: {doubtful}")
    for line in wrong:
        print("  wrong:", line)


if __name__ == "__main__":
    main()
