import { describe, expect, it } from "vitest";
import { givenByDrop, givenByPaste } from "./given";
import { parseAddress } from "./openAddress";

describe("what was dropped", () => {
  const entry = (fullPath: string, inside: readonly object[] | null) => ({
    fullPath,
    isDirectory: inside !== null,
    isFile: inside === null,
    file: (take: (file: File) => void) => take(new File(["x"], fullPath)),
    createReader: () => {
      const pages = [inside ?? [], []];
      return { readEntries: (take: (some: unknown) => void) => take(pages.shift()) };
    },
  });

  it("is walked through, folders and all", async () => {
    const folder = entry("/runs", [
      entry("/runs/b.jsonl", null),
      entry("/runs/deep", [entry("/runs/deep/a.png", null)]),
    ]);
    // A browser makes these out of a gesture only; the walk asks them for nothing else.
    const transfer = { items: [{ webkitGetAsEntry: () => folder }], files: [] } as unknown as DataTransfer;
    expect((await givenByDrop(transfer)).map(({ path }) => path)).toEqual(["runs/b.jsonl", "runs/deep/a.png"]);
  });
});

describe("what was pasted", () => {
  it.each([
    ['{"messages": []}', "pasted.json"],
    ['[\n  {"role": "user"}\n]', "pasted.json"],
    ["<think>t</think>", "pasted.txt"],
    ["THOUGHT 0: look", "pasted.txt"],
  ])("%s is a log", (text, path) => {
    expect(givenByPaste(text)?.path).toBe(path);
  });

  it.each(["How many cats are there?", "{x}", "[1] a footnote", "< 5", ""])("%s is none", (text) => {
    expect(givenByPaste(text)).toBeNull();
  });
});

describe("an address", () => {
  it.each([
    ["runs/a.jsonl", "https://here.example/app/runs/a.jsonl"],
    ["https://there.example/a.zip", "https://there.example/a.zip"],
    ["//there.example/a.zip", "https://there.example/a.zip"],
  ])("%s is followed", (text, href) => {
    const url = parseAddress(text, "https://here.example/app/");
    expect(url.ok && url.value.href).toBe(href);
  });

  it.each([
    "javascript:alert(1)",
    "data:text/plain,x",
    "file:///etc/passwd",
    "blob:https://here.example/1",
    "http://",
    "https://me:secret@there.example/",
  ])("%s is not", (text) => {
    expect(parseAddress(text, "https://here.example/app/")).toMatchObject({
      ok: false,
      error: { code: "bad-address" },
    });
  });
});
