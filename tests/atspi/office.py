# SPDX-License-Identifier: GPL-3.0-or-later
"""A book set of the sample city to work on in the window, made and afterwards asked with `qz`."""

import json
import os
import subprocess

NOW = "2026-01-06T09:00"
DAY = "2026-01-05"
NUMBER = "RB-220200-20260105-EMP-001"
PEOPLE = (("wang", "王敏", "maker"), ("li", "李航", "reviewer"), ("zhao", "赵蕾", "approver"),
          ("qian", "钱峰", "finance"))


class Office:
    def __init__(self, qz, root, folder):
        self.qz_program = qz
        self.root = root
        self.folder = folder
        self.path = os.path.join(folder, "city.qz")
        city = os.path.join(root, "data", "sample", "city")
        self.qz("lin", "book", "create", "--agency", "220200", "--name", "吉林市",
                "--owner", "lin")
        for name, full_name, role in PEOPLE:
            self.qz("lin", "user", "add", name, "--roles", role, "--full-name", full_name)
        self.qz("lin", "policy", "activate", "jilin-daily")
        for kind in ("areas", "agencies", "providers", "accounts"):
            self.qz("wang", "import", kind, os.path.join(city, kind + ".csv"))
        self.claims = os.path.join(folder, "claims-2026-01.csv")
        self.write_claims(os.path.join(city, "claims-2026-01.csv"))

    def write_claims(self, source):
        """Of the month's claims, the first days: the rest lies after the business day."""
        with open(source, encoding="utf-8") as lines, \
                open(self.claims, "w", encoding="utf-8") as kept:
            head = next(lines)
            kept.write(head)
            column = head.rstrip("\n").split(",").index("setl_time")
            kept.writelines(line for line in lines if not line.startswith("#")
                            and line.split(",")[column][:10] <= DAY)

    def qz(self, user, *words):
        done = subprocess.run([self.qz_program, "--quiet", "--format", "json", "--book", self.path,
                               "--as", user, "--now", NOW, *words], capture_output=True,
                              text=True, check=False)
        if done.returncode != 0:
            raise AssertionError(f"qz {' '.join(words)}: {done.stderr}")
        return json.loads(done.stdout) if done.stdout.strip() else None

    def set_passphrase(self, user, passphrase):
        """The command reads it from a descriptor, below the line for who acts."""
        source, target = os.pipe()
        os.write(target, b"\n" + passphrase.encode() + b"\n")
        os.close(target)
        try:
            subprocess.run([self.qz_program, "--quiet", "--book", self.path, "--as", "lin", "--now",
                            NOW, "user", "passphrase", user], check=True, pass_fds=(source,),
                           env=dict(os.environ, QZ_PASSPHRASE_FD=str(source)))
        finally:
            os.close(source)

    def import_claims(self):
        self.qz("wang", "import", "claims", self.claims)

    def make_day(self):
        self.qz("wang", "daily", "run", "--from", DAY, "--to", DAY)

    def sign_day(self):
        """As far as the finance officer's turn."""
        self.qz("li", "doc", "review", NUMBER)
        self.qz("zhao", "doc", "approve", NUMBER)
        self.qz("wang", "doc", "push", NUMBER)
        self.qz("qian", "doc", "hand-over", NUMBER)

    def send_batch(self):
        """Makes the day's bank batch and the bank's file; gives its number and that file."""
        self.qz("qian", "pay", "batch", NUMBER)
        batch = self.qz("qian", "pay", "list")["batches"][0]["batch"]
        sent = os.path.join(self.folder, "sent.txt")
        self.qz("qian", "pay", "export", batch, "--output", sent)
        return batch, sent

    def return_file(self, sent):
        """What the bank answers to the file that was sent."""
        path = os.path.join(self.folder, "return.txt")
        subprocess.run([os.path.join(self.root, "tools", "make-bank-return"), sent, "--date",
                        NOW[:10], "--output", path], check=True)
        return path
