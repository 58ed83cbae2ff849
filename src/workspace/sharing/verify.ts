import { sealOf } from "../../sharing";
import { carriedIn } from "../files/carried";
import type { Workspace } from "../state";

/** What a look at a shared file says: of its seal, and whether it is what would be handed on now. */
export type VerifiedFile =
  | { readonly kind: "unchanged"; readonly seal: string; readonly same: boolean }
  | { readonly kind: "refused"; readonly code: string };

/** Asks a person for a file and holds it to its seal. Null where they gave none. */
export async function verifyFile(workspace: Workspace, now: string): Promise<VerifiedFile | null> {
  const accept = ".html,.htm,.png,.zip,text/html,image/png,application/zip";
  const [file] = (await workspace.edges.page.askForFiles({ accept })) ?? [];
  if (!file) return null;
  const carried = await carriedIn(file, workspace.edges);
  if (!carried.ok) return { kind: "refused", code: carried.error };
  if (carried.value === "lost") return { kind: "refused", code: "carrier-stripped" };
  if (carried.value !== "nothing") {
    const { seal } = carried.value;
    return { kind: "unchanged", seal, same: seal === now };
  }
  // A plain trace file has no seal of its own; it is the same trace where it has the same bytes.
  const seal = await sealOf(new Uint8Array(await file.arrayBuffer()));
  return seal === now ? { kind: "unchanged", seal, same: true } : { kind: "refused", code: "no-seal" };
}
