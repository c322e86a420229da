#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Puts the addresses and pictures of SITE_FILE into the description of the program; without an
address the description names none.

usage: fill-metainfo.py METAINFO SITE_FILE SITE_URL OUTPUT
"""
import re
import sys
from xml.sax.saxutils import escape

MARK = "  <!-- Addresses and pictures: site.xml.in -->\n"


def main():
    metainfo, site_file, site, output = sys.argv[1:]
    if site and not re.fullmatch(r"https://[^\s/?#]+(/[^\s?#]*[^\s/?#])?", site):
        return f"site_url: {site} is no https address without a slash at its end"
    with open(metainfo, encoding="utf-8") as source:
        text = source.read()
    with open(site_file, encoding="utf-8") as source:
        block = re.search(r"<site>\n(.*)</site>", source.read(), re.S).group(1)
    if text.count(MARK) != 1:
        return f"{metainfo}: the place of addresses and pictures is missing"
    with open(output, "w", encoding="utf-8") as out:
        out.write(text.replace(MARK, block.replace("@SITE@", escape(site)) if site else ""))
    return None


sys.exit(main())
