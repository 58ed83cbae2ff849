import { parseLink, sealOf } from "../../sharing";
import { report } from "../files/open";
import { openAddress } from "../files/openAddress";
import type { Failure } from "../ports";
import type { Workspace } from "../state";
import { showLinkView } from "./linkView";

/**
 * Opens a link: the trace in it, or what lies at the address that it names, and shows what it says. The trace becomes a
 * document beside the person's own; the same link opened again shows what was made of it.
 *
 * @param src what the address names beside its fragment, if anything
 */
export async function openLink(workspace: Workspace, fragment: string, src: string | null): Promise<void> {
  const link = parseLink(fragment);
  if (!link.ok) {
    workspace.view.setState({ failure: { code: link.error, message: link.error } });
    return;
  }
  const { pack, view } = link.value;
  const address = src ?? link.value.src;
  const opened =
    pack !== null
      ? await report(workspace, openPack(workspace, pack))
      : address === null || (await report(workspace, openAddress(workspace, address)));
  if (opened) await showLinkView(workspace, view);
}

/** A pack that is cut short is a zip without its end. */
const CUT: ReadonlySet<string> = new Set(["not-a-zip", "damaged"]);

async function openPack({ documents }: Workspace, pack: Uint8Array<ArrayBuffer>): Promise<Failure | null> {
  const failure = await documents.openFile(new Blob([pack]), `link/${await sealOf(pack)}`);
  return failure && CUT.has(failure.code) ? { code: "link-cut", message: failure.code } : failure;
}
