import type { Result } from "../../base";
import type { GivenFile } from "../../opening";
import { type Carried, type CarrierRefusal, isPng, readStrip, takeFromPage, takeFromPng } from "../../sharing";
import type { Failure } from "../ports";
import type { Workspace } from "../state";

// A picture or a page that carries a trace is told by its bytes: whatever it is called, and whoever renamed it.

/** What carries a trace is never so large; a page or a picture above is not read for one. */
const MOST_BYTES = 512 * 2 ** 20;
const BEGINNING_BYTES = 4096;

/** What a file carries: a pack, nothing, or nothing any more, as its strip says. */
export type CarriedIn = Carried | "nothing" | "lost";

/** Reads what a file carries. Refuses where it carries a trace that cannot be taken out as it was put in. */
export async function carriedIn(
  file: Blob,
  { images }: Workspace["edges"],
): Promise<Result<CarriedIn, CarrierRefusal>> {
  if (file.size > MOST_BYTES) return { ok: true, value: "nothing" };
  const beginning = new Uint8Array(await file.slice(0, BEGINNING_BYTES).arrayBuffer());
  if (isPng(beginning)) {
    const taken = await takeFromPng(new Uint8Array(await file.arrayBuffer()));
    if (!taken.ok || taken.value) return taken.ok ? { ok: true, value: taken.value ?? "nothing" } : taken;
  } else if (/^\ufeff?\s*<(?:!doctype html|html)\b/i.test(new TextDecoder().decode(beginning))) {
    const taken = await takeFromPage(await file.text());
    return taken.ok ? { ok: true, value: taken.value ?? "nothing" } : taken;
  }
  return { ok: true, value: (await isStripped(file, images)) ? "lost" : "nothing" };
}

/** Whether it is a picture that carried a trace, and was written anew without. */
async function isStripped(file: Blob, images: Workspace["edges"]["images"]): Promise<boolean> {
  const pixels = await images.look(file);
  return pixels !== null && readStrip(pixels);
}

/**
 * Opens what a file carries, if anything. Null where it carries nothing, and never did: it is to be opened as what it is
 * otherwise.
 */
export async function openCarried(workspace: Workspace, { file }: GivenFile): Promise<"opened" | Failure | null> {
  const carried = await carriedIn(file, workspace.edges);
  if (!carried.ok) return { code: carried.error, message: carried.error };
  if (carried.value === "nothing") return null;
  if (carried.value === "lost") return { code: "carrier-stripped", message: "carrier-stripped" };
  return (await workspace.documents.openFile(new Blob([carried.value.pack]))) ?? "opened";
}
