"""Does a class fit on a JupyterHub? A real one on this machine, as many learners at once as are asked for.

    python3 -m venv /tmp/hub && /tmp/hub/bin/pip install -r requirements.txt jupyterhub nbgitpuller
    npm install --prefix /tmp/hub configurable-http-proxy
    PATH=/tmp/hub/node_modules/.bin:$PATH /tmp/hub/bin/python -m tests.benchmarks.hub 1 5 10 20

On Linux; what else it imports comes with JupyterLab. Each learner has a home of its own, and does by the hub's protocol
what a browser does: logs in, starts a server, opens the nbgitpuller link (to a repository made from this clone: what is
not committed is not in it), runs all cells of 01 and 06 in two kernels, sends six answers over the wire of the page,
makes a file to hand in, and saves both notebooks. When all are done, a correction of 01 and 06 is pushed, and all open
the link again.

A column of FIGURES for each size; seconds and memory are medians of the learners. Memory is PSS, in which what is
shared is shared out: a learner alone in a container has that of the column of 1. The hub starts local processes here:
where it starts containers, it has other work. A browser would load JupyterLab's scripts on top.
"""

import json
import os
import shutil
import socket
import subprocess
import sys
import tempfile
import time
import uuid
from collections import defaultdict
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from importlib.util import find_spec
from pathlib import Path
from statistics import median
from typing import Any

import nbformat
import psutil
import requests
import websocket

from helpers import questions, work
from tests.make_class import answer_to

ROOT = Path(__file__).parents[2]
PROJECT = "project"  # the folder that the link brings to a home
ANSWERED = {
    "01_the_article": ["01-guess", "01-who", "01-own"],
    "06_what_happened_next": ["06-guess", "06-q01", "06-evidence"],
}
IDS = [id for ids in ANSWERED.values() for id in ids]
OUTPUTS = {"stream", "display_data", "execute_result", "error"}
CORRECTED = "CORRECTED BY THE TEACHER"
PATIENCE = 600  # seconds for anything: a busy machine is slow, not wrong
FIGURES = {
    "learners who got through": ",.0f",
    "cells that ended in an error": ",.0f",
    "answers sent": ",.0f",
    "answers on the disk as they were sent": ",.0f",
    "hand-ins read that have all of them": ",.0f",
    "notebooks corrected, with all outputs": ",.0f",
    "answers on the disk after that": ",.0f",
    "memory of a server, MB": ".0f",
    "memory of a kernel, MB": ".0f",
    "memory of a learner (two kernels), MB": ".0f",
    "learners a GB": ".1f",
    "memory of the hub and its proxy, MB": ".0f",
    "disk of a home, MB": ".1f",
    "processor of a learner, s": ".1f",
    "processor of the hub for a learner, s": ".2f",
    "from login to all cells run, s": ".1f",
    "the slowest, s": ".1f",
}
CONFIG = """
c.JupyterHub.bind_url = "http://127.0.0.1:{ports[0]}"
c.JupyterHub.hub_bind_url = "http://127.0.0.1:{ports[1]}"
c.ConfigurableHTTPProxy.api_url = "http://127.0.0.1:{ports[2]}"
c.JupyterHub.authenticator_class = "dummy"
c.Authenticator.allow_all = True
c.JupyterHub.spawner_class = "simple"
c.SimpleLocalProcessSpawner.home_dir_template = "{folder}/{{username}}"
c.Spawner.cmd = ["{python}", "-m", "jupyterhub.singleuser"]
c.Spawner.args = ["--allow-root", "--log-level=ERROR"]
c.Spawner.start_timeout = c.Spawner.http_timeout = {patience}
c.JupyterHub.db_url = "sqlite:///:memory:"
c.JupyterHub.log_level = "ERROR"
"""


def main() -> None:
    sizes = [int(word) for word in sys.argv[1:]] or [1, 5, 10, 20]
    missing = [name for name in ("git", "configurable-http-proxy") if not shutil.which(name)]
    missing += [name for name in ("jupyterhub", "nbgitpuller") if not find_spec(name)]
    if missing:
        sys.exit(f"Not here: {', '.join(missing)}. How to install: the first lines of tests/benchmarks/hub.py.")
    if not (ROOT / ".git").exists():
        sys.exit("This folder is no clone made by git, and the link needs one.")
    print(f"{os.cpu_count()} processors, for which {os.getloadavg()[0]:.1f} processes asked before", flush=True)
    figures = [measure(size) for size in sizes]
    print(f"{'learners at once':40}", *(f"{size:>8,}" for size in sizes))
    for name, form in FIGURES.items():
        print(f"{name:40}", *(f"{one[name]:>8{form}}" for one in figures))


def measure(size: int) -> dict[str, float]:
    """The FIGURES of a class of this size."""
    with tempfile.TemporaryDirectory() as folder, hub(Path(folder)) as (address, process):
        origin = Path(folder) / f"{PROJECT}.git"
        git(ROOT, "clone", "-q", "--bare", str(ROOT), str(origin))
        learners = [Learner(f"learner-{n}", address, Path(folder) / f"learner-{n}") for n in range(1, size + 1)]
        before = processor(process)
        done = at_once(Learner.first_visit, learners, origin)
        if not done:
            sys.exit("No learner got through: see above.")
        found = use(process) | {
            "processor of the hub for a learner, s": (processor(process) - before) / size,
            "learners who got through": len(done),
            "cells that ended in an error": sum(learner.failed for learner in learners),
            "answers sent": sum(learner.sent for learner in learners),
            "answers on the disk as they were sent": sum(learner.kept() for learner in learners),
            "hand-ins read that have all of them": sum(learner.handed_in() for learner in learners),
            "from login to all cells run, s": median(learner.started for learner in learners),
            "the slowest, s": max(learner.started for learner in learners),
            "disk of a home, MB": median(on_disk(learner.home) for learner in learners),
        }
        correct(origin, Path(folder) / "teacher")
        at_once(Learner.pull, done, origin)
        found["notebooks corrected, with all outputs"] = sum(learner.corrected() for learner in learners)
        found["answers on the disk after that"] = sum(learner.kept() for learner in learners)
        return found


@contextmanager
def hub(folder: Path) -> Iterator[tuple[str, psutil.Process]]:
    """The address of a JupyterHub and its process; when it is left, nothing that it started is left running."""
    ports = free_ports(3)
    config, log = folder / "jupyterhub_config.py", folder / "hub.log"
    config.write_text(CONFIG.format(ports=ports, folder=folder, python=sys.executable, patience=PATIENCE))
    command = [sys.executable, "-m", "jupyterhub", f"--config={config}"]
    with log.open("w") as said:
        process = psutil.Popen(command, cwd=folder, stdout=said, stderr=said)
    address = f"http://127.0.0.1:{ports[0]}"
    try:
        while not is_up(f"{address}/hub/api"):
            if process.poll() is not None:
                sys.exit(f"The hub did not start. It said:\n{log.read_text()}")
            time.sleep(0.2)
        yield address, process
    finally:
        if process.is_running():
            everything = [process, *process.children(recursive=True)]
            process.terminate()
            for left in psutil.wait_procs(everything, timeout=60)[1]:
                left.kill()


def free_ports(count: int) -> list[int]:
    """Ports that nobody listens at."""
    sockets = [socket.create_server(("127.0.0.1", 0)) for _ in range(count)]
    ports = [one.getsockname()[1] for one in sockets]
    for one in sockets:
        one.close()
    return ports


def is_up(address: str) -> bool:
    """Whether there is a good answer at an address."""
    try:
        return requests.get(address, timeout=5).ok
    except requests.ConnectionError:
        return False


def git(folder: Path, *arguments: str) -> None:
    subprocess.run(["git", *arguments], cwd=folder, check=True)


def at_once(task: Callable[..., None], learners: list["Learner"], *given: Any) -> list["Learner"]:
    """Do a task for all learners at the same moment; who got through. What went wrong is printed."""
    done = []
    with ThreadPoolExecutor(max_workers=max(1, len(learners))) as pool:
        tasks = [(learner, pool.submit(task, learner, *given)) for learner in learners]
    for learner, one in tasks:
        if one.exception():
            print(f"{learner.name}: {one.exception()!r}", file=sys.stderr)
        else:
            done.append(learner)
    return done


def use(process: psutil.Process) -> dict[str, float]:
    """What the hub and all that it started have of memory and processor."""
    servers, kernels, learners, processors = [], [], defaultdict(float), defaultdict(float)
    of_the_hub = process.memory_full_info().pss / 1e6
    for one in process.children(recursive=True):
        megabytes, whose = one.memory_full_info().pss / 1e6, one.environ().get("JUPYTERHUB_USER")
        if not whose:  # its proxy
            of_the_hub += megabytes
            continue
        (kernels if "ipykernel_launcher" in one.cmdline() else servers).append(megabytes)
        learners[whose] += megabytes
        processors[whose] += processor(one)
    return {
        "memory of a server, MB": median(servers),
        "memory of a kernel, MB": median(kernels),
        "memory of a learner (two kernels), MB": median(learners.values()),
        "learners a GB": 1000 / median(learners.values()),
        "memory of the hub and its proxy, MB": of_the_hub,
        "processor of a learner, s": median(processors.values()),
    }


def processor(process: psutil.Process) -> float:
    """Seconds of the processor that a process and those that it started and that have ended took."""
    used = process.cpu_times()
    return used.user + used.system + used.children_user + used.children_system


def on_disk(folder: Path) -> float:
    """Megabytes of a folder."""
    return sum(path.lstat().st_blocks * 512 for path in folder.rglob("*")) / 1e6


def correct(origin: Path, copy: Path) -> None:
    """Push a correction: other words in the first text and the first code of each notebook."""
    git(origin.parent, "clone", "-q", str(origin), str(copy))
    for name in ANSWERED:
        path = copy / "notebooks" / f"{name}.ipynb"
        book = json.loads(path.read_text(encoding="utf-8"))
        first = {cell["cell_type"]: cell for cell in reversed(book["cells"])}
        for cell in first.values():
            cell["source"] = [f"# {CORRECTED}\n", *cell["source"]]
        path.write_text(json.dumps(book, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
    teacher = ["-c", "user.name=Teacher", "-c", "user.email=teacher@localhost"]
    git(copy, *teacher, "commit", "-qam", "A correction")
    git(copy, "push", "-q")


@dataclass
class Learner:
    """One learner. failed : cells that ended in an error; started : seconds from login to the end of all cells."""

    name: str
    hub: str
    home: Path
    failed: int = 0
    sent: int = 0
    started: float = float("nan")
    file: str = ""
    outputs: dict[str, int] = field(default_factory=dict)  # of each notebook as it was saved
    asking: requests.Session = field(default_factory=requests.Session)

    @property
    def server(self) -> str:
        return f"{self.hub}/user/{self.name}"

    def first_visit(self, origin: Path) -> None:
        """All that a learner does before the correction."""
        begin = time.perf_counter()
        self.log_in()
        self.start_server()
        self.pull(origin)
        books = [Notebook(self, name) for name in ANSWERED]
        for book in books:
            self.failed += book.run()
        self.started = time.perf_counter() - begin
        for book in books:
            book.answer()
        self.file = books[-1].tell({"what": "file", "alias": self.name})["made"]["text"]
        for book in books:
            self.outputs[book.name] = book.save()

    def log_in(self) -> None:
        """By the form, as in a browser; then with a token of one's own, since a script has no pages to send along."""
        self.asking.get(f"{self.hub}/hub/login").raise_for_status()
        form = {"username": self.name, "password": "any", "_xsrf": self.asking.cookies["_xsrf"]}
        self.asking.post(f"{self.hub}/hub/login", data=form, allow_redirects=False).raise_for_status()
        sent = {"X-XSRFToken": self.asking.cookies.get_dict(path="/hub/")["_xsrf"]}
        told = self.asking.post(f"{self.hub}/hub/api/users/{self.name}/tokens", json={}, headers=sent)
        told.raise_for_status()
        self.asking = requests.Session()
        self.asking.headers["Authorization"] = f"token {told.json()['token']}"

    def start_server(self) -> None:
        """Ask for it, and listen to how it goes. Raises RuntimeError if it does not start."""
        mine = f"{self.hub}/hub/api/users/{self.name}/server"
        self.asking.post(mine, timeout=PATIENCE).raise_for_status()
        with self.asking.get(f"{mine}/progress", stream=True, timeout=PATIENCE) as told:
            events = [json.loads(line[len(b"data:") :]) for line in told.iter_lines() if line.startswith(b"data:")]
        if not events[-1].get("ready"):
            raise RuntimeError(events[-1])

    def pull(self, origin: Path) -> None:
        """Open the nbgitpuller link: its page, and what the page asks for. Raises RuntimeError if it says an error."""
        link = {"repo": origin.as_uri(), "targetpath": PROJECT, "urlpath": f"lab/tree/{PROJECT}"}
        self.asking.get(f"{self.server}/git-pull", params=link).raise_for_status()
        told = self.asking.get(f"{self.server}/git-pull/api", params=link, timeout=PATIENCE)
        last = [line for line in told.text.splitlines() if line][-1]
        if json.loads(last.removeprefix("data: "))["phase"] != "finished":
            raise RuntimeError(last)

    def kept(self) -> int:
        """How many answers are on the disk as they were sent."""
        records = [work.load(id, self.home / PROJECT / "my_work")[0] for id in IDS]
        return sum(bool(record and record.state == state_of(record.activity)) for record in records)

    def handed_in(self) -> bool:
        """Whether the hand-in is read, and has all answers as they were sent."""
        found = work.read_hand_in(self.file.encode()).answers if self.file else {}
        return {id: record.state for id, record in found.items()} == {id: state_of(id) for id in IDS}

    def corrected(self) -> int:
        """How many notebooks have the correction, in text and in code, and every output that they had."""
        count = 0
        for name, before in self.outputs.items():
            with suppress(ValueError, nbformat.ValidationError):  # then it is no notebook any more
                book = nbformat.read(self.home / PROJECT / "notebooks" / f"{name}.ipynb", as_version=4)
                nbformat.validate(book)
                new = sum(CORRECTED in cell.source for cell in book.cells)
                count += new == 2 and sum(len(cell.get("outputs", [])) for cell in book.cells) == before
        return count


def state_of(id: str) -> dict[str, Any]:
    """What every learner has done with a question: answered it once."""
    answer = answer_to(questions.get(id))
    return {"answer": answer, "first": answer, "tries": 1}


class Notebook:
    """A notebook that is open: its session and the channel to its kernel."""

    def __init__(self, learner: Learner, name: str) -> None:
        self.learner, self.name = learner, name
        self.path = f"{PROJECT}/notebooks/{name}.ipynb"
        self.content = self._ask("GET", f"contents/{self.path}")["content"]
        asked = {"path": self.path, "name": name, "type": "notebook", "kernel": {"name": "python3"}}
        kernel = self._ask("POST", "sessions", asked)["kernel"]["id"]
        self.session, self.wire = uuid.uuid4().hex, ""
        self.channel = websocket.create_connection(
            f"{learner.server}/api/kernels/{kernel}/channels?session_id={self.session}".replace("http", "ws", 1),
            header=[f"Authorization: {learner.asking.headers['Authorization']}"],
            timeout=PATIENCE,
        )

    def _ask(self, method: str, what: str, sent: Any = None) -> Any:
        told = self.learner.asking.request(method, f"{self.learner.server}/api/{what}", json=sent, timeout=PATIENCE)
        told.raise_for_status()
        return told.json()

    def run(self) -> int:
        """Run all cells, as Run All does; how many ended in an error."""
        failed = 0
        for cell in self.content["cells"]:
            if cell["cell_type"] == "code":
                asked = {"code": cell["source"], "silent": False, "store_history": True}
                told = self._sent("execute_request", asked)
                outputs = [one for one in told if one["msg_type"] in OUTPUTS]
                cell["outputs"] = [nbformat.v4.output_from_msg(one) for one in outputs]
                failed += any(one["msg_type"] == "error" for one in outputs)
                self.wire = self.wire or wire_in(told)
        return failed

    def answer(self) -> None:
        """Send the answers to its questions as the page does. Raises RuntimeError if one was not kept."""
        for id in ANSWERED[self.name]:
            self.learner.sent += 1
            told = self.tell({"what": "keep", "id": id, "state": state_of(id), "revision": 0})["kept"][id]
            if told["problem"] or told["revision"] != 1:
                raise RuntimeError(f"{id}: {told}")

    def tell(self, message: dict[str, Any]) -> dict[str, Any]:
        """What the kernel answers to a message of the page."""
        data = {"method": "custom", "content": message | {"re": uuid.uuid4().hex}}
        told = self._sent("comm_msg", {"comm_id": self.wire, "data": data})
        answers = [one["content"]["data"]["content"] for one in told if one["msg_type"] == "comm_msg"]
        return next(answer for answer in answers if answer["re"] == data["content"]["re"])

    def save(self) -> int:
        """Save the notebook as JupyterLab does; how many outputs it has."""
        self._ask("PUT", f"contents/{self.path}", {"type": "notebook", "format": "json", "content": self.content})
        return sum(len(cell.get("outputs", [])) for cell in self.content["cells"])

    def _sent(self, kind: str, content: dict[str, Any]) -> list[dict[str, Any]]:
        """Send a message to the kernel; all that it says until it is idle again and, to a request, has replied."""
        header = {"msg_id": uuid.uuid4().hex, "msg_type": kind, "session": self.session, "version": "5.3"}
        sent = {
            "header": header | {"username": ""},
            "parent_header": {},
            "metadata": {},
            "content": content,
            "channel": "shell",
        }
        self.channel.send(json.dumps(sent))
        told: list[dict[str, Any]] = []
        waiting = {"idle", "execute_reply"} if kind == "execute_request" else {"idle"}
        while waiting:
            heard = json.loads(self.channel.recv())
            if heard["parent_header"].get("msg_id") == header["msg_id"]:
                told.append(heard)
                waiting -= {heard["msg_type"], heard["content"].get("execution_state")}
        return told


def wire_in(told: list[dict[str, Any]]) -> str:
    """The id of the model that the page talks through, if it is among what the kernel said (see wire.py)."""
    states = [one["content"]["data"]["state"] for one in told if one["msg_type"] == "comm_open"]
    return next((state["layout"].removeprefix("IPY_MODEL_") for state in states if "opening" in state), "")


if __name__ == "__main__":
    main()
