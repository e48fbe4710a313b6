"""What stands in the demo documents: figures, names and quirks, every one of them invented."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal

Grid = list[list[str]]
"""A table's rows, the header first, each with its first column first."""

FOOTER = "Invented figures for practice · ارقام ساختگی برای تمرین"

PORTS = """
001 | Hormozgan | Shahid Rajaee | هرمزگان | شهید رجایی
002 | Hormozgan | Kish | هرمزگان | کیش
010 | Bushehr | Bushehr | بوشهر | بوشهر
011 | Bushehr | Asaluyeh | بوشهر | عسلویه
020 | Khuzestan | Imam Khomeini | خوزستان | امام خمینی
021 | Khuzestan | Khorramshahr | خوزستان | خرمشهر
030 | Sistan and Baluchestan | Shahid Beheshti | سیستان و بلوچستان | شهید بهشتی
040 | Mazandaran | Amirabad | مازندران | امیرآباد
"""
FIGURES = """
58914.2 | 2184 38214.6 22107.3 | 2260 39870.1 23415.8 | 2097 37652.4 21988.0
 1020.4 |  412   871.5   190.2 |  438   902.8   204.6 |  451   948.3   211.9
 3140.8 |  655  2044.7  1188.5 |    -  2180.9  1246.0 |  702  2233.6  1301.4
11873.0 |  931  1408.2 10822.6 |  968  1511.4 11304.9 | 1004  1476.0 11957.3
29455.1 | 1377 21460.3  9184.7 | 1415 22018.6  9530.2 | 1322 20731.9  8876.5
 1688.6 |  506  1290.4   438.1 |  533  1378.6   452.3 |  541  1402.7   467.8
 2310.5 |  187  1764.8   402.9 |  214  2035.2   488.4 |  229  2196.7   530.6
 3705.9 |  604  2871.3   958.6 |  617  2940.5   987.2 |  588  2706.4   921.1
"""
"""A port a line: the total before 1400, then ships, unloaded and loaded for 1400, 1401, 1402."""
FIRST_YEAR = 1400

ENGLISH_HEADER = "Code | Province | Port | Year | Ships | Unloaded | Loaded | Total | Change %"
PERSIAN_HEADER = "کد | استان | بندر | سال | کشتی‌ها | تخلیه | بارگیری | جمع | تغییر ٪"

SLIP = (17, 5, "1,318.6")
"""The publisher's slip, in both languages: grid row, column, and what stands for 1,378.6 there."""
PERSIAN_QUIRKS = {
    (2, 2): "شهید  رجایی ",
    (5, 2): "كيش",
    (14, 2): "امام  خمینی",
    (20, 1): "سيستان و بلوچستان",
}
"""Grid row and column to what is printed: stray spaces, and the yeh and kaf of Arabic."""
ENGLISH_QUIRKS = {(2, 2): "Shahid  Rajaee ", (14, 2): "Imam  Khomeini", (23, 2): "Amirabad  "}

CARGO = """
Cargo | 1400 | 1401 | 1402 | Change | نوع بار
Dry bulk | 4.1 | 4.6 | 3.9 | −0.7 | فله خشک
Containers* | 2.8 | 2.5 | 2.7 | 0.2 | کانتینر*
Oil products | 1.9 | 2.2 | 2.0 | −0.2 | فرآورده‌های نفتی
General cargo | 3.3 | 3.0 | | | بار عمومی
Livestock | 0.8 | 0.9 | 0.7 | −0.2 | دام زنده
"""
ENGLISH_PROSE = (
    "Waiting time is counted from the moment a ship drops anchor until it is made fast at the "
    "quay. Ships that only take on fuel are not counted. The figures for general cargo in 1402 "
    "had not been received when these tables were closed."
)
PERSIAN_PROSE = (
    "زمان انتظار از لحظهٔ لنگر انداختن کشتی تا پهلوگیری آن در اسکله حساب می‌شود. کشتی‌هایی که "
    "تنها سوخت می‌گیرند شمرده نشده‌اند. ارقام بار عمومی در سال ۱۴۰۲ هنگام بستن این جدول‌ها "
    "هنوز نرسیده بود."
)
FOOTNOTE = ("* Empty containers are left out.", "* کانتینرهای خالی شمرده نشده‌اند.")

CLINIC_TITLE = ["Visitas a clínicas móviles · Visits to mobile clinics"]
CLINIC_HEADER = (
    ["Region", "Clinic", "Code", "Registry no.", "2022", None, "2023", None, "Last visit", "Notes"],
    [None, None, None, None, "Women", "Men", "Women", "Men"],
)
CLINIC_NOTE = ["Cifras inventadas para practicar · Invented figures for practice"]
CLINICS = """
Andalucía | Almería Puerto | Cabo de Gata | Écija | Jaén Norte | Málaga Este | Úbeda | Vélez
Aragón | Alcañiz | Binéfar | Calatayud | Peñarroya | Zaragoza Río
Asturias | Avilés | Cangas de Onís | Gijón Muelle | Lluarca
Castilla y León | Ávila | Béjar | León Estación | Sanabria | Soria | Tordesillas | Zamora
Cataluña | Lleida | L'Escala | Reus | Tàrrega | Vic
Extremadura | Badajoz | Cáceres | Coria | Mérida | Trujillo
Galicia | A Coruña | Lugo | Ourense | O Barco | Pontevedra | Viveiro
Murcia | Águilas | Cartagena | Lorca
"""
"""A region a line, with its clinics."""
CLINIC_QUIRKS = {
    "B6": "Écija  ",
    "B13": " Calatayud",
    "B15": "Zaragoza  Río",
    "E9": "1.204",
    "F21": "87 ",
    "G30": None,
    "I18": "2023-08-15 ",
    "J8": "Cerrada en agosto",
    "J28": "Dirección  provisional ",
}
STAFF = """
Código | Nombre | Documento
1001 | Irene Bermúdez Sáez | 00000001X
1002 | Óscar Peñalver Ruiz | 00000002X
1003 | Noelia Iñíguez Mora | 00000003X
"""
INNER_SHEET = "registro interno"


def cells_of(text: str) -> Grid:
    """Return the cells of a table written as lines with bars between the cells."""
    return [[cell.strip() for cell in line.split("|")] for line in text.strip().splitlines()]


def port_rows() -> Iterator[tuple[int, list[str]]]:
    """Yield (which port, year and figures) for each port and year, in order."""
    for port, (before, *years) in enumerate(cells_of(FIGURES)):
        last = Decimal(before)
        for year, line in enumerate(years, FIRST_YEAR):
            ships, unloaded, loaded = line.split()
            total = Decimal(unloaded) + Decimal(loaded)
            counted = "" if ships == "-" else f"{int(ships):,}"
            amounts = [f"{Decimal(amount):,}" for amount in (unloaded, loaded, str(total))]
            yield port, [str(year), counted, *amounts, f"{(total / last - 1) * 100:.1f}"]
            last = total


def column_sums(rows: Sequence[Sequence[str]]) -> list[str]:
    """Return the printed sums of ships, unloaded, loaded and total."""
    columns = list(zip(*rows, strict=True))[1:5]
    return [
        f"{sum(Decimal(cell.replace(',', '') or 0) for cell in column):,}" for column in columns
    ]


def english_ports() -> Grid:
    """Return the table of ports in English: a province stands only in its first row."""
    grid = cells_of(ENGLISH_HEADER)
    names, above = cells_of(PORTS), ""
    for port, figures in port_rows():
        code, province, name = names[port][:3]
        grid.append([code, "" if province == above else province, name, *figures])
        above = province
    grid.append(["", "All ports", "", "", *column_sums([row[3:] for row in grid[1:]]), ""])
    return with_cells(grid, {SLIP[:2]: SLIP[2], **ENGLISH_QUIRKS})


def persian_ports() -> Grid:
    """Return the same table in Persian: a province stands in each of its rows."""
    grid = cells_of(PERSIAN_HEADER)
    names = cells_of(PORTS)
    for port, figures in port_rows():
        code, _, _, province, name = names[port]
        grid.append([persian(code), province, name, *map(persian, figures)])
    sums = column_sums([figures for _, figures in port_rows()])
    grid.append(["", "همه بندرها", "", "", *map(persian, sums), ""])
    return with_cells(grid, {SLIP[:2]: persian(SLIP[2]), **PERSIAN_QUIRKS})


def persian(number: str) -> str:
    """Return a number as it is printed in Persian."""
    return number.translate(str.maketrans("0123456789,.", "۰۱۲۳۴۵۶۷۸۹٬٫"))


def with_cells(grid: Grid, printed: dict[tuple[int, int], str]) -> Grid:
    """Return the grid with some of its cells replaced."""
    return [
        [printed.get((row, column), cell) for column, cell in enumerate(cells)]
        for row, cells in enumerate(grid)
    ]
