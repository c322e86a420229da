# SPDX-License-Identifier: GPL-3.0-or-later
"""Drives `qz` as an office would: one process a command, JSON out. No part of the program is
shared."""
import json
import os
import subprocess
import sys
import tempfile


class Refused(Exception):
    """A command that ended with an exit code other than 0."""

    def __init__(self, args, process):
        self.exit_code = process.returncode
        try:
            self.error = json.loads(process.stderr.strip().splitlines()[-1])["error"]
        except (ValueError, IndexError, KeyError):
            self.error = {"message": process.stderr}
        super().__init__(f"qz {' '.join(args)}: exit {self.exit_code}: {self.error}")


class Book:
    """A scratch book set with the people of a small office."""

    USERS = {"zhidan": "maker", "fuhe": "reviewer", "shenpi": "approver", "caiwu": "finance",
             "both": "maker,reviewer,approver"}

    def __init__(self, qz, folder, agency, policy, now):
        self.qz, self.folder = qz, folder
        self.path = os.path.join(folder, "book.qz")
        self.now = now
        self.run("book", "create", "--agency", agency, "--name", "测试账套", "--owner", "admin",
                 user=None)
        for name, roles in self.USERS.items():
            self.run("user", "add", name, "--roles", roles, user="admin")
        if policy:
            self.run("policy", "activate", policy, user="admin")

    def run(self, *args, user="zhidan", now=None, check=True, wall=False, passphrases=None):
        """@wall: at the wall's time; @passphrases: the lines that come on a descriptor."""
        command = [self.qz, "--book", self.path, "--format", "json", "--quiet"]
        if not wall:
            command += ["--now", now or self.now]
        if user:
            command += ["--as", user]
        more = {}
        if passphrases is not None:
            descriptor, end = os.pipe()
            os.write(end, "".join(line + "\n" for line in passphrases).encode())
            os.close(end)
            more = {"pass_fds": (descriptor,),
                    "env": {**os.environ, "QZ_PASSPHRASE_FD": str(descriptor)}}
        process = subprocess.run(command + list(args), capture_output=True, text=True, check=False,
                                 **more)
        if passphrases is not None:
            os.close(descriptor)
        if process.returncode != 0 and check:
            raise Refused(args, process)
        return json.loads(process.stdout) if process.stdout.strip() else {}

    def refused(self, *args, **more):
        try:
            self.run(*args, **more)
        except Refused as refusal:
            return refusal
        raise AssertionError(f"not refused: qz {' '.join(args)}")

    def load(self, folder, *names):
        for name in names:
            kind = name.split("-")[0].split(".")[0]
            self.run("import", kind, os.path.join(folder, name), user="zhidan")

    def sign(self, number, now=None, finance=True):
        """Review, approve, and where the batch is daily also push and hand over."""
        self.run("doc", "review", number, user="fuhe", now=now)
        self.run("doc", "approve", number, user="shenpi", now=now)
        if finance:
            self.run("doc", "push", number, user="zhidan", now=now)
            self.run("doc", "hand-over", number, user="caiwu", now=now)

    def pay(self, numbers, day, *returns):
        """Batch, export, let the bank answer on @day, take the answer in. The batches' numbers."""
        now = day + "T16:00"
        made = self.run("pay", "batch", *numbers, user="caiwu", now=now)["batches"]
        for row in made:
            self.answer(row["batch"], day, *returns)
        return [row["batch"] for row in made]

    def export(self, batch, day):
        return self.run("pay", "export", batch, "--output", self.folder, user="caiwu",
                        now=day + "T16:00")["file"]

    def answer(self, batch, day, *returns):
        path = self.bank(self.export(batch, day), day, *returns)
        return self.run("pay", "return", path, user="caiwu", now=day + "T17:00")

    def bank(self, path, day, *returns, name="return.ret"):
        target = os.path.join(self.folder, name)
        tool = os.path.join(os.path.dirname(__file__), "..", "..", "tools", "make-bank-return")
        subprocess.run([sys.executable, tool, path, "--date", day, "--output", target, *returns],
                       check=True)
        return target


class Tap:
    """Test Anything Protocol: every named check prints a line; failures tell what differs."""

    def __init__(self):
        self.n = self.failed = 0

    def ok(self, name, good, detail=""):
        self.n += 1
        self.failed += not good
        print(("ok" if good else "not ok"), self.n, "-", name, flush=True)
        if not good:
            for line in str(detail).splitlines() or [""]:
                print("#", line, flush=True)
        return good

    def same(self, name, ours, theirs):
        return self.ok(name, ours == theirs, f"program: {ours}\nexpected: {theirs}")

    def done(self):
        print(f"1..{self.n}", flush=True)
        return 1 if self.failed else 0


def scratch():
    return tempfile.TemporaryDirectory(prefix="qz-job-")
