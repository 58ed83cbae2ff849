import { fileName } from "../files/save";
import type { Failure, FilmForm, FilmFrames, ZippedFile } from "../ports";
import type { Filming, Workspace } from "../state";

/** Records a film and hands it to the person. How far it is, and how it ends, stands in the workspace. */
export const recordFilm = (workspace: Workspace, frames: FilmFrames, form: FilmForm): Promise<void> =>
  making(workspace, async ({ signal, told }) => {
    const recorded = await workspace.edges.films.record(frames, form, {
      signal,
      onProgress: (done) => told(done / frames.frameCount),
    });
    if (!recorded.ok) return failed(recorded.error);
    return saved(workspace, recorded.value, form.container);
  });

/** Makes one file, such as a sheet of all steps, and hands it to the person. Null is one too large for this browser. */
export const saveSheet = (workspace: Workspace, make: () => Promise<Blob | null>): Promise<void> =>
  making(workspace, async () => {
    const file = await make();
    return file ? saved(workspace, file, "png") : failed({ code: "film-too-large", message: "" });
  });

/** Makes files one by one and hands them to the person as a zip. */
export const savePaper = (workspace: Workspace, files: readonly (() => Promise<ZippedFile>)[]): Promise<void> =>
  making(workspace, async ({ signal, told }) => {
    const name = `${titleOf(workspace)}-paper.zip`;
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
  readonly signal: AbortSignal;
  told(part: number): void;
}

/** One at a time: two films at once would take longer than one after the other. */
async function making({ films }: Workspace, work: (making: Making) => Promise<Filming>): Promise<void> {
  if (films.getState().filming.kind === "recording") return;
  const stopper = new AbortController();
  const tell = (filming: Filming): void => films.setState({ filming });
  const told = (part: number): void => tell({ kind: "recording", part, stop: () => stopper.abort() });
  told(0);
  try {
    tell(await work({ signal: stopper.signal, told }));
  } catch (thrown) {
    tell(stopper.signal.aborted ? { kind: "stopped" } : failed({ code: "film-failed", message: String(thrown) }));
  }
}

const failed = (failure: Failure): Filming => ({ kind: "failed", failure });

const titleOf = ({ session }: Workspace): string => fileName(session.store.getState().log?.trace.title ?? "");

function saved(workspace: Workspace, file: Blob, ending: string): Filming {
  const name = `${titleOf(workspace)}.${ending}`;
  workspace.edges.page.saveFile(file, name);
  return { kind: "saved", name, bytes: file.size };
}
