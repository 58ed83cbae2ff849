import type { InferenceSession } from "onnxruntime-web";
import type { Engine } from "../../src/engine";
import { createLocalEngine } from "../../src/engine/node";

/** What the networks of an engine have computed: the same on every machine, where time is not. */
export interface Computed {
  /** Runs of the language network, over however many tokens and sequences. */
  readonly passes: number;
  /** That went through it, over all sequences. */
  readonly tokens: number;
  /** Tiles that the vision encoder read. */
  readonly tiles: number;
}

/** The engine on the CPU in this very thread, with a count of what it computes from now on. */
export function createCountedEngine(): { readonly engine: Engine; readonly computed: () => Computed } {
  const counts = { passes: 0, tokens: 0, tiles: 0 };
  const engine = createLocalEngine({
    async loadRuntime() {
      const runtime = await import("onnxruntime-web");
      const sessions = new Proxy(runtime.InferenceSession, {
        get: (target, name) =>
          name === "create"
            ? async (...args: readonly unknown[]) => counted(await Reflect.apply(target.create, target, args), counts)
            : Reflect.get(target, name),
      });
      return { InferenceSession: sessions, Tensor: runtime.Tensor, env: runtime.env };
    },
  });
  return { engine, computed: () => ({ ...counts }) };
}

function counted(session: InferenceSession, counts: { passes: number; tokens: number; tiles: number }) {
  const run = session.run.bind(session);
  session.run = (feeds: InferenceSession.FeedsType, ...rest: readonly unknown[]) => {
    const sizeOf = (name: string): readonly number[] => {
      const fed = feeds[name];
      return fed && "dims" in fed ? fed.dims : [];
    };
    const [sequences = 0, tokens = 0] = sizeOf("inputs_embeds");
    if (sequences > 0) counts.passes++;
    counts.tokens += sequences * tokens;
    const [pictures = 0, tiles = 0] = sizeOf("pixel_values");
    counts.tiles += pictures * tiles;
    return Reflect.apply(run, session, [feeds, ...rest]);
  };
  return session;
}

/** What was computed between two counts. */
export const computedSince = (before: Computed, now: Computed): Computed => ({
  passes: now.passes - before.passes,
  tokens: now.tokens - before.tokens,
  tiles: now.tiles - before.tiles,
});
