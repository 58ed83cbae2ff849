import { describe, expect, it } from "vitest";
import { isMixedContent, parseBaseUrl } from "./address";

describe("a base URL", () => {
  it.each([
    ["http://localhost:8000", "http://localhost:8000/v1"],
    ["localhost:8000/", "http://localhost:8000/v1"],
    [" https://api.example.org/v1/ ", "https://api.example.org/v1"],
    ["https://example.org/v1/chat/completions", "https://example.org/v1"],
    ["https://example.org/team/openai/v1/models", "https://example.org/team/openai/v1"],
    ["https://example.org/v1?key=secret#x", "https://example.org/v1"],
  ])("is read from %s", (typed, expected) => {
    expect(parseBaseUrl(typed)).toEqual({ ok: true, value: expected });
  });

  it.each(["", "   ", "ftp://example.org", "http://", "http://me:secret@example.org", "javascript:alert(1)"])(
    "is not %s",
    (typed) => {
      expect(parseBaseUrl(typed)).toEqual({ ok: false, error: "server-bad-address" });
    },
  );

  it("over plain http is out of reach of a page over https, unless it is on this machine", () => {
    expect(isMixedContent("http://example.org/v1", "https://page.org/")).toBe(true);
    expect(isMixedContent("http://127.0.0.1:8000/v1", "https://page.org/")).toBe(false);
    expect(isMixedContent("http://localhost:8000/v1", "https://page.org/")).toBe(false);
    expect(isMixedContent("http://example.org/v1", "http://page.org/")).toBe(false);
    expect(isMixedContent("http://example.org/v1", null)).toBe(false);
  });
});
