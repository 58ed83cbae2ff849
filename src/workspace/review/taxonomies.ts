import {
  changeTaxonomy,
  encodeTaxonomy,
  nextEdition,
  OWN_TAXONOMY,
  parseTaxonomy,
  type Taxonomy,
  type TaxonomyChange,
  type TaxonomyRefusal,
} from "../../annotation";
import type { Result } from "../../base";
import type { GivenFile } from "../../opening";
import { notify, type TaxonomyFileRefusal, type Workspace } from "../state";

/** Far above the largest taxonomy that the form allows, far below what stops a page. */
const MOST_BYTES = 4 * 2 ** 20;
const BEGINNING_BYTES = 4096;

/** What is edited: the draft, else the next edition of the taxonomy in hand. */
export const draftOf = ({ view }: Workspace): Taxonomy => {
  const { taxonomy, taxonomyDraft } = view.getState();
  return taxonomyDraft ?? nextEdition(taxonomy);
};

/** Makes one change to the draft, which is begun with the first. What is judged meanwhile is judged by the edition in hand. */
export function changeDraft(workspace: Workspace, change: TaxonomyChange): Result<Taxonomy, TaxonomyRefusal> {
  const changed = changeTaxonomy(draftOf(workspace), change);
  if (!changed.ok) return changed;
  const before = workspace.view.getState().taxonomyDraft;
  workspace.review.setState(({ draftsBefore }) => ({ draftsBefore: [...draftsBefore, before] }));
  workspace.view.setState({ taxonomyDraft: changed.value });
  return changed;
}

/** Takes the last change of the draft back. */
export function undoDraft({ view, review }: Workspace): void {
  const { draftsBefore } = review.getState();
  const before = draftsBefore.at(-1);
  if (before === undefined) return;
  review.setState({ draftsBefore: draftsBefore.slice(0, -1) });
  view.setState({ taxonomyDraft: before });
}

/** Gives the draft up, with all of its changes. */
export function discardDraft({ view, review }: Workspace): void {
  review.setState({ draftsBefore: [] });
  view.setState({ taxonomyDraft: null });
}

/** Judges by this taxonomy from now on. A draft of another one is given up with it. */
export function takeTaxonomy({ view, review }: Workspace, taxonomy: Taxonomy): void {
  view.setState({ taxonomy, taxonomyDraft: null });
  review.setState({ draftsBefore: [], offered: null, refusal: null });
  notify(view, { kind: "taxonomy-taken", title: taxonomy.title, edition: taxonomy.edition });
}

/** The taxonomy that comes with the page, to be taken again. */
export const offerOwn = ({ review }: Workspace): void => review.setState({ offered: OWN_TAXONOMY, refusal: null });

export const declineOffered = ({ review }: Workspace): void => review.setState({ offered: null, refusal: null });

/** Hands the edition in hand to the person as a file. */
export function saveTaxonomy({ edges, view }: Workspace): void {
  const { taxonomy } = view.getState();
  const text = `${JSON.stringify(encodeTaxonomy(taxonomy), null, 2)}\n`;
  const name = `${taxonomy.id}-${taxonomy.edition}.taxonomy.json`;
  edges.page.saveFile(new Blob([text], { type: "application/json" }), name);
}

export async function chooseTaxonomyFile(workspace: Workspace): Promise<void> {
  const [file] = (await workspace.edges.page.askForFiles({ accept: ".json,application/json" })) ?? [];
  if (file) await offerTaxonomyFile(workspace, file);
}

/** Shows what a file would change, before any of it is; or why it cannot be taken. */
export async function offerTaxonomyFile({ view, review }: Workspace, file: Blob): Promise<void> {
  const read = await readTaxonomy(file);
  review.setState({
    tab: "taxonomy",
    ...("code" in read ? { refusal: read, offered: null } : { offered: read, refusal: null }),
  });
  view.setState({ dialog: "review" });
}

async function readTaxonomy(file: Blob): Promise<Taxonomy | TaxonomyFileRefusal> {
  if (file.size > MOST_BYTES) return { code: "too-large" };
  let value: unknown;
  try {
    value = JSON.parse((await file.text()).replace(/^\uFEFF/, ""));
  } catch {
    return { code: "not-json" };
  }
  const parsed = parseTaxonomy(value);
  return parsed.ok ? parsed.value : parsed.error;
}

/** The taxonomy among files that were given, by what it says of itself at its beginning; null where there is none. */
export async function taxonomyAmong(files: readonly GivenFile[]): Promise<File | null> {
  for (const { path, file } of files) {
    if (!/\.json$/i.test(path)) continue;
    const beginning = await file.slice(0, BEGINNING_BYTES).text();
    if (/"format"\s*:\s*"sightline-taxonomy"/.test(beginning)) return file;
  }
  return null;
}
