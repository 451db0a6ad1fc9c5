"""Skill leaves to measure with: real ones where the upstream history is at hand, else ones made up for it."""

import dataclasses
import json
import pathlib
import re
import shutil
import subprocess


@dataclasses.dataclass(frozen=True)
class Leaf:
    path: str  # such as compositional_skills/writing/haiku
    text: str

    @property
    def seeds(self):
        return len(re.findall(r"^\s*(?:- )?question:", self.text, re.MULTILINE))

    @property
    def is_grounded(self):
        return re.search(r"^\s*(?:- )?context:", self.text, re.MULTILINE) is not None

    @property
    def version(self):
        found = re.search(r"^version: (\d+)", self.text, re.MULTILINE)
        return int(found.group(1)) if found else 1


def skills(home, files=None):
    """Compositional skills without a finding, sorted by path; those with five seed examples or more come first."""
    files = files or home.parent / "shared" / "taxonomy" / "files"
    found = upstream(home, files) if files.is_dir() else [made_up(number) for number in range(60)]
    return sorted(found, key=lambda leaf: (leaf.seeds < 5, leaf.path))


def upstream(home, files):
    """The newest clean version of each path: of several, the one of the highest schema version, then the longest."""
    command = [str(home / "treewarden"), "validate", "--format", "json", "--rules", "reference", str(files)]
    checked = subprocess.run(command, capture_output=True, text=True)
    newest = {}
    for line in checked.stdout.splitlines():
        row = json.loads(line)
        file = pathlib.Path(row["path"])
        path = "/".join(file.relative_to(files).parts[1:-1])
        if row["errors"] or row["warnings"] or not path.startswith("compositional_skills/"):
            continue
        leaf = Leaf(path, file.read_text(encoding="utf-8"))
        other = newest.get(path)
        if other is None or (leaf.version, len(leaf.text)) > (other.version, len(other.text)):
            newest[path] = leaf
    return list(newest.values())


def made_up(number):
    """A skill of five seed examples that no other has; every second one is grounded."""
    words = "the sea keeps what rivers wash out of rocks and lets go of water that rises into clouds".split()
    text = lambda length, salt: " ".join(words[(i * i + salt * 7 + number) % len(words)] for i in range(length))
    lines = ["version: 3", f"task_description: Tell what {text(6, 1)} means, case {number}", "created_by: someone"]
    lines += ["seed_examples:"]
    for example in range(5):
        context = [f"    context: In case {number}.{example} {text(40, example)}."] if number % 2 else []
        lines += [f"  - question: What of {text(8, example)} in case {number}.{example}?"] + context
        lines += [f"    answer: That {text(20, example + 3)}."]
    return Leaf(f"compositional_skills/made_up/case_{number:05d}", "\n".join(lines) + "\n")


ATTRIBUTION = """\
Title of work: Leaves to measure with
Link to work: -
Revision: -
License of the work: CC-BY-4.0
Creator names: the contributors of the taxonomy
"""


def write(leaves, folder):
    """A taxonomy with these leaves and no others."""
    shutil.rmtree(folder, ignore_errors=True)
    for leaf in leaves:
        file = folder / leaf.path / "qna.yaml"
        file.parent.mkdir(parents=True)
        file.write_text(leaf.text, encoding="utf-8")
        file.with_name("attribution.txt").write_text(ATTRIBUTION, encoding="utf-8")
    return folder
