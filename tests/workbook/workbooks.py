# SPDX-License-Identifier: GPL-3.0-or-later
"""Makes workbooks from the words of their formats alone, without any program for tables: Office
Open XML, Open Document and BIFF8. A cell is None, a text, a Number, a Day, a Formula, an Error."""
import struct
import zipfile
from decimal import Decimal
from xml.sax.saxutils import escape, quoteattr


class Number:
    """As a program for tables keeps it: the nearest binary fraction, written with 17 digits."""

    def __init__(self, text):
        self.value = float(text)
        self.text = f"{self.value:.17g}"


class Day:
    """yyyy-mm-dd or yyyy-mm-dd HH:MM:SS, as a number that is shown as a date."""

    def __init__(self, text):
        import datetime
        self.moment = datetime.datetime.fromisoformat(text)
        self.has_time = len(text) > 10

    def serial(self, since_1904=False):
        import datetime
        start = datetime.datetime(1904, 1, 1) if since_1904 else datetime.datetime(1899, 12, 30)
        delta = self.moment - start
        return delta.days + delta.seconds / 86400

    def iso(self):
        return self.moment.strftime("%Y-%m-%dT%H:%M:%S" if self.has_time else "%Y-%m-%d")


class Formula:
    """What it came to: a Number, a text, or None when the file does not say."""

    def __init__(self, value):
        self.value = value


class Error:
    text = "#REF!"


def letters(column):
    name = ""
    while column >= 0:
        name = chr(ord("A") + column % 26) + name
        column = column // 26 - 1
    return name


class Sheet:
    """Rows from @first_row on."""

    def __init__(self, name, rows, hidden=False, first_row=1):
        self.name, self.rows, self.hidden, self.first_row = name, rows, hidden, first_row


# ── Office Open XML ──────────────────────────────────────────────────────────────────────────────

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
DAY_STYLE, TIME_STYLE = 1, 2


def xlsx_cell(reference, cell, strings, since_1904):
    formula = ""
    if isinstance(cell, Formula):
        formula, cell = "<f>A1</f>", cell.value
        if cell is None:
            return f'<c r="{reference}">{formula}</c>'
        if isinstance(cell, str):
            return f'<c r="{reference}" t="str">{formula}<v>{escape(cell)}</v></c>'
    if isinstance(cell, Error):
        return f'<c r="{reference}" t="e"><v>{cell.text}</v></c>'
    if isinstance(cell, Day):
        style = TIME_STYLE if cell.has_time else DAY_STYLE
        return f'<c r="{reference}" s="{style}"><v>{cell.serial(since_1904):.17g}</v></c>'
    if isinstance(cell, Number):
        return f'<c r="{reference}">{formula}<v>{cell.text}</v></c>'
    if strings is None:
        return f'<c r="{reference}" t="inlineStr"><is><t>{escape(cell)}</t></is></c>'
    index = strings.setdefault(cell, len(strings))
    return f'<c r="{reference}" t="s"><v>{index}</v></c>'


def xlsx_sheet(sheet, strings, since_1904):
    rows = []
    for number, row in enumerate(sheet.rows, sheet.first_row):
        cells = "".join(xlsx_cell(f"{letters(i)}{number}", cell, strings, since_1904)
                        for i, cell in enumerate(row) if cell is not None)
        if cells:
            rows.append(f'<row r="{number}">{cells}</row>')
    return (f'<worksheet xmlns="{MAIN}"><sheetData>{"".join(rows)}</sheetData></worksheet>')


def write_xlsx(path, sheets, since_1904=False, inline=False):
    strings = None if inline else {}
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as out:
        out.writestr("[Content_Types].xml",
                     f'<Types xmlns="{PACKAGE}/content-types"><Default Extension="xml" '
                     'ContentType="application/xml"/></Types>')
        out.writestr("_rels/.rels",
                     f'<Relationships xmlns="{PACKAGE}/relationships"><Relationship Id="rId1" '
                     f'Type="{RELATIONS}/officeDocument" Target="xl/workbook.xml"/>'
                     '</Relationships>')
        names = "".join(
            f'<sheet name={quoteattr(sheet.name)} sheetId="{i}" r:id="rId{i}"'
            f'{" state=" + quoteattr("hidden") if sheet.hidden else ""}/>'
            for i, sheet in enumerate(sheets, 1))
        out.writestr("xl/workbook.xml",
                     f'<workbook xmlns="{MAIN}" xmlns:r="{RELATIONS}"><workbookPr '
                     f'date1904="{int(since_1904)}"/><sheets>{names}</sheets></workbook>')
        out.writestr("xl/_rels/workbook.xml.rels",
                     f'<Relationships xmlns="{PACKAGE}/relationships">' + "".join(
                         f'<Relationship Id="rId{i}" Type="{RELATIONS}/worksheet" '
                         f'Target="worksheets/sheet{i}.xml"/>' for i in range(1, len(sheets) + 1)) +
                     '</Relationships>')
        out.writestr("xl/styles.xml",
                     f'<styleSheet xmlns="{MAIN}"><numFmts count="1"><numFmt numFmtId="170" '
                     'formatCode="yyyy\\-mm\\-dd\\ hh:mm:ss"/></numFmts><cellStyleXfs><xf '
                     'numFmtId="14"/></cellStyleXfs><cellXfs count="3"><xf numFmtId="0"/><xf '
                     'numFmtId="14"/><xf numFmtId="170"/></cellXfs></styleSheet>')
        for i, sheet in enumerate(sheets, 1):
            out.writestr(f"xl/worksheets/sheet{i}.xml", xlsx_sheet(sheet, strings, since_1904))
        if strings:
            out.writestr("xl/sharedStrings.xml", f'<sst xmlns="{MAIN}">' + "".join(
                f"<si><t>{escape(text)}</t></si>" for text in strings) + "</sst>")


# ── Open Document ────────────────────────────────────────────────────────────────────────────────

def ods_cell(cell):
    formula = ""
    if cell is None:
        return "<table:table-cell/>"
    if isinstance(cell, Formula):
        formula, cell = ' table:formula="of:=[.A1]"', cell.value
        if cell is None:
            return f"<table:table-cell{formula}/>"
    if isinstance(cell, Error):
        return ('<table:table-cell office:value-type="string" office:string-value="" '
                f'calcext:value-type="error"><text:p>{cell.text}</text:p></table:table-cell>')
    if isinstance(cell, Day):
        return (f'<table:table-cell office:value-type="date" office:date-value="{cell.iso()}">'
                '<text:p>…</text:p></table:table-cell>')
    if isinstance(cell, Number):
        return (f'<table:table-cell{formula} office:value-type="float" office:value="{cell.text}">'
                '<text:p>…</text:p></table:table-cell>')
    paragraphs = "".join(f"<text:p>{escape(line)}</text:p>" for line in cell.split("\n"))
    return f'<table:table-cell{formula} office:value-type="string">{paragraphs}</table:table-cell>'


def write_ods(path, sheets):
    tables = ""
    for sheet in sheets:
        rows = "".join("<table:table-row>" + "".join(map(ods_cell, row)) +
                       '<table:table-cell table:number-columns-repeated="16000"/></table:table-row>'
                       for row in sheet.rows)
        before = ('<table:table-row table:number-rows-repeated="%d"><table:table-cell/>'
                  '</table:table-row>' % (sheet.first_row - 1)) if sheet.first_row > 1 else ""
        tables += (f'<table:table table:name={quoteattr(sheet.name)} table:style-name='
                   f'"{"ta2" if sheet.hidden else "ta1"}">{before}{rows}<table:table-row '
                   'table:number-rows-repeated="1000000"><table:table-cell '
                   'table:number-columns-repeated="16384"/></table:table-row></table:table>')
    spaces = "".join(f' xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"'
                     for name in ("office", "table", "text", "style"))
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as out:
        out.writestr(zipfile.ZipInfo("mimetype"), "application/vnd.oasis.opendocument.spreadsheet")
        out.writestr("META-INF/manifest.xml", '<manifest:manifest xmlns:manifest="urn:oasis:names:'
                     'tc:opendocument:xmlns:manifest:1.0"/>')
        out.writestr("content.xml", f'<office:document-content{spaces} xmlns:calcext="urn:calcext">'
                     '<office:automatic-styles><style:style style:name="ta1" style:family="table">'
                     '<style:table-properties table:display="true"/></style:style><style:style '
                     'style:name="ta2" style:family="table"><style:table-properties '
                     'table:display="false"/></style:style></office:automatic-styles>'
                     f'<office:body><office:spreadsheet>{tables}</office:spreadsheet></office:body>'
                     '</office:document-content>')


# ── BIFF8 in a compound file ─────────────────────────────────────────────────────────────────────

def record(kind, data=b""):
    return struct.pack("<HH", kind, len(data)) + data


def text_16(text):
    return struct.pack("<HB", len(text), 1) + text.encode("utf-16-le")


def shared_strings(strings):
    """As Excel writes them: a record has at most 8224 bytes; a text that goes on in the next says
    there again how wide its characters are."""
    parts, part = [], bytearray(struct.pack("<II", len(strings), len(strings)))
    for text in strings:
        if len(part) + 5 > 8224:
            parts.append(part)
            part = bytearray()
        part += struct.pack("<HB", len(text), 1)
        for character in text:
            if len(part) + 2 > 8224:
                parts.append(part)
                part = bytearray(b"\1")
            part += character.encode("utf-16-le")
    parts.append(part)
    return record(0xFC, bytes(parts[0])) + b"".join(record(0x3C, bytes(p)) for p in parts[1:])


def as_rk(value):
    """A number as 30 bits and two flags, or None."""
    for hundredth in (0, 1):
        scaled = Decimal(str(value)) * (100 if hundredth else 1)
        if scaled == int(scaled) and abs(scaled) < 1 << 29:
            return struct.pack("<i", int(scaled) << 2 | 2 | hundredth)
    return None


def xls_cell(row, column, cell, strings, since_1904):
    place = struct.pack("<HH", row, column)
    if isinstance(cell, Formula):
        value = cell.value
        if isinstance(value, str):
            marked = struct.pack("<H6sHHI", 0, b"\0" * 6, 0xFFFF, 0, 0) + b"\0\0"
            return (record(6, place + marked) +
                    record(0x207, text_16(value)))
        return record(6, place + struct.pack("<HdHI", 0, value.value, 0, 0) + b"\0\0")
    if isinstance(cell, Error):
        return record(0x205, place + struct.pack("<HBB", 0, 0x17, 1))
    if isinstance(cell, Day):
        style = TIME_STYLE if cell.has_time else DAY_STYLE
        return record(0x203, place + struct.pack("<Hd", style, cell.serial(since_1904)))
    if isinstance(cell, Number):
        packed = as_rk(cell.value)
        if packed:
            return record(0x27E, place + struct.pack("<H", 0) + packed)
        return record(0x203, place + struct.pack("<Hd", 0, cell.value))
    return record(0xFD, place + struct.pack("<HI", 0, strings.setdefault(cell, len(strings))))


def write_xls(path, sheets, since_1904=False):
    strings, bodies = {}, []
    for sheet in sheets:
        body = record(0x809, struct.pack("<HHHHII", 0x600, 0x10, 0, 0, 0, 0))
        for number, row in enumerate(sheet.rows, sheet.first_row - 1):
            for column, cell in enumerate(row):
                if cell is not None:
                    body += xls_cell(number, column, cell, strings, since_1904)
        bodies.append(body + record(0x0A))
    head = record(0x809, struct.pack("<HHHHII", 0x600, 5, 0, 0, 0, 0))
    head += record(0x22, struct.pack("<H", int(since_1904)))
    head += record(0x41E, struct.pack("<H", 170) + text_16('yyyy"-"mm"-"dd hh:mm:ss'))
    for style in (0, 14, 170):
        head += record(0xE0, struct.pack("<HH", 0, style) + b"\0" * 16)
    tail = shared_strings(list(strings)) + record(0x0A)
    names = [struct.pack("<BB", len(s.name), 1) + s.name.encode("utf-16-le") for s in sheets]
    place = len(head) + sum(4 + 6 + len(name) for name in names) + len(tail)
    for sheet, name, body in zip(sheets, names, bodies):
        head += record(0x85, struct.pack("<IBB", place, int(sheet.hidden), 0) + name)
        place += len(body)
    write_compound(path, "Workbook", head + tail + b"".join(bodies))


def write_compound(path, name, stream):
    """One stream of at least 4096 bytes, in sectors of 512."""
    stream = stream.ljust(max(4096, -(-len(stream) // 512) * 512), b"\0")
    n_data = len(stream) // 512
    n_table = 1
    while n_table * 128 < n_table + 1 + n_data:
        n_table += 1
    chain = [0xFFFFFFFD] * n_table + [0xFFFFFFFE]
    chain += list(range(n_table + 2, n_table + 1 + n_data)) + [0xFFFFFFFE]
    chain += [0xFFFFFFFF] * (n_table * 128 - len(chain))
    assert n_table <= 109
    head = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 16
    head += struct.pack("<HHHHH6xIIIIIIIII", 0x3E, 3, 0xFFFE, 9, 6, 0, n_table, n_table, 0, 4096,
                        0xFFFFFFFE, 0, 0xFFFFFFFE, 0)
    head += struct.pack("<109I", *(list(range(n_table)) + [0xFFFFFFFF] * (109 - n_table)))

    def entry(title, kind, first, size, child=0xFFFFFFFF):
        encoded = (title + "\0").encode("utf-16-le")
        return (encoded.ljust(64, b"\0") + struct.pack("<HBBIII", len(encoded), kind, 1, 0xFFFFFFFF,
                                                       0xFFFFFFFF, child) +
                b"\0" * 36 + struct.pack("<IQ", first, size))

    folder = entry("Root Entry", 5, 0xFFFFFFFE, 0, 1) + entry(name, 2, n_table + 1, len(stream))
    with open(path, "wb") as out:
        out.write(head + struct.pack(f"<{len(chain)}I", *chain) + folder.ljust(512, b"\0") + stream)
