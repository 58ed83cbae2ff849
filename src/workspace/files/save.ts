import type { Failure, Services } from "../ports/ports";

/** Writes the open trace and its images to a file of the person's choice, or to their downloads. */
export async function saveAsFile({ session, shelf }: Services): Promise<Failure | null> {
  const trace = session.store.getState().log?.trace;
  if (!trace) return null;
  const packed = await shelf.pack(trace);
  if (!packed.ok) return packed.error;
  const address = URL.createObjectURL(packed.value);
  const anchor = document.createElement("a");
  anchor.href = address;
  anchor.download = `${fileName(trace.title)}.sightline.zip`;
  anchor.click();
  // The download has to have begun before the address is taken back.
  setTimeout(() => URL.revokeObjectURL(address), 60_000);
  return null;
}

/** A title as a file name that every system takes. */
export const fileName = (title: string): string =>
  title
    .replace(/[\p{Cc}\\/:*?"<>|.]+/gu, " ")
    .trim()
    .replace(/\s+/g, "-")
    .slice(0, 60) || "trace";

/** Asks for a file. Null where the person gave none. */
export const askForFile = (accept: string, folder = false): Promise<readonly File[] | null> =>
  ask({ accept, webkitdirectory: folder });

/** Asks for one file or several. */
export const askForFiles = (accept: string): Promise<readonly File[] | null> => ask({ accept, multiple: true });

function ask(
  wish: Partial<Pick<HTMLInputElement, "accept" | "multiple" | "webkitdirectory">>,
): Promise<readonly File[] | null> {
  return new Promise((resolve) => {
    const input = Object.assign(document.createElement("input"), { type: "file", ...wish });
    input.addEventListener("change", () => resolve([...(input.files ?? [])]));
    input.addEventListener("cancel", () => resolve(null));
    input.click();
  });
}
