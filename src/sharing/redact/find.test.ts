import { describe, expect, it } from "vitest";
import { findIn, masked } from "./find";
import type { MaskedKind } from "./kinds";

const found = (text: string, kind: MaskedKind): readonly string[] =>
  findIn(text, [kind]).map(({ from, to }) => text.slice(from, to));

describe("what is found in words", () => {
  it.each([
    ["/home/ada/data/run.jsonl"],
    ["/Users/Ada Lovelace/Desktop/shot.png"],
    ["/mnt/nas/team/labels.csv"],
    ["~/projects/secret/a.txt"],
    ["~/notes.md"],
    ["C:\\Users\\ada\\Pictures\\cat.png"],
    ["C:\\\\Users\\\\ada\\\\cat.png"],
    ["D:/data/images/1.jpg"],
    ["\\\\server\\share\\team\\x.png"],
    ["file:///home/ada/x.html"],
    ["s3://bucket/key/one.png"],
    ["gs://bucket/one.png"],
    ["\\/home\\/ada\\/x.json"],
    ["/数据/项目/图.png"],
  ])("a path: %s", (path) => {
    for (const text of [path, `look at ${path} now`, `"${path}"`, `(${path})`, `path=${path}`])
      expect(found(text, "paths").join()).toContain(path);
  });

  it.each([
    ["and/or"],
    ["1/2 or 3/4"],
    ["<think>yes</think><answer>no</answer>"],
    ["https://example.org/a/b"],
    ["either / or"],
    ["12:30"],
    ["km/h, m/s"],
    ["x < y / z"],
  ])("no path: %s", (text) => expect(found(text, "paths")).toEqual([]));

  it.each([
    ["ada@example.org"],
    ["ada.lovelace+test@mail.example.co.uk"],
    ["o'neil@example.com"],
    ["阿达@例子.中国"],
    ["ada＠example.org"],
  ])("an e-mail address: %s", (address) => {
    for (const text of [address, `<${address}>`, `ask ${address}.`, `mailto:${address}`])
      expect(found(text, "emails")).toContain(address);
  });

  it("no e-mail address in handles, decorators and prices", () => {
    for (const text of ["@ada", "a @ b", "@torch.no_grad()", "mAP@0.5", "top@5"])
      expect(found(text, "emails")).toEqual([]);
  });

  // Made up: none was ever a key.
  it.each([
    ["sk-proj-abcdefghijklmnop1234"],
    ["sk-ant-api03-abcdefghijklmnop1234"],
    ["hf_abcdefghijklmnopqrstuvwx"],
    ["ghp_abcdefghijklmnopqrstuvwxyz0123456789"],
    ["github_pat_11ABCDEFG0123456789_abc"],
    ["glpat-abcdefghijklmnopqrst"],
    ["AKIAABCDEFGHIJKLMNOP"],
    ["AIzaSyABCDEFGHIJKLMNOPQRSTUVWXYZ0123456"],
    ["xoxb-123456789012-abcdefghijkl"],
    ["eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxMjM0In0.c2lnbmF0dXJl"],
    ["Bearer abcdef0123456789"],
    ["-----BEGIN RSA PRIVATE KEY-----\nMIIEpAIB\n-----END RSA PRIVATE KEY-----"],
    ["ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIJabcdefghijkl"],
    ["OPENAI_API_KEY=abcdef123456"],
    ['"password": "hunter22"'],
    ["client_secret: s3cr3tvalue"],
    ["密码：abc12345"],
  ])("a key: %s", (key) => {
    const text = `use ${key} here`;
    expect(found(text, "keys").join()).toContain(key.replace(/^["']/, "").replace(/"$/, ""));
  });

  it("the password in an address", () => {
    expect(found("https://ada:hunter22@example.org/x", "keys")).toContain("ada:hunter22");
  });

  it("no key in plain words", () => {
    for (const text of ["the key is red", "sk-8", "a token of love", "task-force-of-many-people", "secretary: Ada"])
      expect(found(text, "keys")).toEqual([]);
  });

  it("an address: of the web, of a machine, by its numbers", () => {
    for (const address of ["https://example.org/x?y=1", "10.0.0.12:8000", "localhost:8000", "node7.cluster.local"])
      expect(found(`at ${address} there`, "addresses").join()).toContain(address);
    expect(found("version 1.2.3, box 10, 20, 30, 40", "addresses")).toEqual([]);
  });

  it("takes no long time on any long text", () => {
    const hostile = [
      "a",
      "/a",
      "/",
      "\\",
      "a@",
      "eyJ",
      "sk-",
      "/a b",
      "a.",
      "://",
      "-----BEGIN ",
      "C:\\a ",
      "key=",
      "@a.",
    ];
    for (const shred of hostile) {
      const text = shred.repeat(200_000 / shred.length);
      const start = process.cpuUsage();
      findIn(text);
      expect([shred, process.cpuUsage(start).user / 1000 < 5000]).toEqual([shred, true]);
    }
  });

  it("masks in place", () => {
    const text = "ask ada@example.org";
    expect(masked(text, findIn(text, ["emails"]))).toBe("ask •••••••••••••••");
    expect(
      masked("abcdef", [
        { from: 0, to: 3 },
        { from: 2, to: 5 },
      ]),
    ).toBe("•••••f");
  });
});
