"""Skill leaves to measure with: real ones where the upstream history is at hand, else ones made up for it."""

import dataclasses
import json
import pathlib
import random
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
    """A skill of five seed examples that shares hardly a word with any other; every second one is grounded."""
    prose = Prose(number)
    lines = ["version: 3", f"task_description: {prose.text(8)}", "created_by: someone", "seed_examples:"]
    for _ in range(5):
        lines += [f"  - question: What of {prose.text(9)}?"]
        lines += [f"    context: {prose.sentences(5)}"] if number % 2 else []
        lines += [f"    answer: {prose.sentences(2)}"]
    return Leaf(f"compositional_skills/made_up/case_{number:05d}", "\n".join(lines) + "\n")


class Prose:
    """Words that nobody knows, with small English ones between them: the same for the same number, others for another."""

    SYLLABLES = "ba bel dor fen gil han jor kal lim mar nev os pel quin ras sel tam und vor wex yal zor".split()
    SMALL = "the of and in to with by from at on".split()

    def __init__(self, number):
        self.random = random.Random(number)

    def text(self, words):
        word = lambda: "".join(self.random.choice(self.SYLLABLES) for _ in range(3))
        return " ".join(self.random.choice(self.SMALL) if place % 3 == 2 else word() for place in range(words))

    def sentences(self, count):
        return " ".join(self.text(12).capitalize() + "." for _ in range(count))


def made_up_knowledge(number, folder):
    """A knowledge leaf with the repository of its documents, made in the folder: the leaf, its address and the folder."""
    prose = Prose(f"coast {number}")
    for document in range(3):
        parts = [f"# Coast {number}, part {document}"]
        for section in range(8):
            parts += [f"## Section {section} of {document}", ""]
            parts += [prose.sentences(10), ""]
        file = folder / f"part_{document}.md"
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text("\n".join(parts), encoding="utf-8")
    commit = repository(folder)
    address = f"https://github.com/bench/coast-{number}"
    lines = ["version: 3", "created_by: someone", "domain: coasts", f"document_outline: What shapes coast {number}"]
    lines += ["seed_examples:"]
    for _ in range(5):
        lines += [f"  - context: {prose.sentences(4)}", "    questions_and_answers:"]
        for _ in range(3):
            lines += [f"      - question: What follows from {prose.text(6)}?", f"        answer: {prose.sentences(1)}"]
    lines += ["document:", f"  repo: {address}", f"  commit: {commit}", "  patterns:", "    - '*.md'"]
    return Leaf(f"knowledge/made_up/coast_{number}", "\n".join(lines) + "\n"), address, folder


def repository(folder):
    """Makes the folder a repository of one commit, whose hash it returns."""
    who = ["-c", "user.name=bench", "-c", "user.email=bench@example.org"]
    for arguments in (["init", "-q"], ["add", "-A"], [*who, "commit", "-q", "-m", "documents"]):
        subprocess.run(["git", "-C", str(folder), *arguments], check=True)
    told = subprocess.run(["git", "-C", str(folder), "rev-parse", "HEAD"], capture_output=True, text=True, check=True)
    return told.stdout.strip()


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
