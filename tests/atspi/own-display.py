#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""usage: own-display.py PROGRAM ARGUMENT…

Runs a program on a display, a bus and a folder for sockets that nobody else has, so that several
windows can be driven by keyboard side by side.
"""

import os
import subprocess
import sys
import tempfile


def start_display():
    """The server chooses a number that is free, and tells it when it is ready."""
    source, target = os.pipe()
    server = subprocess.Popen(["Xvfb", "-displayfd", str(target), "-screen", "0", "1600x1400x24",
                               "-nolisten", "tcp", "-noreset"], pass_fds=(target,),
                              stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    os.close(target)
    with os.fdopen(source, encoding="ascii") as told:
        number = told.readline().strip()
    if not number:
        raise SystemExit("own-display: Xvfb does not start")
    return server, ":" + number


def start_bus(environment):
    """What it starts in its turn must not write among what is told here."""
    source, target = os.pipe()
    bus = subprocess.Popen(["dbus-daemon", "--session", "--nofork", f"--print-address={target}"],
                           env=environment, pass_fds=(target,), stdout=subprocess.DEVNULL,
                           stderr=subprocess.DEVNULL)
    os.close(target)
    with os.fdopen(source, encoding="ascii") as told:
        address = told.readline().strip()
    if not address:
        raise SystemExit("own-display: dbus-daemon does not start")
    return bus, address


def stop(process):
    process.terminate()
    process.wait()


def run(command, environment):
    bus, address = start_bus(environment)
    try:
        return subprocess.run(command, check=False,
                              env=dict(environment, DBUS_SESSION_BUS_ADDRESS=address)).returncode
    finally:
        stop(bus)


def main():
    server, display = start_display()
    try:
        # Sockets lie in it, whose addresses must be short.
        with tempfile.TemporaryDirectory(prefix="qz-run-", dir="/tmp",
                                         ignore_cleanup_errors=True) as folder:
            environment = dict(os.environ, DISPLAY=display, XDG_RUNTIME_DIR=folder)
            for name in ("XAUTHORITY", "WAYLAND_DISPLAY", "AT_SPI_BUS_ADDRESS"):
                environment.pop(name, None)
            status = run(sys.argv[1:], environment)
    finally:
        stop(server)
    sys.exit(status)


if __name__ == "__main__":
    main()
