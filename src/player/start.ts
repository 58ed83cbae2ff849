import { make } from "./dom";
import { type Given, type Loaded, load } from "./load";
import { Player } from "./player";
import { printMessage } from "./protocol";
import { EN, type PlayerWords, ZH } from "./words";

/** The id of the block that a page carries its trace in: see `src/sharing/page.ts`. */
const BLOCK = "sightline-trace";

/** Plays in `document.body` what the page carries, or what its address names. `style` is the player's CSS. */
export async function startPlayer(style: string): Promise<void> {
  document.head.append(make("style", {}, style));
  const fields = new URLSearchParams(location.hash.slice(1));
  const words = wordsFor(fields.get("lang"));
  const root = document.documentElement;
  root.lang = words.htmlLanguage;
  const theme = followTheme(root, fields.get("theme") ?? root.dataset.theme ?? null);
  const status = make("p", { class: "status", role: "status" }, words.loading);
  const main = make("main", { class: "player", "aria-label": words.label }, status);
  document.body.append(main);
  const host = hostOf(fields.get("host"));
  const loaded = await load(given());
  if (loaded.ok) play(main, loaded.value, { words, host, theme, playing: fields.has("play") });
  else {
    status.textContent = words.failures[loaded.error] ?? words.failed(loaded.error);
    status.setAttribute("role", "alert");
    host.tell(printMessage({ event: "failed", code: loaded.error }));
  }
  // Another trace or another place in the address of this page: nothing of the old one is worth keeping.
  addEventListener("hashchange", () => location.reload());
}

/** The page that embeds the player. */
export interface Host {
  /** Null accepts any page that embeds the player. */
  readonly origin: string | null;
  tell(message: object): void;
}

function hostOf(origin: string | null): Host {
  const isEmbedded = window.parent !== window;
  return {
    origin,
    tell: (message) => {
      if (isEmbedded) window.parent.postMessage(message, origin ?? "*");
    },
  };
}

interface Surroundings {
  readonly words: PlayerWords;
  readonly host: Host;
  readonly theme: { onChange(listener: () => void): void };
  readonly playing: boolean;
}

function play(main: HTMLElement, loaded: Loaded, { words, host, theme, playing }: Surroundings): void {
  const player = new Player(main, loaded, words, (event) => host.tell(printMessage(event)));
  theme.onChange(() => player.repaint());
  addEventListener("message", ({ source, origin, data }: MessageEvent<unknown>) => {
    const isHost = source === window.parent && source !== window && (host.origin === null || host.origin === origin);
    if (isHost) player.obey(data);
  });
  if (playing) player.setPlaying(true);
}

function given(): Given {
  const block = document.getElementById(BLOCK);
  const { seal = "", view = "" } = block?.dataset ?? {};
  return { block: block && { text: block.textContent ?? "", seal, view }, href: location.href };
}

/** As the link says, as the page was written, or as the reader's browser asks. */
function wordsFor(asked: string | null): PlayerWords {
  // A page that carries a trace was written in a language; the player's own page only has to name one.
  const { lang, dataset } = document.documentElement;
  const language = asked ?? (lang === "" || dataset.language ? navigator.language : lang);
  return language.toLowerCase().startsWith("zh") ? ZH : EN;
}

function followTheme(root: HTMLElement, asked: string | null): Surroundings["theme"] {
  const dark = matchMedia("(prefers-color-scheme: dark)");
  const listeners: (() => void)[] = [];
  const isFixed = asked === "light" || asked === "dark";
  const put = (): void => {
    root.dataset.theme = isFixed ? asked : dark.matches ? "dark" : "light";
    for (const listener of listeners) listener();
  };
  put();
  if (!isFixed) dark.addEventListener("change", put);
  return { onChange: (listener) => void listeners.push(listener) };
}
