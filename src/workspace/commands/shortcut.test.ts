import { describe, expect, it } from "vitest";
import { matches, parseShortcut, printShortcut } from "./shortcut";

const press = (key: string, held: { ctrl?: boolean; shift?: boolean; alt?: boolean; code?: string } = {}) => ({
  key,
  code: held.code ?? "",
  ctrlKey: held.ctrl ?? false,
  metaKey: false,
  shiftKey: held.shift ?? false,
  altKey: held.alt ?? false,
});

describe("shortcuts", () => {
  it("tells Run from N siblings by Shift", () => {
    const run = parseShortcut("Mod+Enter");
    expect(matches(press("Enter", { ctrl: true }), run)).toBe(true);
    expect(matches(press("Enter", { ctrl: true, shift: true }), run)).toBe(false);
  });

  it("finds signs whether or not the keyboard puts them behind Shift", () => {
    expect(matches(press("?", { shift: true }), parseShortcut("?"))).toBe(true);
    expect(matches(press("?"), parseShortcut("?"))).toBe(true);
  });

  it("takes a letter in either case but heeds Shift", () => {
    expect(matches(press("Z", { ctrl: true, shift: true }), parseShortcut("Mod+Shift+z"))).toBe(true);
    expect(matches(press("z", { ctrl: true }), parseShortcut("Mod+Shift+z"))).toBe(false);
  });

  it("finds digits by their place where Shift makes signs of them", () => {
    expect(matches(press("!", { shift: true, code: "Digit1" }), parseShortcut("Shift+1"))).toBe(true);
    expect(matches(press("1", { code: "Digit1" }), parseShortcut("Shift+1"))).toBe(false);
  });

  it("takes the plus sign for a key of its own", () => {
    expect(printShortcut(parseShortcut("+"), false)).toBe("+");
    expect(matches(press("+", { ctrl: true, shift: true }), parseShortcut("Mod++"))).toBe(true);
  });

  it("prints the caps of the platform", () => {
    expect(printShortcut(parseShortcut("Mod+Shift+Enter"), false)).toBe("Ctrl+Shift+Enter");
    expect(printShortcut(parseShortcut("Mod+k"), true)).toBe("⌘K");
    expect(printShortcut(parseShortcut("ArrowLeft"), false)).toBe("←");
  });
});
