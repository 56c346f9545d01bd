"""Of every kind of question not a letter is lost: kernel or server die, the machine sleeps, the page is closed."""

import json
import os
import signal

import pytest

from helpers import questions

from ..conftest import READY, RUN_ALL, TOKEN, Server, _local_only
from ..make_class import examples
from .parts import SAVED, activity, fill_in
from .test_kept import has_filled_in

ASKED = {id: questions.get(id).kind for id in examples()}  # one question of every kind
WORDS = "Not a letter of this is lost, whoever dies while it is typed. "
DIALOG = ".jp-Dialog button"
OWN = next(id for id, kind in ASKED.items() if kind == "text")


def notebook_of_every_kind(folder):
    """A notebook that asks one question of each kind."""
    cells = ['import sys; sys.path.insert(0, "..")\nfrom helpers import activities']
    cells += [f'activities.ask("{id}")' for id in ASKED]
    code = [
        {"cell_type": "code", "source": cell, "metadata": {}, "outputs": [], "execution_count": None} for cell in cells
    ]
    kernel = {"display_name": "Python 3", "language": "python", "name": "python3"}
    made = {"cells": code, "metadata": {"kernelspec": kernel}, "nbformat": 4, "nbformat_minor": 4}
    (folder / "notebooks" / "every_kind.ipynb").write_text(json.dumps(made))


class Machine:
    """A learner's machine: a server of its own, and a window on the notebook of every kind."""

    def __init__(self, folder, chromium):
        self.folder, self.server = folder, Server(folder)
        notebook_of_every_kind(folder)
        self.server.start()
        self.context = chromium.new_context(viewport={"width": 1366, "height": 9000})
        self.open()
        self.run_all()

    def open(self):
        """Open the notebook in a new page."""
        self.page = self.context.new_page()
        self.page.refused = []
        self.page.add_locator_handler(self.page.locator(DIALOG).last, lambda button: button.click())
        self.page.route("**/*", lambda route: _local_only(route, self.page))
        self.page.goto(f"{self.server.address}/lab/tree/notebooks/every_kind.ipynb?reset&token={TOKEN}")
        self.page.wait_for_function(READY, timeout=60000)

    def run_all(self):
        self.page.evaluate(RUN_ALL)
        activity(self.page, OWN).wait_for(timeout=30000)

    def restart_kernel(self):
        self.page.evaluate("() => jupyterapp.shell.currentWidget.sessionContext.restartKernel()")

    def kill_kernels(self):
        """JupyterLab says so in a dialog, which takes the keyboard until it is answered."""
        for kernel in self.server.kernels():
            os.kill(kernel, signal.SIGKILL)
        self.answer_dialog()

    def answer_dialog(self):
        self.page.wait_for_function("() => document.querySelector('.jp-Dialog button')", timeout=20000)
        self.page.evaluate("() => [...document.querySelectorAll('.jp-Dialog button')].at(-1).click()")

    def kill_server(self):
        """The same here."""
        self.server.send(signal.SIGKILL)
        self.server.process.wait()
        self.answer_dialog()

    def fill_in_all(self):
        for id, kind in ASKED.items():
            fill_in(activity(self.page, id), kind)

    def type_on(self):
        activity(self.page, OWN).get_by_role("textbox").fill("")
        activity(self.page, OWN).get_by_role("textbox").press_sequentially(WORDS, delay=15)

    def end(self):
        self.context.close()
        self.server.stop()


@pytest.fixture(scope="module")
def machine(chromium, tmp_path_factory):
    made = Machine(tmp_path_factory.mktemp("machine"), chromium)
    yield made
    made.end()


def kernel_killed(machine):
    machine.kill_kernels()
    machine.fill_in_all()
    machine.type_on()
    machine.restart_kernel()
    machine.run_all()


def kernel_restarted(machine):
    machine.restart_kernel()
    machine.fill_in_all()
    machine.type_on()
    machine.run_all()


def kernel_restarted_with_run_all_at_once(machine):
    machine.fill_in_all()
    machine.type_on()
    machine.restart_kernel()
    machine.run_all()


def server_killed_and_back(machine):
    machine.kill_server()
    machine.fill_in_all()
    machine.type_on()
    machine.server.start()
    # JupyterLab asks every few seconds whether its kernel is still there.
    machine.page.evaluate("() => jupyterapp.serviceManager.sessions.refreshRunning()")
    machine.page.wait_for_function("() => !jupyterapp.shell.currentWidget.sessionContext.session")
    machine.page.evaluate("() => jupyterapp.shell.currentWidget.sessionContext.changeKernel({name: 'python3'})")
    machine.run_all()


def asleep(machine):
    machine.fill_in_all()
    machine.type_on()
    machine.server.send(signal.SIGSTOP)
    machine.page.wait_for_timeout(8000)
    machine.server.send(signal.SIGCONT)
    machine.run_all()


def typed_while_asleep(machine):
    machine.server.send(signal.SIGSTOP)
    machine.fill_in_all()
    machine.type_on()
    machine.page.wait_for_timeout(6000)
    machine.server.send(signal.SIGCONT)
    machine.run_all()


def page_closed_at_once(machine):
    machine.fill_in_all()
    machine.type_on()
    machine.page.close()
    machine.open()
    machine.run_all()


def page_closed_while_the_kernel_is_gone(machine):
    machine.page.evaluate("() => jupyterapp.commands.execute('docmanager:save')")  # or JupyterLab would ask whether to
    machine.kill_kernels()
    machine.fill_in_all()
    machine.type_on()
    machine.page.close()
    machine.open()
    machine.restart_kernel()
    machine.run_all()


def kept(machine, id):
    return json.loads((machine.folder / "my_work" / f"{id}.json").read_text(encoding="utf-8"))["state"]["answer"]


FAULTS = [
    kernel_killed,
    kernel_restarted,
    kernel_restarted_with_run_all_at_once,
    server_killed_and_back,
    asleep,
    typed_while_asleep,
    page_closed_at_once,
    page_closed_while_the_kernel_is_gone,
]


@pytest.mark.parametrize("fault", FAULTS, ids=lambda fault: fault.__name__)
def test_not_a_letter_is_lost_of_any_kind(machine, fault):
    for id in ASKED:
        activity(machine.page, id).get_by_role("button", name="Start over").click()
    machine.page.wait_for_timeout(1000)
    fault(machine)
    for id, kind in ASKED.items():
        form = activity(machine.page, id)
        form.get_by_text(SAVED).wait_for(timeout=20000)
        assert id == OWN or has_filled_in(form, kind)
        assert kept(machine, id)
    assert activity(machine.page, OWN).get_by_role("textbox").input_value() == WORDS
    assert kept(machine, OWN) == WORDS
    assert machine.page.get_by_text("Another window saved this later").count() == 0
