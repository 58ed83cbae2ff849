import { expect, it } from "vitest";
import { err } from "../base";
import { sortFiles } from "./files";

it("tells logs from what lies beside them by their names", async () => {
  const paths = [
    "a/run.jsonl",
    "a/events.out.tfevents.1700000000.host.1.0",
    "a/model.bin",
    "a/events.txt.bak",
    "a/0.png",
  ];
  const files = paths.map((path) => ({ path, file: new File(["x"], path.split("/").at(-1) ?? "") }));
  const { logs, pictures, unread } = await sortFiles(files, async () => err("not-a-zip"));
  expect(logs.map(({ name }) => name)).toEqual(paths.slice(0, 2));
  expect([...pictures.keys()]).toEqual(["a/0.png"]);
  expect(unread.map(({ place, code }) => [place, code])).toEqual([
    ["a/model.bin", "not-a-log"],
    ["a/events.txt.bak", "not-a-log"],
  ]);
});
