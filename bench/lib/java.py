"""Java mains of the benchmarks, and the stand-in teacher, which is one of them."""

import json
import os
import subprocess
import sys


def command(home, main, *arguments, options=()):
    target = home / "bench" / "target"
    java = os.path.join(os.environ["JAVA_HOME"], "bin", "java") if os.environ.get("JAVA_HOME") else "java"
    classes = f"{target}/treewarden-bench-0.1.0.jar:{target}/lib/*"
    return [java, *options, "-cp", classes, main, *map(str, arguments)]


class Teacher:
    """The stand-in teacher in a process of its own, which ends with this one.

    Each answer takes one of its slots, and an answer's time is drawn from a log-normal distribution by the hash of its
    prompt: whoever asks the same waits equally long (repeats ALIKE), or who asks it a second time waits for a time drawn
    anew, and who hangs up gives the slot back (ANEW). The first time of a prompt is the same in both.
    """

    SEED = 7

    def __init__(self, home, slots, median_ms, sigma, repeats="ALIKE"):
        main = "treewarden.bench.teacher.ServeTeacher"
        start = command(home, main, slots, median_ms, sigma, self.SEED, repeats, options=["-Xmx2g"])
        self.process = subprocess.Popen(start, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
        said = self.process.stdout.readline()
        if not said:
            sys.exit("The stand-in teacher did not start; what it said stands above.")
        at = json.loads(said)
        self.url, self.model = at["url"], at["model"]

    def load(self):
        return self._ask("load")

    def reset(self):
        return self._ask("reset")

    def _ask(self, line):
        self.process.stdin.write(line + "\n")
        self.process.stdin.flush()
        return json.loads(self.process.stdout.readline())

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.process.stdin.close()
        self.process.wait(timeout=20)
