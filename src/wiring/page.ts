import type { FileWish, Page } from "../workspace/ports";
import { zipSaver } from "./saveZip";

/** The download has to have begun before its address is taken back. */
const DOWNLOAD_BEGUN_MILLIS = 60_000;

/** The browser's page, as far as a workspace needs it. */
export const pageOf = (loadLanguage: Page["loadLanguage"]): Page => ({
  get languages() {
    return navigator.languages;
  },
  baseUrl: document.baseURI,
  colourScheme: () => (getComputedStyle(document.documentElement).colorScheme === "dark" ? "dark" : "light"),
  askForFiles,
  filesOfHandles: async (handles) => (await import("./handles")).filesOfHandles(handles),
  saveFile,
  saveZip: zipSaver(saveFile, navigator.storage),
  toggleFullScreen: async () =>
    document.fullscreenElement ? document.exitFullscreen() : document.documentElement.requestFullscreen(),
  leaveFullScreen() {
    if (document.fullscreenElement) void document.exitFullscreen().catch(() => undefined);
  },
  async playerScript() {
    const response = await fetch("./player.js");
    if (!response.ok) throw new Error(`player.js: ${response.status}`);
    return response.text();
  },
  loadLanguage,
});

function saveFile(file: Blob, name: string): void {
  const address = URL.createObjectURL(file);
  const anchor = document.createElement("a");
  anchor.href = address;
  anchor.download = name;
  anchor.click();
  setTimeout(() => URL.revokeObjectURL(address), DOWNLOAD_BEGUN_MILLIS);
}

/** In no document, so held here: one that is collected while a person looks for a file would tell nobody of the choice. */
const asking = new Set<HTMLInputElement>();

function askForFiles({ accept = "", multiple = false, folder = false }: FileWish): Promise<readonly File[] | null> {
  return new Promise((resolve) => {
    const input = Object.assign(document.createElement("input"), {
      type: "file",
      accept,
      multiple,
      webkitdirectory: folder,
    });
    const end = (files: readonly File[] | null): void => {
      asking.delete(input);
      resolve(files);
    };
    input.addEventListener("change", () => end([...(input.files ?? [])]));
    input.addEventListener("cancel", () => end(null));
    asking.add(input);
    input.click();
  });
}

/** What a person was sent: where a trace lies, which sample, what a link says behind its `#`. */
export interface Sent {
  readonly src: string | null;
  readonly sample: string | null;
  /** Empty where there is nothing of ours. */
  readonly link: string;
  /** What it keeps of this browser's own documents; empty where it keeps nothing. */
  readonly here: string;
}

/**
 * Takes what `?src=`, `?sample=` and the link in the page's own address name out of it: a reload shows what was made of it
 * since, and what was sent stands in no history and goes to nobody as the page that one came from. What names a document of
 * this browser stays.
 */
export function takeAddress(): Sent {
  const asked = new URLSearchParams(location.search);
  const [src, sample] = [asked.get("src"), asked.get("sample")];
  const isLink = /^#(?:trace|src|step|through|region|lang|theme)(?:=|%3D)/i.test(location.hash);
  const link = isLink ? location.hash : "";
  if (src !== null || sample !== null || isLink)
    history.replaceState(null, "", location.pathname + (isLink ? "" : location.hash));
  const here = /^#(?:kept|gym|sample)=/.test(location.hash) ? location.hash : "";
  return { src, sample, link, here };
}
