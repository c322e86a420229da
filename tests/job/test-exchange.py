#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Three offices without a network: the province, 230200 and 231200, each with a book set of its
own, and packages that are lost, come twice and in another order (levels; NL-31e to i)."""
import json
import os
import random
import shutil
import sqlite3
import sys
import warnings
import zipfile

from book import Tap, scratch
from exchange_office import MONTH, PROVINCE, SCOPES, SECRET, Office, open_office

CITIES = ("230200", "231200")
FORMS = {"in_prov": ("F-NL-8-1", "F-NL-9-1", "F-NL-9-2"),
         "cross_prov": ("F-NL-5-1", "F-NL-6-1", "F-NL-6-2", "F-NL-6-3")}
SEEDS = (7, 19, 230000)


def make_offices(qz, root, folder):
    sample = os.path.join(root, "data", "sample", "heilongjiang")
    offices = {}
    for code in (PROVINCE, *CITIES):
        place = os.path.join(folder, code)
        os.mkdir(place)
        offices[code] = Office(qz, place, code, None, "2026-06-10T09:00")
        offices[code].prepare(sample)
    province = offices[PROVINCE]
    province.run("import", "claims", os.path.join(sample, "claims-2026-05.csv"))
    province.run("import", "national-items", os.path.join(sample, "national-2026-05.csv"))
    province.run("import", "nl-deductions", os.path.join(sample, "nl-deductions-2026-05.csv"))
    for scope in SCOPES:
        province.run("period", "generate", MONTH, "--scope", scope, now="2026-06-21T09:00")
    return offices


def check_keys(tap, offices):
    files = {code: office.make_key() for code, office in offices.items()}
    province = offices[PROVINCE]
    with open(province.key(), encoding="utf-8") as file:
        text = file.read()
    tap.ok("a private key is sealed and its owner's alone", "argon2id-memory 65536" in text
           and "chacha20-poly1305" in text and os.stat(province.key()).st_mode & 0o077 == 0, text)
    error = province.refused("peer", "key", "--new", "--key", province.key(), user="admin",
                             passphrases=[SECRET]).error
    tap.same("a key is not written over", error.get("code"), "key-exists")
    error = province.refused("peer", "add", "230200", files["230200"][0], "--fingerprint",
                             files["231200"][1], user="admin").error
    tap.same("a key with another fingerprint is refused", error.get("code"), "fingerprint-other")
    error = province.refused("peer", "add", "230200", files["231200"][0], "--fingerprint",
                             files["231200"][1], user="admin").error
    tap.same("a key of another office is refused", error.get("code"), "key-other-agency")
    for city in CITIES:
        province.run("peer", "add", city, files[city][0], "--fingerprint",
                     files[city][1].upper(), user="admin")
        offices[city].run("peer", "add", PROVINCE, files[PROVINCE][0], "--fingerprint",
                          files[PROVINCE][1].replace(" ", ""), user="admin")
    rows = province.run("peer", "list")["peers"]
    tap.ok("peers are listed with names and fingerprints", [row["agency"] for row in rows]
           == list(CITIES) and all(row["active"] for row in rows)
           and rows[0]["fingerprint"] == files["230200"][1], rows)


# ── one package by hand ──────────────────────────────────────────────────────────────────────────

def view(office, unit, now):
    """What an office knows of a unit, without numbers of its own book set."""
    out = {}
    for scope in SCOPES:
        out[scope, "confirm"] = office.confirm_state(unit, scope, now)
        for form in FORMS[scope]:
            out[form] = office.run("period", "form", MONTH, form, "--unit", unit)["form"]
    rows = office.run("period", "objections", MONTH).get("objections", [])
    out["objections"] = sorted(
        [row[name] for name in ("scope", "form", "line", "key", "amount", "claimed", "reason",
                                "result", "answer")] for row in rows if row["unit"] == unit)
    rows = office.run("period", "notices", MONTH, "--unit", unit).get("notices", [])
    out["notices"] = sorted([row["number"], row["form"], row["scope"], row["day"], row["total"]]
                            for row in rows)
    return out


def check_first(tap, offices, folder):
    province, city = offices[PROVINCE], offices["230200"]
    now = "2026-06-21T10:00"
    error = province.refused("package", "make", "--to", "230281", "--output", folder, "--key",
                             province.key(), user="fuhe", now=now, passphrases=[SECRET]).error
    tap.same("no packages past the city", error.get("code"), "peer-place")
    error = province.refused("package", "make", "--to", "230200", "--output", folder, "--key",
                             province.key(), user="fuhe", now=now, passphrases=["另一句话很长很长"]).error
    tap.same("the key needs its passphrase", error.get("code"), "key-passphrase")
    error = province.refused("package", "make", "--to", "230200", "--output", folder, "--key",
                             province.key(), user="caiwu", now=now, passphrases=[SECRET])
    tap.same("finance makes no packages", error.exit_code, 4)
    made = province.make("230200", folder, now)
    tap.ok("one file, named by sender, receiver and number",
           os.path.basename(made["file"]) == "qz-230000-230200-000001.zip" and made["items"] == 2,
           made)
    shown = city.run("package", "show", made["file"], now=now, user=None)
    tap.ok("the city sees what it holds and whose signature it has",
           (shown["from"], shown["signature"], shown["taken"], shown["missing"])
           == (PROVINCE, "good", False, "")
           and [row["state"] for row in shown["package"]]
           == ["NEW", "NEW"], shown)
    dry = city.run("--dry-run", "package", "accept", made["file"], user="fuhe", now=now)
    tap.ok("a trial changes nothing", dry["applied"] == 2
           and not city.run("package", "list").get("packages"), dry)
    taken = city.accept(made["file"], now)
    tap.ok("and takes it in", taken["applied"] == 2 and taken["rejected"] == 0, taken)
    rows = city.run("package", "show", made["file"], now=now)["package"]
    tap.ok("and tells what became of it", [row["state"] for row in rows] == ["APPLIED"] * 2, rows)
    again = city.accept(made["file"], now)
    tap.ok("a second time changes nothing", again["taken"] is True
           and len(city.run("package", "list")["packages"]) == 1, again)
    ours, theirs = view(city, "230200", now), view(province, "230200", now)
    tap.ok("NL-31e the city has the province's figures to the fen", ours == theirs
           and ours["F-NL-9-1"], f"{ours}\n{theirs}")
    return made["file"]


def check_waiting(tap, qz, root, offices, good, folder):
    """A register without the hospitals: the lists wait for it, and what follows waits for them."""
    sample = os.path.join(root, "data", "sample", "heilongjiang")
    place = os.path.join(folder, "fresh")
    os.mkdir(place)
    fresh, province = Office(qz, place, "230200", None, "2026-06-10T09:00"), offices[PROVINCE]
    fresh.prepare(sample, ("areas", "agencies"))
    fresh.run("peer", "add", PROVINCE, os.path.join(province.folder, "public.key"),
              "--fingerprint", province.run("peer", "key", "--key", province.key())["fingerprint"],
              user="admin")
    now = "2026-06-21T15:00"
    rows = {row["key"]: row for row in fresh.accept(good, now)["package"]}
    row = rows["202605/in_prov/230200"]
    tap.ok("a list waits for its hospitals", row["result"] == "WAITING" and "H2302" in row["reason"]
           and fresh.run("package", "list")["packages"][0]["waiting"] > 0, rows)
    fresh.run("import", "providers", os.path.join(sample, "providers.csv"))
    again = fresh.accept(good, now)
    rows = fresh.run("package", "show", good, now=now)["package"]
    tap.ok("and is applied when they have come", again["taken"] is True
           and [row["state"] for row in rows] == ["APPLIED"] * 2
           and fresh.run("package", "list")["packages"][0]["waiting"] == 0, rows)
    tap.same("to the fen", view(fresh, "230200", now), view(province, "230200", now))


# ── hostile files ────────────────────────────────────────────────────────────────────────────────

def rewrite(source, target, change):
    """A copy of a zip with other entries: change(list of (name, bytes)) → the same."""
    with zipfile.ZipFile(source) as old:
        entries = [(info.filename, old.read(info)) for info in old.infolist()]
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as new:
        for name, data in change(entries):
            new.writestr(name, data)
    return target


def refuse_file(tap, office, name, want, path):
    refusals = [office.refused("package", verb, path, user="fuhe", now="2026-06-22T09:00")
                for verb in ("show", "accept")]
    tap.ok(name, all(refusal.error.get("code") in want for refusal in refusals)
           and all(refusal.error.get("message") for refusal in refusals),
           [refusal.error for refusal in refusals])


def replace(entries, name, change):
    return [(one, change(data) if one == name else data) for one, data in entries]


def check_hostile(tap, city, good, folder):
    target = os.path.join(folder, "bad.zip")
    bad = lambda change: rewrite(good, target, change)
    item = "items/0001.json"
    for name in ("../evil", "/etc/passwd", "items/../../evil.json", "items/00001.json",
                 "items\\0001.json", "items/", "manifest.json/x"):
        # A backslash is read as a slash: then it is a name twice.
        refuse_file(tap, city, f"a name like {name}",
                    {"package-duplicate" if "\\" in name else "package-name"},
                    bad(lambda old: old + [(name, b"{}")]))
    refuse_file(tap, city, "a file that nobody signed", {"package-digest"},
                bad(lambda old: old + [("items/0099.json", b"{}")]))
    refuse_file(tap, city, "a missing item", {"package-digest"},
                bad(lambda old: [one for one in old if one[0] != item]))
    refuse_file(tap, city, "another amount", {"package-digest"},
                bad(lambda old: replace(old, item, lambda data: data.replace(b'"amount":',
                                                                             b'"amount":1', 1))))
    refuse_file(tap, city, "no signature", {"package-signature"},
                bad(lambda old: [one for one in old if one[0] != "signature"]))
    refuse_file(tap, city, "another signature", {"package-signature"},
                bad(lambda old: replace(old, "signature", lambda data: b"00" * 64)))
    for field in (b'"number":1', b'"receiver":"230200"'):
        refuse_file(tap, city, f"a changed manifest {field.decode()}",
                    {"package-signature", "package-manifest"},
                    bad(lambda old: replace(old, "manifest.json",
                                            lambda data: data.replace(field, field[:-1] + b'2'))))
    refuse_file(tap, city, "no manifest", {"package-manifest"},
                bad(lambda old: [one for one in old if one[0] != "manifest.json"]))
    refuse_file(tap, city, "deep nesting", {"package-manifest"},
                bad(lambda old: replace(old, "manifest.json", lambda data: b"[" * 200000)))
    refuse_file(tap, city, "a bomb", {"package-size"},
                bad(lambda old: replace(old, item, lambda data: b" " * (17 << 20))))
    refuse_file(tap, city, "too many bytes in all", {"package-size"},
                bad(lambda old: old + [(f"items/{i:04}.json", b" " * (15 << 20))
                                       for i in range(100, 118)]))
    with zipfile.ZipFile(target, "w") as new, zipfile.ZipFile(good) as old:
        for info in old.infolist():
            new.writestr(info.filename, old.read(info))
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            new.writestr("manifest.json", b"{}")
    refuse_file(tap, city, "a name twice", {"package-duplicate"}, target)
    with open(good, "rb") as file:
        data = file.read()
    bad_codes = {"package-unreadable", "package-manifest", "package-signature", "package-digest",
                 "package-name", "package-duplicate", "package-size", "package-version"}
    generator, crashed, taken = random.Random(4), [], []
    for i in range(60):
        wrong = bytearray(data[:generator.randrange(len(data))] if i % 2 else data)
        if i % 2 == 0:
            for _ in range(generator.randrange(1, 9)):
                wrong[generator.randrange(len(wrong))] = generator.randrange(256)
        with open(target, "wb") as file:
            file.write(wrong)
        try:
            city.run("package", "show", target, now="2026-06-22T09:00")
            taken.append(i)
        except Exception as refusal:  # pylint: disable=broad-except
            if getattr(refusal, "error", {}).get("code") not in bad_codes:
                crashed.append(str(refusal))
    # Bytes that mean nothing (a date in the zip's directory) may differ; what is said may not.
    tap.ok("60 damaged files: refused with words, or what they say is whole", not crashed
           and len(taken) < 15, f"{crashed}\ntaken {taken}")
    refuse_file(tap, city, "a book set", {"file-is-book"}, city.path)
    refuse_file(tap, city, "a folder", {"package-size"}, folder)


def check_strangers(tap, offices, good, folder):
    other = offices["231200"]
    tap.same("a package for another office", other.refused("package", "accept", good, user="fuhe",
             now="2026-06-22T09:00").error.get("code"), "package-receiver")
    city = offices["230200"]
    # 231200 says in a package of its own that it speaks for the province
    forged = os.path.join(folder, "forged.key")
    with open(other.key(), encoding="utf-8") as file:
        text = file.read()
    with open(forged, "w", encoding="utf-8") as file:
        file.write(text.replace("agency 231200", "agency 230000"))
    error = offices[PROVINCE].refused("package", "make", "--to", "230200", "--output", folder,
                                      "--key", forged, user="fuhe", now="2026-06-22T09:00",
                                      passphrases=[SECRET]).error
    tap.same("a key is bound to its office", error.get("code"), "key-passphrase")
    city.run("peer", "remove", PROVINCE, user="admin")
    copy = os.path.join(folder, "copy.zip")
    shutil.copy(good, copy)
    shown = city.run("package", "show", copy, now="2026-06-22T09:00")
    tap.same("a key that was taken away is not known", shown["signature"], "unknown-key")
    tap.same("nor is a package taken with it", city.refused(
        "package", "accept", copy, user="fuhe", now="2026-06-22T09:00").error.get("code"),
        "package-key")
    public = os.path.join(offices[PROVINCE].folder, "public.key")
    print_ = offices[PROVINCE].run("peer", "key", "--key", offices[PROVINCE].key())["fingerprint"]
    city.run("peer", "add", PROVINCE, public, "--fingerprint", print_, user="admin")


# ── lost, repeated, re-ordered ───────────────────────────────────────────────────────────────────

class Story:
    """What the offices do, each step when its book set has what it needs; the packages go through
    the hands of a careless messenger."""

    def __init__(self, qz, source, folder, seed):
        self.random = random.Random(seed)
        self.offices = {}
        for code in (PROVINCE, *CITIES):
            place = os.path.join(folder, code)
            shutil.copytree(os.path.join(source, code), place)
            self.offices[code] = open_office(qz, place)
        self.mail = os.path.join(folder, "mail")
        os.mkdir(self.mail)
        self.bag = []  # (receiver, file)
        self.done = set()
        self.now = "2026-06-22T09:00"
        self.n = {"lost": 0, "twice": 0, "taken": 0, "late": 0}

    def send(self, one, other):
        self.bag.append((other, self.offices[one].make(other, self.mail, self.now)["file"]))

    def deliver(self, careless=True):
        index = self.random.randrange(len(self.bag)) if careless else 0
        self.n["late"] += index != 0
        receiver, path = self.bag[index]
        if careless and self.random.random() < 0.35:
            self.n["lost"] += 1
            del self.bag[index]
            return
        before = self.offices[receiver].accept(path, self.now)
        self.n["taken"] += 1
        self.n["twice"] += before["taken"] is True
        if not careless or self.random.random() < 0.6:
            del self.bag[index]

    def state(self, office, unit, scope):
        return self.offices[office].confirm_state(unit, scope, self.now)

    def act(self):
        """One step that an office can take now; FALSE: none."""
        province, city = self.offices[PROVINCE], self.offices["230200"]
        if "object" not in self.done and self.state("230200", "230200", "in_prov") == "GENERATED":
            city.run("period", "object", MONTH, "--scope", "in_prov", "--unit", "230200", "--form",
                     "F-NL-9-1", "--line", "1", "--claimed", "45678.00", "--reason", "我市无此人",
                     user="fuhe", now=self.now)
            self.done.add("object")
            return True
        if "again" not in self.done and "object" in self.done and self.random.random() < 0.3:
            number = next(row["import"] for row in province.run("imports")["imports"]
                          if row["kind"] == "nl-deductions")
            province.run("imports", "withdraw", str(number), "--reason", "误扣", now=self.now)
            for scope in SCOPES:
                province.run("period", "generate", MONTH, "--scope", scope, now=self.now)
            self.done.add("again")
            return True
        rows = province.run("period", "objections", MONTH).get("objections", [])
        for row in rows:
            if not row["result"]:
                province.run("period", "answer", str(row["objection"]), "--result", "REJECTED",
                             "--reason", "查有此人", user="fuhe", now=self.now)
                return True
        return any(self.confirm(code, scope) for code in CITIES for scope in SCOPES)

    def confirm(self, code, scope):
        if self.state(code, code, scope) not in ("GENERATED", "OBJECTED"):
            return False
        if code == "230200" and "object" not in self.done:
            return False
        try:
            self.offices[code].run("period", "confirm", MONTH, "--scope", scope, "--unit", code,
                                   user="fuhe", now=self.now)
        except Exception:  # pylint: disable=broad-except
            return False  # no answer has come yet
        return True

    def wander(self, n):
        pairs = [(PROVINCE, city) for city in CITIES] + [(city, PROVINCE) for city in CITIES]
        for _ in range(n):
            choice = self.random.random()
            if choice < 0.35:
                self.send(*self.random.choice(pairs))
            elif choice < 0.75 and self.bag:
                self.deliver()
            else:
                self.act()

    def settle(self):
        """The messenger mends his ways: everybody writes until nothing is left to be said."""
        for _ in range(12):
            moved = False
            while self.act():
                moved = True
            for city in CITIES:
                for one, other in ((PROVINCE, city), (city, PROVINCE)):
                    made = self.offices[one].make(other, self.mail, self.now)
                    moved = moved or made["items"] > 0
                    self.offices[other].accept(made["file"], self.now)
            if not moved and {"object", "again"} <= self.done:
                return True
        return False

    def publish(self):
        province = self.offices[PROVINCE]
        province.run("agenda", "tick", now="2026-06-24T09:00")
        province.run("period", "national", MONTH, user="fuhe", now="2026-06-25T09:00")
        province.run("period", "publish", MONTH, user="shenpi", now="2026-06-30T09:00")
        self.now = "2026-06-30T10:00"

    def views(self):
        return {(office, city): view(self.offices[office], city, self.now)
                for city in CITIES for office in (PROVINCE, city)}


def check_story(tap, qz, source, folder, seed):
    story = Story(qz, source, folder, seed)
    story.wander(34)
    settled = story.settle()
    tap.ok(f"seed {seed}: nothing is left to be said ({story.n})", settled and story.n["lost"] > 0
           and story.n["late"] > 0, story.n)
    story.publish()
    story.wander(8)
    while story.bag:
        story.deliver(careless=False)
    tap.ok(f"seed {seed}: and after the notices", story.settle(), story.bag)
    views = story.views()
    for city in CITIES:
        ours, theirs = views[PROVINCE, city], views[city, city]
        tap.ok(f"seed {seed}: the province and {city} know the same", ours == theirs,
               "\n".join(f"{name}: {ours[name]} / {theirs[name]}" for name in ours
                         if ours[name] != theirs[name]))
    for code, office in story.offices.items():
        checks = office.run("book", "verify", check=False)
        rows = next(value for value in checks.values() if isinstance(value, list))
        tap.ok(f"seed {seed}: book verify of {code}", all(row["ok"] for row in rows),
               [row for row in rows if not row["ok"]])
    rows = story.offices[PROVINCE].run("package", "list")["packages"]
    tap.ok(f"seed {seed}: gaps in the numbers are told of",
           any(row["direction"] == "missing" for row in rows)
           or any(row["direction"] == "missing" for city in CITIES
                  for row in story.offices[city].run("package", "list")["packages"]), rows)
    return {repr(key): value for key, value in views.items()}


def check_restored(tap, offices, folder):
    """A sender that went back to an older copy numbers anew: told, not taken."""
    province, city = offices[PROVINCE], offices["231200"]
    copy = province.path + ".copy"
    province.run("book", "backup", copy, user="admin")
    one = province.make("231200", folder, "2026-06-21T11:00")["file"]
    city.accept(one, "2026-06-21T12:00")
    for suffix in ("", "-wal", "-shm"):
        if os.path.exists(province.path + suffix):
            os.unlink(province.path + suffix)
    shutil.copy(copy, province.path)
    two = province.make("231200", os.path.join(folder, "two.zip"), "2026-06-21T13:00")["file"]
    refusal = city.refused("package", "accept", two, user="fuhe", now="2026-06-21T14:00")
    tap.same("a number that another package had", refusal.error.get("code"),
             "package-number-twice")


def check_rows(tap, office):
    """What came is kept as it came, and nobody may change it."""
    base = sqlite3.connect(office.path)
    try:
        base.execute("UPDATE package_item SET content = '{}'")
        changed = True
    except sqlite3.DatabaseError:
        changed = False
    base.close()
    tap.ok("packages cannot be changed afterwards", not changed)


def main():
    qz, root = sys.argv[1:3]
    tap = Tap()
    with scratch() as folder:
        offices = make_offices(qz, root, folder)
        check_keys(tap, offices)
        source = os.path.join(folder, "source")
        os.mkdir(source)
        for code in offices:
            shutil.copytree(os.path.join(folder, code), os.path.join(source, code))
        mail = os.path.join(folder, "mail")
        os.mkdir(mail)
        good = check_first(tap, offices, mail)
        check_waiting(tap, qz, root, offices, good, folder)
        check_hostile(tap, offices["230200"], good, mail)
        check_strangers(tap, offices, good, mail)
        check_restored(tap, offices, mail)
        check_rows(tap, offices["230200"])
        ends = []
        for seed in SEEDS:
            place = os.path.join(folder, f"seed-{seed}")
            os.mkdir(place)
            ends.append(check_story(tap, qz, source, place, seed))
        tap.ok("every order has the same end", all(end == ends[0] for end in ends),
               json.dumps([end for end in ends if end != ends[0]], ensure_ascii=False)[:4000])
    return tap.done()


if __name__ == "__main__":
    sys.exit(main())
