# SPDX-License-Identifier: GPL-3.0-or-later
"""Every template below data/ui is in the resources and every resource is a file that exists; each
template that a source names is among them."""

import re
import xml.etree.ElementTree as tree

from source import SourceFile, main, walk


def resources(root):
    """(list file, prefix, the file named, the address) of every resource."""
    for path in walk(root, ("data",), (".gresource.xml",)):
        for group in tree.parse(path).getroot().iter("gresource"):
            for entry in group.iter("file"):
                name = entry.text.strip()
                address = f"{group.get('prefix', '').rstrip('/')}/{entry.get('alias') or name}"
                yield path, name, address


def find(root):
    faults, held, addresses = [], set(), set()
    for path, name, address in resources(root):
        file = path.parent / name
        held.add(file)
        if address in addresses:
            faults.append(f"{path.relative_to(root)}: {address} is there twice")
        addresses.add(address)
        if not file.exists():
            faults.append(f"{path.relative_to(root)}: {name} does not exist")
    for template in walk(root, ("data/ui",), (".ui",)):
        if template not in held:
            faults.append(f"{template.relative_to(root)}: in no gresource.xml")
    for path in walk(root, ("src/app",), (".c", ".h")):
        source = SourceFile(root, path)
        for offset, text in source.strings():
            if re.fullmatch(r"/[\w./-]+\.(?:ui|css|svg)", text) and text not in addresses:
                faults.append(source.at(offset, f"{text} is no resource"))
    return faults


def listing(*names):
    entries = "".join(f"<file>{name}</file>" for name in names)
    return f'<gresources><gresource prefix="/org/x">{entries}</gresource></gresources>\n'


SAMPLES = [
    ("a template left out", {"data/x.gresource.xml": listing(), "data/ui/a.ui": ""}, "in no"),
    ("a resource that is gone", {"data/x.gresource.xml": listing("ui/a.ui")}, "does not exist"),
    ("a resource twice", {"data/x.gresource.xml": listing("ui/a.ui", "ui/a.ui"),
                          "data/ui/a.ui": ""}, "twice"),
    ("a source that names a template that is not there",
     {"src/app/qz-x.c": 'set_template (k, "/org/x/ui/b.ui");\n'}, "is no resource"),
    ("what is allowed",
     {"data/x.gresource.xml": listing("ui/a.ui"), "data/ui/a.ui": "",
      "src/app/qz-x.c": 'set_template (k, "/org/x/ui/a.ui");\n'}, None),
]

if __name__ == "__main__":
    main(find, SAMPLES)
