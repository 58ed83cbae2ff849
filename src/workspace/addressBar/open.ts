import { NO_VIEW } from "../../sharing";
import { report } from "../files/open";
import { showLinkView } from "../sharing/linkView";
import type { DocumentName, Workspace } from "../state";
import { printWhereabouts, type Whereabouts } from "./fragment";

/** Opens what an address names, at the step that it names. False where that cannot be had; the person is told why. */
export async function openWhereabouts(workspace: Workspace, { document, view }: Whereabouts): Promise<boolean> {
  const { documents } = workspace;
  const { name } = documents.store.getState();
  // What is open stays as it is, with all that is on its way in it.
  const isOpen = name !== null && addressOf(name) === addressOf(document);
  if (!isOpen && !(await report(workspace, documents.openNamed(document)))) return false;
  await showLinkView(workspace, view);
  return true;
}

const addressOf = (document: DocumentName): string => printWhereabouts({ document, view: NO_VIEW });
