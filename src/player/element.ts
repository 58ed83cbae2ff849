import { type PlayerEvent, parseEvent, printMessage } from "./protocol";

// For pages that embed a trace: an element, and a function that makes the same in an element that is there already.
// The player runs in a frame of its own, so that several on one page know nothing of each other.

/** What is shown, and how. */
export interface EmbedOptions {
  /** Where the trace lies: a file that Sightline saved, a page or a picture that carries a trace. Read from the host page. */
  readonly src?: string;
  /** A whole link, or what stands behind its `#`, in place of `src`. */
  readonly link?: string;
  readonly step?: string;
  readonly language?: "en" | "zh";
  readonly theme?: "light" | "dark";
  readonly play?: boolean;
  /** Where `embed.html` lies; beside this module where left out. */
  readonly player?: string;
}

/** An embedded player. */
export interface Embedded {
  readonly frame: HTMLIFrameElement;
  /** To a step by its id, or by its number on the line from 0. */
  go(step: string | number): void;
  play(): void;
  pause(): void;
  /** Told of each event of this player; gives the way to be told no longer. */
  on(listener: (event: PlayerEvent) => void): () => void;
  remove(): void;
}

/** Puts a player into `element`. It is fetched when it comes into sight. */
export function embed(element: HTMLElement, options: EmbedOptions): Embedded {
  const address = addressOf(options);
  const frame = document.createElement("iframe");
  frame.src = address.href;
  frame.loading = "lazy";
  frame.title = element.getAttribute("label") ?? "Sightline trace";
  frame.allow = "fullscreen";
  Object.assign(frame.style, { width: "100%", height: "100%", border: "0", display: "block" });
  element.append(frame);
  const listeners = new Set<(event: PlayerEvent) => void>();
  const hear = ({ source, origin, data }: MessageEvent<unknown>): void => {
    if (source !== frame.contentWindow || origin !== address.origin) return;
    const event = parseEvent(data);
    if (event) for (const listener of listeners) listener(event);
  };
  addEventListener("message", hear);
  const ask = (message: object): void => frame.contentWindow?.postMessage(message, address.origin);
  return {
    frame,
    go: (step) =>
      ask(printMessage(typeof step === "number" ? { command: "go", index: step } : { command: "go", step })),
    play: () => ask(printMessage({ command: "play" })),
    pause: () => ask(printMessage({ command: "pause" })),
    on(listener) {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
    remove() {
      removeEventListener("message", hear);
      listeners.clear();
      frame.remove();
    },
  };
}

/** What a link names beside the trace, where an option does not say otherwise. */
function addressOf({ src, link, step, language, theme, play, player }: EmbedOptions): URL {
  const page = new URL(player ?? "embed.html", player === undefined ? import.meta.url : document.baseURI);
  const fields = new URLSearchParams(link?.replace(/^[^#]*#/, "") ?? "");
  if (src !== undefined) fields.set("src", new URL(src, document.baseURI).href);
  if (step !== undefined) fields.set("step", step);
  if (language !== undefined) fields.set("lang", language);
  if (theme !== undefined) fields.set("theme", theme);
  if (play) fields.set("play", "1");
  // The player then hears this page alone, and speaks to no other.
  fields.set("host", location.origin);
  page.hash = fields.toString();
  return page;
}

const LANGUAGES = ["en", "zh"] as const;
const THEMES = ["light", "dark"] as const;
const oneOf = <T extends string>(known: readonly T[], value: string | null): T | undefined =>
  known.find((name) => name === value);

/** Defines `<sightline-trace src=… link=… step=… lang=… theme=… play>`, which tells its events as DOM events. */
export function defineElement(name = "sightline-trace"): void {
  if (!customElements.get(name)) customElements.define(name, class extends TraceElement {});
}

class TraceElement extends HTMLElement {
  private embedded: Embedded | null = null;

  connectedCallback(): void {
    if (this.style.display === "") this.style.display = "block";
    if (this.style.height === "" && this.clientHeight === 0) this.style.height = "480px";
    const [language, theme] = [oneOf(LANGUAGES, this.getAttribute("lang")), oneOf(THEMES, this.getAttribute("theme"))];
    this.embedded = embed(this, {
      ...this.named("src"),
      ...this.named("link"),
      ...this.named("step"),
      ...this.named("player"),
      ...(language === undefined ? {} : { language }),
      ...(theme === undefined ? {} : { theme }),
      play: this.hasAttribute("play"),
    });
    this.embedded.on((event) => this.dispatchEvent(new CustomEvent(`trace-${event.event}`, { detail: event })));
  }

  disconnectedCallback(): void {
    this.embedded?.remove();
    this.embedded = null;
  }

  go(step: string | number): void {
    this.embedded?.go(step);
  }

  play(): void {
    this.embedded?.play();
  }

  pause(): void {
    this.embedded?.pause();
  }

  private named<N extends "src" | "link" | "step" | "player">(name: N): Partial<Record<N, string>> {
    const value = this.getAttribute(name);
    // A computed key widens to any string, so that the type has to be said again.
    return value === null ? {} : ({ [name]: value } as Partial<Record<N, string>>);
  }
}
