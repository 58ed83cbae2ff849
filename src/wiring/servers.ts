import type { Servers } from "../workspace/ports";
import type { KeyRing } from "./keys";
import type { PixelSource } from "./runModel";

/** Servers as the app needs them. What speaks to them is fetched when it is first asked for. */
export function serversOf(keys: KeyRing, source: PixelSource, pageUrl: string): Servers {
  const remote = () => import("./remoteModels");
  return {
    presets: async () => (await remote()).presets(),
    list: async (address, signal) => (await remote()).namesAt(address, { keys, pageUrl }, signal),
    test: async (address, model, signal) => (await remote()).testModel(address, model, { keys, pageUrl }, signal),
    choose: async (address, model, remember) => (await remote()).chooseModel(address, model, keys, remember),
    bodyOf: async (asked) => (await remote()).bodyByHand(asked, source),
    keyOf: async (baseUrl) => keys.whereKept(await parseTyped(baseUrl)),
    forgetKey: async (baseUrl) => keys.forget(await parseTyped(baseUrl)),
  };
}

/** The address under which a key is kept; what was typed where it is none. */
async function parseTyped(typed: string): Promise<string> {
  const { parseBaseUrl } = await import("../remote");
  const parsed = parseBaseUrl(typed);
  return parsed.ok ? parsed.value : typed;
}
