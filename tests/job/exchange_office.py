# SPDX-License-Identifier: GPL-3.0-or-later
"""The book set of one agency, its key and its people, for tests of packages."""
import os

from book import Book

MONTH = "2026-05"
SCOPES = ("in_prov", "cross_prov")
PROVINCE = "230000"
SECRET = "春江潮水连海平海上明月"
REGISTERS = ("areas", "agencies", "providers", "accounts")


class Office(Book):
    """Its people make packages and take them in."""

    def prepare(self, sample, kinds=REGISTERS):
        for kind in kinds:
            self.run("import", kind, os.path.join(sample, kind + ".csv"))
        self.run("policy", "activate", "heilongjiang-nonlocal", user="admin")

    def key(self):
        return os.path.join(self.folder, "private.key")

    def make_key(self):
        public = os.path.join(self.folder, "public.key")
        return public, self.run("peer", "key", "--new", "--key", self.key(), "--output", public,
                                user="admin", passphrases=[SECRET])["fingerprint"]

    def make(self, to, folder, now=None):
        return self.run("package", "make", "--to", to, "--output", folder, "--key", self.key(),
                        user="fuhe", now=now, passphrases=[SECRET])

    def accept(self, path, now=None):
        return self.run("package", "accept", path, user="fuhe", now=now)

    def confirm_state(self, unit, scope, now):
        rows = self.run("period", "show", MONTH, "--scope", scope, now=now, user=None)["units"]
        return next(row["confirm"] for row in rows if row["unit"] == unit)


def open_office(qz, folder):
    """The same book set in another folder."""
    office = Office.__new__(Office)
    office.qz, office.folder, office.now = qz, folder, "2026-06-10T09:00"
    office.path = os.path.join(folder, "book.qz")
    return office
