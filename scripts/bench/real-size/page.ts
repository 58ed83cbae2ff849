// The page in which the two are compared. One of them is loaded in it, never both: memory is counted by process.
import { createOurs, type OurOwn } from "./ours";
import { createPeer } from "./peer";
import type { LoadAsked, Loaded, Side, Written } from "./sides";

export type SideName = "ours" | "peer";

declare global {
  interface Window {
    bench: {
      load(side: SideName, asked: LoadAsked): Promise<Loaded>;
      write(picture: number, tokens: number): Promise<Written>;
      /** What only ours can do. */
      own<K extends keyof OurOwn>(name: K): Promise<OurOwn[K]>;
    };
  }
}

const ours = createOurs();
let loaded: Side | null = null;

const current = (): Side => {
  if (loaded === null) throw new Error("Nothing is loaded");
  return loaded;
};

window.bench = {
  load(side, asked) {
    loaded = side === "ours" ? ours : createPeer();
    return loaded.load(asked);
  },
  write: (picture, tokens) => current().write(picture, tokens),
  own: (name) => ours.own(name),
};
