import { createHash } from "node:crypto";
import { describe, expect, it } from "vitest";
import type { Built } from "./built";
import { createKeeper, type Kept, partOf } from "./keeper";
import { pageFor, sharedIn } from "./shared";

const hash = (text: string): string => createHash("sha256").update(text).digest("hex");

const builtOf = (files: Record<string, string>, first: readonly string[] = Object.keys(files)): Built => ({
  files: Object.fromEntries(Object.entries(files).map(([path, text]) => [path, hash(text)])),
  first,
});

/** A cache in memory, as a browser has one on disk. */
function memory(): Kept & { readonly held: Map<string, Response> } {
  const held = new Map<string, Response>();
  return {
    held,
    get: async (key) => held.get(key)?.clone(),
    put: async (key, response) => void held.set(key, response),
    keys: async () => [...held.keys()],
    delete: async (key) => void held.delete(key),
  };
}

const site = (files: Record<string, string>) => {
  const asked: string[] = [];
  const fetchFresh = async (path: string): Promise<Response> => {
    asked.push(path);
    const text = files[path];
    return text === undefined
      ? new Response("no", { status: 404 })
      : new Response(text, { headers: { "x-was": path } });
  };
  return { asked, fetchFresh };
};

const textAt = async (keeper: ReturnType<typeof createKeeper>, path: string) => (await keeper.find(path))?.text();

const OLD = { "index.html": "old page", "assets/a-1.js": "part a", "assets/b-1.js": "part b" };
const NEW = { "index.html": "new page", "assets/a-1.js": "part a", "assets/b-2.js": "other part b" };

describe("what is kept of the page", () => {
  it("is all of the first files, with the page under no name as well", async () => {
    const kept = memory();
    const keeper = createKeeper({ built: builtOf(OLD), kept, fetchFresh: site(OLD).fetchFresh });
    await keeper.install();
    expect(await textAt(keeper, "")).toBe("old page");
    expect(await textAt(keeper, "assets/b-1.js")).toBe("part b");
    expect((await keeper.find("index.html"))?.headers.get("x-was")).toBe("index.html");
    expect(await keeper.find("elsewhere")).toBeNull();
    expect(await keeper.find("constructor")).toBeNull();
  });

  it("is nothing that is not what was built", async () => {
    const kept = memory();
    const keeper = createKeeper({ built: builtOf(OLD), kept, fetchFresh: site(NEW).fetchFresh });
    await expect(keeper.install()).rejects.toThrow("Not what was built: ");
    await keeper.keep("assets/b-1.js", new Response("a login page"));
    await keeper.keep("assets/b-1.js", new Response("part", { status: 206 }));
    await keeper.keep("not/built", new Response("x"));
    expect(await keeper.find("assets/b-1.js")).toBeNull();
    expect([...kept.held.keys()].some((key) => key.startsWith("not"))).toBe(false);
  });

  it("is kept when it is first used, where it is not among the first", async () => {
    const keeper = createKeeper({
      built: builtOf({ m: "weights" }, []),
      kept: memory(),
      fetchFresh: site({}).fetchFresh,
    });
    await keeper.install();
    expect(await keeper.find("m")).toBeNull();
    await keeper.keep("m", new Response("weights"));
    expect(await textAt(keeper, "m")).toBe("weights");
  });

  it("is asked for again by the next build only where it is another", async () => {
    const kept = memory();
    await createKeeper({ built: builtOf(OLD), kept, fetchFresh: site(OLD).fetchFresh }).install();
    const next = site(NEW);
    await createKeeper({ built: builtOf(NEW), kept, fetchFresh: next.fetchFresh }).install();
    expect(next.asked.toSorted()).toEqual(["assets/b-2.js", "index.html"]);
  });

  it("is the old page until the new one takes over, and its parts as long as it may be open", async () => {
    const kept = memory();
    const [first, second, third] = [OLD, NEW, { "index.html": "third page" }].map((files) =>
      createKeeper({ built: builtOf(files), kept, fetchFresh: site(files).fetchFresh }),
    );
    if (!first || !second || !third) throw new Error("There are three");
    await first.install();
    await first.activate();
    await second.install();
    expect(await textAt(first, "")).toBe("old page");
    await second.activate();
    expect(await textAt(second, "")).toBe("new page");
    expect(await textAt(second, "assets/b-1.js")).toBe("part b");
    await third.install();
    await third.activate();
    expect(await textAt(third, "assets/b-1.js")).toBeUndefined();
    expect(await textAt(third, "assets/b-2.js")).toBe("other part b");
  });
});

describe("a range of a file that is kept whole", () => {
  const whole = () => new Response("0123456789", { headers: { "content-type": "text/plain" } });

  it.each([
    ["bytes=2-4", 206, "234", "bytes 2-4/10"],
    ["bytes=7-", 206, "789", "bytes 7-9/10"],
    ["bytes=7-99", 206, "789", "bytes 7-9/10"],
    ["bytes=-3", 200, "0123456789", null],
    [null, 200, "0123456789", null],
    ["bytes=10-", 416, "", null],
  ])("%s", async (range, status, text, told) => {
    const part = await partOf(whole(), range);
    expect([part.status, await part.text(), part.headers.get("content-range")]).toEqual([status, text, told]);
  });
});

describe("what was shared", () => {
  const form = (entries: readonly (readonly [string, string | File])[]): FormData => {
    const data = new FormData();
    for (const [name, value] of entries) data.append(name, value);
    return data;
  };
  const trace = new File(["{}"], "trace.json");

  it("is files, else an address among its words, else the page alone", () => {
    expect(
      sharedIn(
        form([
          ["files", trace],
          ["text", "see"],
        ]),
      ).files,
    ).toHaveLength(1);
    const said = sharedIn(form([["text", "look at https://there.example/a.zip?b=1"]]));
    expect(said).toEqual({ files: [], address: "https://there.example/a.zip?b=1" });
    expect(pageFor([trace], null)).toBe("./?shared");
    expect(pageFor([], said.address)).toBe("./?src=https%3A%2F%2Fthere.example%2Fa.zip%3Fb%3D1");
    expect(pageFor([], sharedIn(form([["text", "javascript:alert(1)"]])).address)).toBe("./");
  });
});
