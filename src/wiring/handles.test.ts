import { describe, expect, it } from "vitest";
import { filesOfHandles } from "./handles";

// Handles come from a browser only, and only out of a gesture; these say what those say.
const file = (name: string, allowed: PermissionState = "granted") => ({
  kind: "file",
  name,
  getFile: async () => new File(["x"], name),
  queryPermission: async () => "prompt",
  requestPermission: async () => allowed,
});
const folder = (name: string, inside: readonly { readonly name: string }[]) => ({
  kind: "directory",
  name,
  entries: async function* () {
    for (const one of inside) yield [one.name, one];
  },
});

const opened = async (...handles: readonly object[]) =>
  // A test has no browser that would make real ones.
  (await filesOfHandles(handles as unknown as readonly FileSystemHandle[]))?.map(({ path, handle }) => [
    path,
    handle?.name,
  ]) ?? null;

describe("files behind handles that were kept", () => {
  it("are those that were given, folders walked through, each with the handle that leads to it", async () => {
    const runs = folder("runs", [file("b.jsonl"), folder("pictures", [file("1.jpg")])]);
    expect(await opened(runs, file("a.jsonl"))).toEqual([
      ["a.jsonl", "a.jsonl"],
      ["runs/b.jsonl", "runs"],
      ["runs/pictures/1.jpg", "runs"],
    ]);
  });

  it("are none where the person does not allow it, and where one is gone", async () => {
    expect(await opened(file("a.jsonl"), file("b.jsonl", "denied"))).toBeNull();
    const gone = { ...file("a.jsonl"), getFile: () => Promise.reject(new DOMException("", "NotFoundError")) };
    expect(await opened(gone)).toBeNull();
  });
});
