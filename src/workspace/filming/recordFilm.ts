import { fileName } from "../files/save";
import type { Failure, FilmForm, FilmFrames, ZippedFile } from "../ports";
import { type Filming, notify, type Workspace } from "../state";

/** Records a film and hands it to the person. How far it is, and how it ends, stands in the workspace. */
export const recordFilm = (workspace: Workspace, frames: FilmFrames, form: FilmForm): Promise<void> =>
  making(workspace, async ({ title, signal, told }) => {
    const recorded = await workspace.edges.films.record(frames, form, {
      signal,
      onProgress: (done) => told(done / frames.frameCount),
    });
    if (!recorded.ok) return failed(recorded.error);
    return saved(workspace, recorded.value, `${title}.${form.container}`);
  });

/** Makes one file, such as a sheet of all steps, and hands it to the person. Null is one too large for this browser. */
export const saveSheet = (workspace: Workspace, make: () => Promise<Blob | null>): Promise<void> =>
  making(workspace, async ({ title }) => {
    const file = await make();
    return file ? saved(workspace, file, `${title}.png`) : failed({ code: "film-too-large", message: "" });
  });

/** Makes files one by one and hands them to the person as a zip. */
export const savePaper = (workspace: Workspace, files: readonly (() => Promise<ZippedFile>)[]): Promise<void> =>
  making(workspace, async ({ title, signal, told }) => {
    const name = `${title}-paper.zip`;
    const packed = await workspace.edges.page.saveZip(filesOf(files, told), name, signal);
    return packed.ok ? { kind: "saved", name, bytes: packed.value.bytes } : failed(packed.error);
  });

async function* filesOf(
  files: readonly (() => Promise<ZippedFile>)[],
  told: (part: number) => void,
): AsyncGenerator<ZippedFile> {
  for (const [i, make] of files.entries()) {
    yield await make();
    told((i + 1) / files.length);
  }
}

interface Making {
  /** Of the trace that was open when it began: a person goes on meanwhile, and may open another. */
  readonly title: string;
  readonly signal: AbortSignal;
  told(part: number): void;
}

/** One at a time: two films at once would take longer than one after the other. */
async function making(workspace: Workspace, work: (making: Making) => Promise<Filming>): Promise<void> {
  const { films } = workspace;
  if (films.getState().filming.kind === "recording") return;
  const stopper = new AbortController();
  const tell = (filming: Filming): void => films.setState({ filming });
  const told = (part: number): void => tell({ kind: "recording", part, stop: () => stopper.abort() });
  const title = fileName(workspace.session.store.getState().log?.trace.title ?? "");
  told(0);
  const made = await work({ title, signal: stopper.signal, told }).catch(
    (thrown): Filming =>
      stopper.signal.aborted ? { kind: "stopped" } : failed({ code: "film-failed", message: String(thrown) }),
  );
  tell(made);
  tellElsewhere(workspace, made);
}

/** Who closed the dialog and went on hears of the end where they are. */
function tellElsewhere({ view }: Workspace, made: Filming): void {
  if (view.getState().dialog === "film") return;
  if (made.kind === "saved") notify(view, { kind: "saved", name: made.name });
  if (made.kind === "failed") view.setState({ failure: made.failure });
}

const failed = (failure: Failure): Filming => ({ kind: "failed", failure });

function saved(workspace: Workspace, file: Blob, name: string): Filming {
  workspace.edges.page.saveFile(file, name);
  return { kind: "saved", name, bytes: file.size };
}
