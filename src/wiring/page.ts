import type { FileWish, Page } from "../workspace";
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

function askForFiles({ accept = "", multiple = false, folder = false }: FileWish): Promise<readonly File[] | null> {
  return new Promise((resolve) => {
    const input = Object.assign(document.createElement("input"), {
      type: "file",
      accept,
      multiple,
      webkitdirectory: folder,
    });
    input.addEventListener("change", () => resolve([...(input.files ?? [])]));
    input.addEventListener("cancel", () => resolve(null));
    input.click();
  });
}

/**
 * What `?src=` and `?sample=` name: a file to open, and the sample that a first visit begins with; null where they are not
 * there. The page's own address then loses them: a reload shows what was made of the file since.
 */
export function takeAddress(): { readonly src: string | null; readonly sample: string | null } {
  const asked = new URLSearchParams(location.search);
  const [src, sample] = [asked.get("src"), asked.get("sample")];
  if (src !== null || sample !== null) history.replaceState(null, "", location.pathname + location.hash);
  return { src, sample };
}
