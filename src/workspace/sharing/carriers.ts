import { ok, type Result } from "../../base";
import { notebookSnippet, printLink, printPage, printView, putInPng } from "../../sharing";
import { fileName } from "../files/save";
import type { Failure } from "../ports";
import { languageOf, type Workspace } from "../state";
import { viewNow, viewWithLook } from "./linkView";
import type { Prepared } from "./prepare";

/** Browsers and servers take longer addresses; programs that people send them with do not. */
export const MOST_LINK_LETTERS = 64_000;
/** Above this, programs for chats and mail begin to cut links. */
export const COMFORTABLE_LINK_LETTERS = 8_000;

/** How long a link with that pack is, without its view; known before the link is made, which of a large pack takes long. */
export const lettersOfLink = ({ pack }: Prepared): number => Math.ceil((pack.length * 4) / 3);

/** Where the app lies, from where its page is. */
const PAGE = "./";

/** The address that opens what was prepared, with what is in sight now; `withLook` names language and theme as well. */
export function linkOf(workspace: Workspace, { pack }: Prepared, withLook: boolean): string {
  const view = withLook ? viewWithLook(workspace) : viewNow(workspace);
  return printLink(new URL(PAGE, workspace.edges.page.baseUrl).href, pack, view);
}

/** What to put behind the address of this page, or of the player, for a file that lies on a server. */
export const hostedLinkOf = (workspace: Workspace, page: string): string => {
  const view = printView(viewNow(workspace));
  return `${new URL(page, workspace.edges.page.baseUrl).href}?src=${encodeURIComponent("https://")}…${view ? `#${view}` : ""}`;
};

/** A page that plays what was prepared, from a disk and without a network. */
export async function pageFileOf(workspace: Workspace, prepared: Prepared): Promise<Result<string, Failure>> {
  const { edges, view } = workspace;
  const language = languageOf(view.getState());
  try {
    const text = await printPage(prepared, {
      player: await edges.page.playerScript(),
      title: prepared.trace.title,
      language: language === "zh" ? "zh-Hans" : "en",
      withoutScript:
        language === "zh" ? "要播放轨迹，请允许此文件运行脚本。" : "Allow scripts for this file to play the trace.",
      view: printView(viewNow(workspace)),
    });
    return ok(text);
  } catch (thrown) {
    const message = thrown instanceof Error ? thrown.message : String(thrown);
    return { ok: false, error: { code: "player-unreachable", message } };
  }
}

/** Hands the page to the person. */
export async function savePage(workspace: Workspace, prepared: Prepared): Promise<Failure | null> {
  const page = await pageFileOf(workspace, prepared);
  if (!page.ok) return page.error;
  save(workspace, new Blob([page.value], { type: "text/html" }), `${fileName(prepared.trace.title)}.trace.html`);
  return null;
}

/** HTML that shows the trace in the output of a notebook's cell. */
export async function saveNotebookSnippet(workspace: Workspace, prepared: Prepared): Promise<Failure | null> {
  const page = await pageFileOf(workspace, prepared);
  if (!page.ok) return page.error;
  const snippet = new Blob([notebookSnippet(page.value)], { type: "text/html" });
  save(workspace, snippet, `${fileName(prepared.trace.title)}.notebook.html`);
  return null;
}

/** Hands over a picture that is the trace when it is opened again. `png` is the picture alone. */
export function savePicture(workspace: Workspace, prepared: Prepared, png: Uint8Array): void {
  const file = new Blob([putInPng(png, prepared)], { type: "image/png" });
  save(workspace, file, `${fileName(prepared.trace.title)}.trace.png`);
}

/** Hands over the file that the page itself saves, without what is withheld. */
export const saveShared = (workspace: Workspace, { pack, trace }: Prepared): void =>
  save(workspace, new Blob([pack], { type: "application/zip" }), `${fileName(trace.title)}.sightline.zip`);

const save = ({ edges }: Workspace, file: Blob, name: string): void => edges.page.saveFile(file, name);
