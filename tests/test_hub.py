"""What is written for a school's hub fits the project: its values, its link, the arithmetic of its table."""

import json
import math
import re
import sys
from pathlib import PurePosixPath
from types import SimpleNamespace
from urllib.parse import parse_qs, urlsplit

import pytest
import yaml

from helpers import questions
from helpers.classroom import grid
from helpers.work import place

from .benchmarks.hub import ANSWERED
from .conftest import ROOT

HUB = ROOT / ".site" / "hub"
README = (HUB / "README.md").read_text(encoding="utf-8")
VALUES = yaml.safe_load((HUB / "values.yaml").read_text(encoding="utf-8"))
CLASS = "/srv/class"
LIVE = yaml.safe_load((HUB / "live.yaml").read_text(encoding="utf-8"))
LINK = next(line for line in README.splitlines() if line.startswith("https://YOUR-HUB"))
OPTIONS = {name: values[0] for name, values in parse_qs(urlsplit(LINK).query).items()}
ON_PAPER = re.findall(r"^\| ([\d,]+) \| ([\d,]+) \| (\d+) \| (\d+) \| (\d+) \| ([\d.]+) \|$", README, re.M)


def test_work_is_kept_in_the_home_where_the_notebooks_would_look_for_it_and_outside_the_folder_that_the_link_fetches():
    kept = PurePosixPath(VALUES["singleuser"]["extraEnv"]["READING_WORK"])
    assert kept.parent == PurePosixPath("/home/jovyan")  # where the chart mounts a home
    assert kept.name == place.AT_HOME
    assert kept.name != OPTIONS["targetPath"]


def test_all_work_stands_on_the_volume_of_the_class_of_which_a_learner_has_only_the_own_folder():
    (volume,), (mount,) = (LIVE["singleuser"]["storage"][name] for name in ("extraVolumes", "extraVolumeMounts"))
    assert mount["mountPath"] == VALUES["singleuser"]["extraEnv"]["READING_WORK"]
    assert mount["name"] == volume["name"]
    assert mount["subPath"] == "{username}"


@pytest.mark.parametrize("admin", [True, False])
def test_a_teacher_has_the_whole_volume_to_read_where_the_grid_looks_for_it_and_a_learner_has_not(admin, monkeypatch):
    client = SimpleNamespace(V1VolumeMount=lambda **given: given)
    monkeypatch.setitem(sys.modules, "kubernetes_asyncio", SimpleNamespace(client=client))
    monkeypatch.setitem(sys.modules, "kubernetes_asyncio.client", client)
    config, mounts = SimpleNamespace(KubeSpawner=SimpleNamespace()), []
    exec(LIVE["hub"]["extraConfig"]["live"], {"c": config})
    pod = SimpleNamespace(spec=SimpleNamespace(containers=[SimpleNamespace(volume_mounts=mounts)]))
    hook = config.KubeSpawner.modify_pod_hook
    assert hook(SimpleNamespace(user=SimpleNamespace(admin=admin)), pod) is pod
    whole = {"name": LIVE["singleuser"]["storage"]["extraVolumes"][0]["name"], "mount_path": CLASS, "read_only": True}
    assert mounts == ([whole] if admin else [])
    assert CLASS in grid.USUAL


def test_on_one_machine_work_is_shared_and_stands_where_the_grid_looks_for_it():
    config = SimpleNamespace(Spawner=SimpleNamespace())
    exec(next(line for line in README.splitlines() if line.startswith("c.Spawner.environment")), {"c": config})
    own = config.Spawner.environment.pop("READING_WORK")(SimpleNamespace(user=SimpleNamespace(name="anna")))
    assert config.Spawner.environment == {"READING_SHARED": "1"}
    assert own == f"{grid.USUAL[0]}/anna"
    assert README.count(f" {grid.USUAL[0]}\n") == 2  # it is made, and shared by Samba


def test_a_learner_is_not_asked_for_news_as_in_a_clone():
    name = "apputils-extension/notification.jupyterlab-settings"
    own = json.loads((ROOT / ".jupyter/lab/user-settings/@jupyterlab" / name).read_text(encoding="utf-8"))
    assert VALUES["singleuser"]["extraFiles"]["overrides.json"]["data"] == {
        "@jupyterlab/apputils-extension:notification": own
    }


def test_the_link_opens_a_notebook_that_is_there():
    folder, path = OPTIONS["urlpath"].removeprefix("lab/tree/").split("/", 1)
    assert folder == OPTIONS["targetPath"]
    assert (ROOT / path).is_file()


def test_both_ways_set_the_same():
    assert f"limits.memory {VALUES['singleuser']['memory']['limit']}\n" in README
    assert f"limits.cpu {VALUES['singleuser']['cpu']['limit']}\n" in README
    for file in VALUES["singleuser"]["extraFiles"].values():
        assert json.dumps(file["data"])[1:-1] in README


@pytest.mark.parametrize("row", ON_PAPER, ids=lambda row: row[0])
def test_the_figures_on_paper_follow_from_what_stands_above_them(row):
    learners, memory, machines, processors, seconds, homes = (float(cell.replace(",", "")) for cell in row)
    guarantee = int(VALUES["singleuser"]["memory"]["guarantee"].removesuffix("M")) * 2**20 / 1e9
    assert memory == round(learners * guarantee)
    assert machines == math.ceil(learners / (28 // guarantee))
    assert processors == machines * 8
    assert seconds == round(learners * 8 / processors)
    assert homes == learners * 20 / 1000


def test_there_are_figures_for_a_class_a_school_and_many_schools():
    assert [row[0] for row in ON_PAPER] == ["30", "300", "3,000"]


@pytest.mark.parametrize("notebook", ANSWERED)
def test_the_benchmark_answers_questions_of_the_notebook_that_it_runs(notebook):
    assert {questions.get(id).notebook for id in ANSWERED[notebook]} == {notebook}
