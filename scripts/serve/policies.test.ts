import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { CONTENT_POLICY } from "./contentPolicy";

const sandbox = readFileSync(join(import.meta.dirname, "../../public/sandbox.html"), "utf8");
const policyOf = (html: string): string =>
  /http-equiv="Content-Security-Policy"\s+content="([^"]*)"/.exec(html)?.[1] ?? "";

describe("the policy of the page", () => {
  it("lets no script in but from its own files", () => {
    const scripts = CONTENT_POLICY.split("; ").find((part) => part.startsWith("script-src")) ?? "";
    expect(scripts.split(" ").slice(1)).toEqual(["'self'", "'wasm-unsafe-eval'"]);
    expect(CONTENT_POLICY).toContain("default-src 'none'");
  });
});

describe("the policy of the frame that programs run in", () => {
  it("knows the one script of the frame by its hash", () => {
    const script = /<script>([\s\S]*?)<\/script>/.exec(sandbox)?.[1] ?? "";
    const hash = createHash("sha256").update(script).digest("base64");
    expect(policyOf(sandbox)).toContain(`'sha256-${hash}'`);
  });

  it("fetches nothing from anywhere", () => {
    // Styles of a page that is drawn; what they would fetch, they do not get.
    const policy = policyOf(sandbox).replace("; style-src 'unsafe-inline'", "");
    expect(policy).not.toMatch(/connect-src|'self'|https?:|'unsafe-|\*/);
    expect(policyOf(sandbox)).toContain("default-src 'none'");
  });
});
