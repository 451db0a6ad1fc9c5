#!/usr/bin/env python3
"""A Kubernetes of one pod for each object, which keeps its state in the folder "cluster" beside this program.

Pods are processes with the environment of their container. While "cluster/down" is there nobody answers. An object with a
file "unnoticed" has lost its machine, and Kubernetes does not know it yet: its pod counts as running until it is deleted.
"""

import json
import os
import pathlib
import signal
import subprocess
import sys

CLUSTER = pathlib.Path(__file__).parent / "cluster"


def refuse(words):
    print(f"Error from server {words}", file=sys.stderr)
    sys.exit(1)


def container(given):
    if given["kind"] == "TrainJob":
        return given["spec"]["trainer"]
    return given["spec"]["template"]["spec"]["containers"][0]


def create(file):
    given = json.loads(pathlib.Path(file).read_text())
    at = CLUSTER / given["metadata"]["name"]
    if at.exists():
        refuse(f'(AlreadyExists): error when creating: "{at.name}" already exists')
    at.mkdir(parents=True)
    (at / "object").write_text(json.dumps(given))
    run = container(given)
    environment = {entry["name"]: entry["value"] for entry in run["env"]} | {"PATH": os.environ["PATH"]}
    with (at / "pod.log").open("w") as log:
        pod = subprocess.Popen(
            run["command"], env=environment, stdin=subprocess.DEVNULL, stdout=log, stderr=log, start_new_session=True
        )
    (at / "pid").write_text(str(pod.pid))
    print(f"{given['kind']}/{at.name} created")


def is_running(at):
    if (at / "unnoticed").exists():
        return True
    try:
        state = pathlib.Path(f"/proc/{(at / 'pid').read_text()}/stat").read_text().rsplit(")", 1)[1].split()[0]
        return state not in "ZX"
    except OSError:
        return False


def get(name):
    at = CLUSTER / name
    if at.exists() and (at / "deleted").exists() and not is_running(at):
        (at / "deleted").unlink()
        at.rename(CLUSTER / f"gone-{name}")
    if not at.exists():
        refuse(f'(NotFound): jobs.batch "{name}" not found')
    given = json.loads((at / "object").read_text())
    if is_running(at):
        given["status"] = {"active": 1, "ready": 1}
    else:
        given["status"] = {"conditions": [{"type": "Failed", "status": "True", "reason": "Error", "message": "ended"}]}
    print(json.dumps(given))


def delete(name, words):
    at = CLUSTER / name
    if not at.exists():
        if "--ignore-not-found" in words:
            return
        refuse(f'(NotFound): jobs.batch "{name}" not found')
    (at / "deleted").touch()
    if is_running(at) and not (at / "unnoticed").exists():
        os.kill(int((at / "pid").read_text()), signal.SIGTERM)  # to process 1 of the pod


def delete_pods(selector):
    at = CLUSTER / selector.split("=")[1]
    if (at / "unnoticed").exists():
        (at / "unnoticed").unlink()
    elif at.exists() and is_running(at):
        os.killpg(int((at / "pid").read_text()), signal.SIGKILL)


def main():
    words = sys.argv[1:]
    CLUSTER.mkdir(exist_ok=True)
    with (CLUSTER / "asked").open("a") as asked:
        asked.write(" ".join(words) + "\n")
    if (CLUSTER / "down").exists():
        refuse("(ServiceUnavailable): the server is currently unable to handle the request")
    options = dict(word.lstrip("-").split("=", 1) for word in words if "=" in word)
    verb, rest = words[1], words[2:]
    if verb == "create":
        create(options["filename"])
    elif verb == "get":
        get(rest[1])
    elif verb == "delete" and rest[0] == "pods":
        delete_pods(options["selector"])
    elif verb == "delete":
        delete(rest[1], words)


main()
