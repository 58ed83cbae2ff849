import { describe, expect, it } from "vitest";
import { COMMANDS } from "./commands";

describe("commands", () => {
  it("gives no key to two commands", () => {
    const keys = COMMANDS.flatMap((command) => command.keys);
    expect(keys.filter((key, index) => keys.indexOf(key) !== index)).toEqual([]);
  });

  it("leaves the browser its own keys", () => {
    const keys = COMMANDS.flatMap((command) => command.keys);
    for (const taken of ["Mod+w", "Mod+t", "Mod+n", "Mod+Tab", "Mod+r"]) expect(keys).not.toContain(taken);
  });
});
