#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Installs what is built into an empty folder and looks at it as a desktop would: every file is
there, launcher, description, file type, icons and manual page are valid, a book set is known by
what it is and by its name.

usage: test-install.py BUILD_FOLDER SOURCE_FOLDER
"""
import glob
import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
import xml.etree.ElementTree as ElementTree

APP = "org.qingzhang.Qingzhang"
TYPE = "application/vnd.qingzhang.book"
# Below the prefix; every one must be there and hold something.
FILES = [
    "bin/qingzhang",
    "bin/qz",
    f"share/applications/{APP}.desktop",
    f"share/metainfo/{APP}.metainfo.xml",
    f"share/mime/packages/{APP}.xml",
    f"share/glib-2.0/schemas/{APP}.gschema.xml",
    f"share/icons/hicolor/scalable/apps/{APP}.svg",
    f"share/icons/hicolor/symbolic/apps/{APP}-symbolic.svg",
    f"share/icons/hicolor/scalable/mimetypes/{APP}-book.svg",
    "share/locale/zh_CN/LC_MESSAGES/qingzhang.mo",
    "share/man/man1/qz.1",
    "share/qingzhang/policies",
    "share/qingzhang/forms",
    "share/qingzhang/codes",
    "share/qingzhang/sample",
]
# Libraries of the GNOME 48 runtime, with the version that it has where a version is asked for.
IN_RUNTIME = {
    "glib-2.0": "2.84", "gobject-2.0": None, "gio-2.0": None, "gmodule-no-export-2.0": None,
    "gtk4": "4.18", "libadwaita-1": "1.7", "cairo": "1.18", "cairo-pdf": None,
    "pangocairo": "1.56", "sqlite3": "3.46", "json-glib-1.0": None, "libgcrypt": None,
    "icu-i18n": None, "libarchive": None,
}
# The others, and the module of the manifest that builds each.
BUILT = {"xlsxwriter": "libxlsxwriter", "poppler-glib": "poppler"}
FINISH_ARGS = ["--device=dri", "--share=ipc", "--socket=fallback-x11", "--socket=wayland"]
SVG = "{http://www.w3.org/2000/svg}svg"


class Tap:
    def __init__(self):
        self.n = self.failed = 0

    def ok(self, name, good, detail=""):
        self.n += 1
        self.failed += not good
        print("ok" if good else "not ok", self.n, "-", name, flush=True)
        for line in str(detail).splitlines() if not good else []:
            print("#", line, flush=True)

    def runs(self, name, *command, **more):
        """The command ends well and says nothing of a warning."""
        if shutil.which(command[0]) is None:
            self.ok(name, False, f"{command[0]} is not installed")
            return ""
        done = subprocess.run(command, capture_output=True, text=True, check=False, **more)
        said = done.stdout + done.stderr
        complains = re.search(r"\b[WE]: |\bwarning\b|\berror:", said)
        self.ok(name, done.returncode == 0 and not complains, said)
        return done.stdout


def install(build, root):
    command = ["meson", "install", "-C", build, "--no-rebuild", "--quiet", "--destdir", root]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    if done.returncode != 0:
        raise SystemExit(f"Bail out! meson install: {done.stdout}{done.stderr}")
    found = glob.glob(os.path.join(root, "**", "bin", "qz"), recursive=True)
    return os.path.dirname(os.path.dirname(found[0]))


def test_files(tap, prefix):
    for name in FILES:
        path = os.path.join(prefix, name)
        full = os.listdir(path) if os.path.isdir(path) else os.path.exists(path) and \
            os.path.getsize(path)
        tap.ok(name, bool(full), "is missing or empty")
    program = subprocess.run([os.path.join(prefix, "bin/qz"), "--version"], capture_output=True,
                             text=True, check=False)
    tap.ok("the installed qz starts", program.returncode == 0, program.stderr)


def test_valid(tap, prefix, version):
    desktop = os.path.join(prefix, f"share/applications/{APP}.desktop")
    metainfo = os.path.join(prefix, f"share/metainfo/{APP}.metainfo.xml")
    tap.runs("desktop-file-validate", "desktop-file-validate", desktop)
    # There is no address to name yet, and a made-up one would be worse than none.
    tap.runs("appstreamcli validate", "appstreamcli", "validate", "--no-net",
             "--override=url-homepage-missing=pedantic", metainfo)
    with open(desktop, encoding="utf-8") as source:
        text = source.read()
    tap.ok("the launcher speaks Chinese", "Name[zh_CN]=清账" in text, text)
    tap.ok("the launcher opens book sets", f"MimeType={TYPE};" in text, text)
    tree = ElementTree.parse(metainfo).getroot()
    lang = "{http://www.w3.org/XML/1998/namespace}lang"
    tap.ok("the description speaks Chinese",
           any((node.get(lang) or "").startswith("zh")
               for node in tree.find("description").iter("p")))
    tap.ok("the newest release is this one",
           tree.find("releases/release").get("version") == version)
    tap.ok("the description names the launcher",
           tree.find("launchable").text == os.path.basename(desktop))
    for path in glob.glob(os.path.join(prefix, "share/icons/**/*.svg"), recursive=True):
        tap.ok(os.path.basename(path) + " is a drawing",
               ElementTree.parse(path).getroot().tag == SVG)
    with open(os.path.join(prefix, "share/man/man1/qz.1"), encoding="utf-8") as source:
        tap.ok("the manual page has a head", source.read().count(".TH ") == 1)
    tap.runs("the settings are valid", "glib-compile-schemas", "--strict", "--dry-run",
             os.path.join(prefix, "share/glib-2.0/schemas"))


def fill_metainfo(source, site, output):
    data = os.path.join(source, "data")
    return subprocess.run([sys.executable, os.path.join(source, "tools/fill-metainfo.py"),
                           os.path.join(data, APP + ".metainfo.xml.in"),
                           os.path.join(data, "site.xml.in"), site, output],
                          capture_output=True, text=True, check=False)


def test_site(tap, source, prefix, folder):
    """The option site_url: what is built here names no address, and with one all of it is valid."""
    installed = os.path.join(prefix, f"share/metainfo/{APP}.metainfo.xml")
    plain, filled = os.path.join(folder, "plain.xml"), os.path.join(folder, APP + ".metainfo.xml")
    fill_metainfo(source, "", plain)
    tree = ElementTree.parse(plain).getroot()
    tap.ok("without site_url no address is named",
           tree.find("url") is None and tree.find("screenshots") is None)
    site = "https://example.org/qingzhang"
    done = fill_metainfo(source, site, filled)
    tap.ok("with site_url the description is filled", done.returncode == 0, done.stderr)
    tap.runs("appstreamcli validate, with site_url", "appstreamcli", "validate", "--no-net", filled)
    tree = ElementTree.parse(filled).getroot()
    tap.ok("homepage and bugtracker", {node.get("type"): node.text for node in tree.iter("url")} ==
           {"homepage": site, "bugtracker": site + "/issues"})
    images = [node.text for node in tree.iter("image")]
    lost = [name for name in images if not name.startswith(site + "/docs/pictures/") or
            not os.path.exists(os.path.join(source, name[len(site) + 1:]))]
    tap.ok("the pictures are those of this tree", images and not lost, lost)
    lang = "{http://www.w3.org/XML/1998/namespace}lang"
    tap.ok("each picture has a caption in both languages",
           all({node.get(lang) for node in shot.findall(kind)} == {None, "zh_CN"}
               for shot in tree.iter("screenshot") for kind in ("caption", "image")))
    tap.ok("another address is refused",
           all(fill_metainfo(source, bad, plain).returncode != 0
               for bad in ("http://example.org", "https://example.org/", "example.org",
                           "https://")))
    tap.ok("what is installed is one of the two", len(ElementTree.parse(installed).getroot()
           .findall("url")) in (0, 2))


def find_type(path, data, home):
    """What GIO makes of a file, with the database of this folder alone."""
    code = ("import sys, gi; from gi.repository import Gio; "
            "print(Gio.File.new_for_path(sys.argv[1]).query_info("
            "'standard::content-type', 0, None).get_content_type())")
    more = dict(os.environ, XDG_DATA_HOME=home, XDG_DATA_DIRS=data + ":/usr/share")
    return subprocess.run([sys.executable, "-c", code, path], capture_output=True, text=True,
                          check=False, env=more).stdout.strip()


def test_type(tap, prefix, folder):
    share = os.path.join(prefix, "share")
    tap.runs("update-mime-database", "update-mime-database", os.path.join(share, "mime"))
    book = os.path.join(folder, "city.qz")
    done = subprocess.run([os.path.join(prefix, "bin/qz"), "--book", book, "book", "create",
                           "--agency", "220200", "--owner", "lin"], capture_output=True, text=True,
                          check=False)
    tap.ok("a book set is made", done.returncode == 0, done.stderr)
    if done.returncode != 0:
        return
    tap.ok("by its name and what it holds", find_type(book, share, folder) == TYPE,
           find_type(book, share, folder))
    nameless = os.path.join(folder, "backup-of-may")
    shutil.copy(book, nameless)
    tap.ok("by what it holds alone", find_type(nameless, share, folder) == TYPE,
           find_type(nameless, share, folder))
    other = os.path.join(folder, "other.db")
    with open(book, "rb") as source, open(other, "wb") as out:
        head = bytearray(source.read(4096))
        head[68:72] = b"\0\0\0\0"
        out.write(head)
    tap.ok("another SQLite file is none", find_type(other, share, folder) != TYPE)
    subprocess.run(["update-desktop-database", os.path.join(share, "applications")], check=False)
    with open(os.path.join(share, "applications/mimeinfo.cache"), encoding="utf-8") as cache:
        tap.ok("a double click starts the program", f"{TYPE}={APP}.desktop" in cache.read())


def read(*parts):
    with open(os.path.join(*parts), encoding="utf-8") as text:
        return text.read()


def find_dependencies(source):
    """What the program's own meson.build files ask for: name → lowest version or None."""
    found = {}
    for path in [os.path.join(source, "meson.build"),
                 *glob.glob(os.path.join(source, "src/**/meson.build"), recursive=True)]:
        for name, version in re.findall(r"\bdependency\('([^']+)'(?:, version: '>= ([\d.]+)')?",
                                        read(path)):
            found[name] = version or found.get(name)
    return found


def test_agreement(tap, source, prefix, shown):
    """The manifest and the build speak of the same program and the same libraries."""
    modules = {module["name"]: module for module in shown.get("modules", [])}
    needed = find_dependencies(source)
    unknown = set(needed) - set(IN_RUNTIME) - set(BUILT)
    tap.ok("each library is in the runtime or built", needed and not unknown, unknown)
    wanted = {BUILT[name] for name in needed if name in BUILT} | {"qingzhang"}
    tap.ok("what is built is what is needed", set(modules) == wanted, f"{set(modules)} {wanted}")
    old = [name for name, have in IN_RUNTIME.items() if have and needed.get(name) and
           [int(n) for n in needed[name].split(".")] > [int(n) for n in have.split(".")]]
    tap.ok("the runtime is new enough", shown.get("runtime") == "org.gnome.Platform" and
           shown.get("sdk") == "org.gnome.Sdk" and shown.get("runtime-version") == "48" and
           not old, old)
    url = next((item["url"] for item in modules.get("poppler", {}).get("sources", [])), "")
    tap.ok("poppler is as new as the build asks", f"-{needed.get('poppler-glib')}." in url, url)
    tap.ok("no right but those it needs", sorted(shown.get("finish-args", [])) == FINISH_ARGS,
           shown.get("finish-args"))
    tap.ok("the command is installed",
           os.path.exists(os.path.join(prefix, "bin", shown.get("command", "?"))))
    options = re.findall(r"option\('(\w+)'", read(source, "meson_options.txt")) + ["werror"]
    given = [re.match(r"-D(\w+)=", word) for word in modules["qingzhang"].get("config-opts", [])]
    tap.ok("the build has the options given", all(match and match[1] in options
                                                  for match in given), given)
    tap.ok("the sources are this tree", modules["qingzhang"].get("buildsystem") == "meson" and
           [item.get("type") for item in modules["qingzhang"]["sources"]] == ["dir"])
    exported = [os.path.join(folder, name) for part in ("applications", "metainfo", "icons",
                                                         "mime/packages")
                for folder, _, names in os.walk(os.path.join(prefix, "share", part))
                for name in names if not name.endswith((".cache", ".theme"))]
    stays = [path for path in exported if not os.path.basename(path).startswith(APP)]
    tap.ok("all for the desktop is named so that it may leave the sandbox",
           len(exported) >= 5 and not stays, stays)
    tap.ok("the program goes by the same id", f'"{APP}"' in
           read(source, "src/app/qz-application.h") and
           f"app_id = '{APP}'" in read(source, "data/meson.build") and
           f'id="{APP}"' in read(prefix, f"share/glib-2.0/schemas/{APP}.gschema.xml"))


def test_flatpak(tap, source, prefix):
    manifest = os.path.join(source, "flatpak", APP + ".yml")
    text = tap.runs("flatpak-builder takes the manifest", "flatpak-builder", "--show-manifest",
                    manifest)
    shown = json.loads(text or "{}")
    tap.ok("it builds the program", shown.get("id") == APP and
           shown.get("modules", [{}])[-1].get("name") == "qingzhang")
    tap.ok("without the network", not any("network" in item or "filesystem" in item
                                          for item in shown.get("finish-args", [])),
           shown.get("finish-args"))
    loose = [module["name"] for module in shown.get("modules", [])
             for item in module.get("sources", [])
             if item.get("type") == "archive" and len(item.get("sha256", "")) != 64]
    tap.ok("every archive is pinned", not loose, loose)
    test_agreement(tap, source, prefix, shown)


def main():
    build, source = sys.argv[1:3]
    tap = Tap()
    with open(os.path.join(source, "meson.build"), encoding="utf-8") as text:
        version = re.search(r"version: '([^']+)'", text.read()).group(1)
    with tempfile.TemporaryDirectory(prefix="qz-install-") as folder:
        prefix = install(build, os.path.join(folder, "root"))
        test_files(tap, prefix)
        test_valid(tap, prefix, version)
        test_site(tap, source, prefix, folder)
        test_type(tap, prefix, folder)
        test_flatpak(tap, source, prefix)
    print(f"1..{tap.n}")
    return 1 if tap.failed else 0


sys.exit(main())
