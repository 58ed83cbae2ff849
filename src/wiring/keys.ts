import * as z from "zod/mini";
import type { TraceStorage } from "../workspace/ports";

/** Keys of servers by base URL: for as long as the page lives, and on this machine only where a person asked for it. */
export interface KeyRing {
  keyFor(baseUrl: string): Promise<string>;
  whereKept(baseUrl: string): Promise<"none" | "for-now" | "on-this-machine">;
  put(baseUrl: string, key: string, remember: boolean): Promise<void>;
  forget(baseUrl: string): Promise<void>;
}

// A record of its own, beside the settings of the view, so that nothing which shows or gives those away has a key in it.
const SETTING = "server-keys";

const record = z.record(z.string(), z.string());

export function createKeyRing(storage: Pick<TraceStorage, "setting" | "setSetting">): KeyRing {
  const now = new Map<string, string>();

  const kept = async (): Promise<Readonly<Record<string, string>>> => {
    const parsed = record.safeParse(await storage.setting(SETTING).catch(() => null));
    return parsed.success ? parsed.data : {};
  };

  const keep = async (baseUrl: string, key: string | null): Promise<void> => {
    const { [baseUrl]: before, ...others } = await kept();
    if (key === null && before === undefined) return;
    await storage.setSetting(SETTING, key === null ? others : { ...others, [baseUrl]: key });
  };

  return {
    keyFor: async (baseUrl) => now.get(baseUrl) ?? (await kept())[baseUrl] ?? "",
    async whereKept(baseUrl) {
      if ((await kept())[baseUrl] !== undefined) return "on-this-machine";
      return now.has(baseUrl) ? "for-now" : "none";
    },
    async put(baseUrl, key, remember) {
      now.set(baseUrl, key);
      await keep(baseUrl, remember ? key : null);
    },
    async forget(baseUrl) {
      now.delete(baseUrl);
      await keep(baseUrl, null);
    },
  };
}
