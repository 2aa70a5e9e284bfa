#!/usr/bin/env python3
"""Runs the code that bilab writes for PyTorch, and compares every number with the lab's.

    python3 Tests/PyTorch/check.py .build/debug/bilab

Needs torch and safetensors. Every network of the built-in lessons and of lesson.md here is exported, as it is and
after the keys below, and must give the states and merged states that `bilab dump --json` prints: model.py, and the
short code of the screen as well. Networks that no lesson has are written by `BILAB_PYTORCH=DIR swift test`, see README;
name DIR as a second argument to run those too.
"""

import contextlib
import io
import json
import os
import re
import runpy
import subprocess
import sys
import tempfile

LAST = "W" + " down" * 40 + " right"  # h_0, or an LSTM's c_0
KEYS = [
    "", "m", "m m", "m m m", "m m m m", "c", "c c", "c m", "c c m m m", "d", "c d", "c c d", "L", "L L L", "H",
    "H H c", "L c m", "L c c m m", "L H c c d", "v", "W right e 0 . 3 enter", "W down right e - 1 . 7 5 enter",
    LAST + " e 3 enter", "c c " + LAST + " e 0 . 1 enter esc esc m", "c " + LAST + " right e 2 enter d d",
]
TOLERANCE = 1e-12


def bilab(*arguments):
    return subprocess.run([PROGRAM, *arguments], check=True, capture_output=True, text=True).stdout


def flat(value):
    """Every number of lists in lists, in order; the words of dump's JSON for what is not finite as well."""
    return [n for part in value for n in flat(part)] if isinstance(value, list) else [float(value)]


class Check:
    def __init__(self):
        self.networks = set()
        self.runs = self.numbers = self.faults = 0
        self.worst = 0.0

    def compare(self, what, expected, got):
        expected, got = flat(expected), flat(got)
        self.numbers += len(expected)
        same = len(expected) == len(got)
        for a, b in zip(expected, got):
            if a == b or a != a and b != b:
                continue
            distance = abs(a - b) / max(1.0, abs(a))
            self.worst = max(self.worst, distance)
            same = same and distance <= TOLERANCE
        if not same:
            self.faults += 1
            print(f"{what}: expected {expected[:4]}..., got {got[:4]}...")

    def run(self, what, folder, expected):
        """model.py and every other program in a folder."""
        for name in sorted(name for name in os.listdir(folder) if name.endswith(".py")):
            self.runs += 1
            try:
                results = run_model(folder) if name == "model.py" else run_short(folder, name)
            except Exception as error:
                self.faults += 1
                print(f"{what}, {name}: {type(error).__name__}: {error}")
                continue
            for key, numbers in results.items():
                if expected.get(key) is not None:
                    self.compare(f"{what}, {name}, {key}", expected[key], numbers)
            missing = [key for key, numbers in expected.items() if numbers is not None and key not in results]
            if missing:
                self.faults += 1
                print(f"{what}, {name}: no {', '.join(missing)}")


def run_model(folder):
    output, arguments = io.StringIO(), sys.argv
    sys.argv = ["model.py", "--json"]
    try:
        with contextlib.redirect_stdout(output):
            runpy.run_path(os.path.join(folder, "model.py"), run_name="__main__")
    finally:
        sys.argv = arguments
    return json.loads(output.getvalue())


def run_short(folder, name):
    """The variables of the short code, by the names of model.py's results."""
    before, path = os.getcwd(), list(sys.path)
    os.chdir(folder)
    sys.path.insert(0, folder)
    sys.modules.pop("model", None)
    try:
        names = runpy.run_path(name)
    finally:
        os.chdir(before)
        sys.path[:] = path
    found = {"forward": "h", "backward": "h_back", "merged": "y", "h_n": "h_n", "c_n": "c_n"}
    return {key: names[name].tolist() for key, name in found.items() if name in names}


def check_lesson(check, lesson):
    slides = [json.loads(line) for line in bilab("dump", lesson, "--json").splitlines()]
    for slide in slides:
        if slide["network"] is None:
            continue
        number = str(slide["slide"])
        for keys in KEYS:
            place = [lesson, "--slide", number, "--keys", keys]
            network = json.loads(bilab("dump", *place, "--json"))["network"]
            expected = {key: network[key] for key in ("forward", "backward", "merged")}
            if any(row is None for states in expected.values() if states for row in states):
                check.faults += 1
                print(f"{lesson}, slide {number}, keys '{keys}': not every state is computed")
                continue
            with tempfile.TemporaryDirectory() as folder:
                bilab("export", *place, "-o", folder)
                with open(os.path.join(folder, "short.py"), "w") as file:
                    file.write(bilab("export", *place, "--short"))
                check.networks.add(json.dumps(network, sort_keys=True))
                check.run(f"{lesson}, slide {number}, keys '{keys}'", folder, expected)


def check_folder(check, root):
    for name in sorted(os.listdir(root)):
        folder = os.path.join(root, name)
        with open(os.path.join(folder, "expected.json")) as file:
            expected = json.load(file)
        check.networks.add(folder)
        check.run(name, folder, expected)


def main():
    check = Check()
    here = os.path.dirname(os.path.abspath(__file__))
    built_in = re.findall(r"^(\S+)  ", bilab("lessons"), re.MULTILINE)
    for lesson in built_in + [os.path.join(here, "lesson.md")]:
        check_lesson(check, lesson)
    if len(sys.argv) > 2:
        check_folder(check, os.path.abspath(sys.argv[2]))
    print(
        f"{len(check.networks)} networks, {check.runs} programs run, {check.numbers} numbers compared, "
        f"largest difference {check.worst:.1e}, {check.faults} faults"
    )
    sys.exit(check.faults > 0)


if __name__ == "__main__":
    if len(sys.argv) < 2:
        sys.exit(__doc__)
    PROGRAM = os.path.abspath(sys.argv[1])
    main()
