"""Holds an export to a running Label Studio: imports it, reads it back and compares.

    npm run export -- TRACES… --to label-studio --out DIR
    LABEL_STUDIO_LOCAL_FILES_SERVING_ENABLED=true LABEL_STUDIO_LOCAL_FILES_DOCUMENT_ROOT=DIR \\
        LABEL_STUDIO_ENABLE_LEGACY_API_TOKEN=true label-studio start --username … --password … --user-token TOKEN
    python training/exports_label_studio.py DIR --server http://localhost:8080 --token TOKEN

Seen with label-studio 1.23.2. The server makes a project of each of the two; they stay there to be looked at.
"""

from __future__ import annotations

import argparse
import io
import json
import sys
import urllib.request
import zipfile
from pathlib import Path
from typing import Any


class Server:
    def __init__(self, address: str, token: str) -> None:
        self.address = address.rstrip("/")
        self.token = token

    def bytes_of(self, path: str, body: object = None) -> bytes:
        data = None if body is None else json.dumps(body).encode()
        headers = {"Authorization": f"Token {self.token}", "Content-Type": "application/json"}
        with urllib.request.urlopen(urllib.request.Request(self.address + path, data, headers)) as response:
            return response.read()

    def ask(self, path: str, body: object = None) -> Any:
        return json.loads(self.bytes_of(path, body))


def results_of(said: list[dict[str, Any]]) -> list[str]:
    """What was said, in an order of its own; the server adds where each result came from."""
    without = [[{k: v for k, v in one.items() if k != "origin"} for one in each["result"]] for each in said]
    scores = [(each.get("model_version"), each.get("score")) for each in said]
    return sorted(json.dumps([*pair], sort_keys=True) for pair in zip(without, scores, strict=True))


def check_project(server: Server, folder: Path, name: str) -> str:
    config = (folder / name / "config.xml").read_text(encoding="utf-8")
    tasks = json.loads((folder / name / "tasks.json").read_text(encoding="utf-8"))
    project = server.ask("/api/projects", {"title": f"{folder.name} {name}", "label_config": config})["id"]
    storage = {"project": project, "path": str((folder / "images").resolve()), "use_blob_urls": True, "title": "images"}
    server.ask("/api/storages/localfiles", storage)
    server.ask(f"/api/projects/{project}/import", tasks)
    back = server.ask(f"/api/projects/{project}/export?exportType=JSON&download_all_tasks=true")
    kept = {json.dumps(task["data"], sort_keys=True): task for task in back}
    assert len(kept) == len(tasks), (len(kept), len(tasks))
    for task in tasks:
        found = kept[json.dumps(task["data"], sort_keys=True)]
        predictions = server.ask(f"/api/predictions?task={found['id']}")
        assert results_of(predictions) == results_of(task["predictions"]), task["data"]
        ours, theirs = ([{"result": one["result"]} for one in each["annotations"]] for each in (task, found))
        assert results_of(theirs) == results_of(ours), task["data"]
        address = task["data"].get("image")
        if address is not None:
            assert server.bytes_of(address) == (folder / address.split("?d=")[1]).read_bytes(), address
    return f"{len(tasks)} {name}{boxes_as_coco(server, project) if name == 'pictures' else ''}"


def boxes_as_coco(server: Server, project: int) -> str:
    packed = server.bytes_of(f"/api/projects/{project}/export?exportType=COCO")
    with zipfile.ZipFile(io.BytesIO(packed)) as archive:
        made = json.loads(archive.read("result.json"))
    return f" ({len(made['annotations'])} boxes as COCO)"


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--server", default="http://localhost:8080")
    parser.add_argument("--token", required=True)
    given = parser.parse_args()
    server = Server(given.server, given.token)
    told = [check_project(server, given.folder.resolve(), name) for name in ("pictures", "steps")]
    print(f"label-studio {server.ask('/api/version')['release']}: {', '.join(told)} came back as they were")
    return 0


if __name__ == "__main__":
    sys.exit(main())
