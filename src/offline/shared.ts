/** Where files that were shared with the page wait for it, and the header that has their names. */
export const SHARED_CACHE = "sightline-shared";
export const SHARED_NAME = "x-name";

/** Files that are more than anybody shares by hand. */
const MOST_FILES = 100;

/** What a form of the system's share sheet holds: files, else an address among its words. */
export function sharedIn(form: FormData): { readonly files: readonly File[]; readonly address: string | null } {
  const files = form.getAll("files").filter((entry) => entry instanceof File);
  const words = ["url", "text", "title"].map((name) => form.get(name)).filter((entry) => typeof entry === "string");
  return { files: files.slice(0, MOST_FILES), address: /https?:\/\/\S+/.exec(words.join(" "))?.[0] ?? null };
}

/** The address of the page that opens what was shared. */
export const pageFor = (files: readonly File[], address: string | null): string =>
  files.length > 0 ? "./?shared" : address ? `./?src=${encodeURIComponent(address)}` : "./";
