import { describe, expect, it } from "vitest";
import { createKeyRing } from "./keys";

const AT = "https://example.org/v1";

function memoryStorage() {
  const settings = new Map<string, unknown>();
  return {
    settings,
    written: () => JSON.stringify([...settings]),
    setting: async (name: string) => settings.get(name),
    setSetting: async (name: string, value: unknown) => void settings.set(name, value),
  };
}

describe("a key", () => {
  it("is written down nowhere unless that is asked for", async () => {
    const storage = memoryStorage();
    const keys = createKeyRing(storage);
    await keys.put(AT, "sk-secret", false);
    expect(await keys.keyFor(AT)).toBe("sk-secret");
    expect(await keys.whereKept(AT)).toBe("for-now");
    expect(storage.settings.size).toBe(0);
    expect(await createKeyRing(storage).keyFor(AT)).toBe("");
  });

  it("is there again on this machine where it is asked for", async () => {
    const storage = memoryStorage();
    await createKeyRing(storage).put(AT, "sk-secret", true);
    const keys = createKeyRing(storage);
    expect(await keys.keyFor(AT)).toBe("sk-secret");
    expect(await keys.whereKept(AT)).toBe("on-this-machine");
    expect(await keys.keyFor("https://other.org/v1")).toBe("");
  });

  it("goes from this machine when it is given again without that, and when it is forgotten", async () => {
    const storage = memoryStorage();
    const keys = createKeyRing(storage);
    await keys.put(AT, "sk-secret", true);
    await keys.put(AT, "sk-secret", false);
    expect(storage.written()).not.toContain("sk-secret");
    await keys.put(AT, "sk-secret", true);
    await keys.forget(AT);
    expect(storage.written()).not.toContain("sk-secret");
    expect(await keys.keyFor(AT)).toBe("");
  });

  it("is in no setting but its own", async () => {
    const storage = memoryStorage();
    await createKeyRing(storage).put(AT, "sk-secret", true);
    expect([...storage.settings.keys()]).toEqual(["server-keys"]);
  });
});
