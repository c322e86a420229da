# SPDX-License-Identifier: GPL-3.0-or-later
"""Helpers of the contract tests: runs the built `qz` and reports in TAP."""
import json
import os
import resource
import shutil
import signal
import subprocess
import sys
import tempfile
import traceback


class Answer:
    def __init__(self, code, out, err):
        self.code, self.out, self.err = code, out, err

    @property
    def json(self):
        return json.loads(self.out)

    @property
    def error(self):
        return json.loads(self.err)["error"]


class Place:
    """A folder of its own, and `qz` run in it, without anything of the caller's environment."""

    def __init__(self):
        self.qz = os.environ["QZ"]
        self.folder = tempfile.mkdtemp(prefix="qz-cli-")
        self.environment = {"PATH": os.environ["PATH"], "LC_ALL": "C.UTF-8", "HOME": self.folder}
        for name in ("ASAN_OPTIONS", "UBSAN_OPTIONS", "LD_LIBRARY_PATH"):
            if name in os.environ:
                self.environment[name] = os.environ[name]

    def path(self, name):
        return os.path.join(self.folder, name)

    def write(self, name, data):
        with open(self.path(name), "wb") as file:
            file.write(data if isinstance(data, bytes) else data.encode())
        return self.path(name)

    def read(self, name):
        with open(self.path(name), "rb") as file:
            return file.read()

    def popen(self, *words, limit=None, **more):
        def prepare():
            if limit is not None:
                resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit))
                signal.signal(signal.SIGXFSZ, signal.SIG_IGN)

        return subprocess.Popen(
            [self.qz, *words], cwd=self.folder, env=self.environment, stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE, stderr=subprocess.PIPE, preexec_fn=prepare, **more)

    def run(self, *words, limit=None):
        with self.popen(*words, limit=limit) as process:
            out, err = process.communicate(timeout=100)
        return Answer(process.returncode, out.decode(), err.decode())

    def done(self, *words):
        answer = self.run(*words)
        assert answer.code == 0, (words, answer.code, answer.err)
        return answer

    def refused(self, code, name, *words, **more):
        """Fails with this exit code and, in JSON, this error code; says nothing on stdout."""
        answer = self.run("--format", "json", *words, **more)
        assert answer.code == code, (words, answer.code, answer.err)
        assert answer.out == "", (words, answer.out)
        assert answer.error["code"] == name, (words, answer.error)
        assert len(answer.error["message"]) > 10
        return answer

    def remove(self):
        shutil.rmtree(self.folder)


def equal(found, wanted):
    assert found == wanted, "found %r, wanted %r" % (found, wanted)


def run_tests(tests):
    """@tests: name → function of a Place."""
    failed = 0
    print("TAP version 14\n1..%d" % len(tests))
    for number, (name, test) in enumerate(tests.items(), 1):
        place = Place()
        try:
            test(place)
            print("ok %d %s" % (number, name))
        except Exception:  # whatever it is, the test failed
            failed += 1
            print("not ok %d %s" % (number, name))
            print("".join("# " + line + "\n" for line in traceback.format_exc().splitlines()))
        finally:
            place.remove()
        sys.stdout.flush()
    sys.exit(1 if failed else 0)
