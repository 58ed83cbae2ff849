import { runInNewContext } from "node:vm";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { must } from "../base";
import { notebookSnippet, PAGE_TYPE, type PageParts, printPage, takeFromPage } from "./page";
import { sealOf } from "./seal";

const pack = Uint8Array.from({ length: 5000 }, (_, i) => (i * 89) % 256);
const parts: PageParts = {
  player: 'const a = "</script><script>alert(1)<!--"; run(a);',
  title: '</title><script>alert("x")</script>',
  language: "en",
  withoutScript: "Allow <scripts> & try",
  view: 'step=s1&through=s"2',
};
const page = async (): Promise<string> => printPage({ pack, seal: await sealOf(pack) }, parts);

describe("a page that carries a trace", () => {
  it("gives back the pack", async () => {
    expect(must(await takeFromPage(await page()))).toEqual({ pack, seal: await sealOf(pack) });
  });

  it("has one script that runs, one block that does not, and no more markup than its own", async () => {
    const text = await page();
    expect(text.match(/<script\b[^>]*>/g)).toEqual([
      `<script type="${PAGE_TYPE}" id="sightline-trace" data-seal="${await sealOf(pack)}" data-view="step=s1&amp;through=s&quot;2">`,
      "<script>",
    ]);
    expect(text.match(/<\/script>/g)).toHaveLength(2);
    expect(text).not.toContain("<!--");
    expect(text).toContain("<title>&lt;/title&gt;&lt;script&gt;");
  });

  it("lets nothing run but the player, by its hash, and reaches nobody", async () => {
    const text = await page();
    const policy = /http-equiv="Content-Security-Policy" content="([^"]*)"/.exec(text)?.[1] ?? "";
    const script = /<script>([\s\S]*?)<\/script>/.exec(text)?.[1] ?? "";
    const digest = await crypto.subtle.digest("SHA-256", new TextEncoder().encode(script));
    expect(policy).toContain(`script-src 'sha256-${Buffer.from(digest).toString("base64")}'`);
    expect(policy).toContain("default-src 'none'");
    expect(policy).not.toContain("connect-src");
  });

  it("is the same in any encoding that has ASCII, and its script means the same", async () => {
    const words = {
      ...parts,
      title: "轨迹 é 😀",
      withoutScript: "请",
      player: 'globalThis.said = "轨迹 é 😀" + `线` + /[轨é]/.test("é");',
    };
    const text = await printPage({ pack, seal: await sealOf(pack) }, words);
    expect([...text].every((letter) => letter < "\x80")).toBe(true);
    const script = /<script>([\s\S]*?)<\/script>/.exec(text)?.[1] ?? "";
    const scope = { said: "" };
    runInNewContext(script, scope);
    expect(scope.said).toBe("轨迹 é 😀线true");
  });

  it("is told from any other page, and refused where it was changed or cut", async () => {
    const text = await page();
    expect(await takeFromPage("<!doctype html><title>A page</title>")).toEqual({ ok: true, value: null });
    expect(await takeFromPage(text.replace("-trace.1+", "-trace.2+"))).toEqual({ ok: false, error: "newer-carrier" });
    expect(await takeFromPage(text.slice(0, text.indexOf(">", text.indexOf(PAGE_TYPE)) + 2000))).toEqual({
      ok: false,
      error: "carrier-cut",
    });
    const at = text.indexOf(">", text.indexOf(PAGE_TYPE)) + 100;
    const letter = text[at] === "A" ? "B" : "A";
    expect(await takeFromPage(`${text.slice(0, at)}${letter}${text.slice(at + 1)}`)).toEqual({
      ok: false,
      error: "carrier-altered",
    });
  });

  it("survives an editor that breaks long lines", async () => {
    const text = await page();
    const begin = text.indexOf(">", text.indexOf(PAGE_TYPE)) + 1;
    const end = text.indexOf("</script>", begin);
    const broken = text.slice(begin, end).replace(/(.{76})/g, "$1\r\n");
    expect(must(await takeFromPage(text.slice(0, begin) + broken + text.slice(end)))?.pack).toEqual(pack);
  });

  it("comes whole out of the frame of a notebook", async () => {
    const text = await page();
    const snippet = notebookSnippet(text);
    expect(snippet.match(/"/g)).toHaveLength(6);
    const source = /srcdoc="([^"]*)"/.exec(snippet)?.[1] ?? "";
    const signs: Readonly<Record<string, string>> = { amp: "&", lt: "<", gt: ">", quot: '"', "#39": "'" };
    const back = source.replace(/&(amp|lt|gt|quot|#39);/g, (_, name: string) => signs[name] ?? "");
    expect(back).toBe(text);
    expect(must(await takeFromPage(back))?.pack).toEqual(pack);
  });

  it("never throws, whatever text is given", async () => {
    const text = await page();
    await fc.assert(
      fc.asyncProperty(fc.nat(text.length), fc.nat(400), fc.string(), async (at, length, words) => {
        const taken = await takeFromPage(text.slice(0, at) + words + text.slice(at + length));
        if (taken.ok && taken.value) expect(await sealOf(taken.value.pack)).toBe(taken.value.seal);
      }),
    );
  });
});
