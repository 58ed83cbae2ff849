import type { ExportPlan } from "../../export";
import { fileName } from "../files/save";
import type { Failure, ZippedFile } from "../ports";
import type { Exporting, Workspace } from "../state";
import type { ExportSource } from "./source";

/** Writes a plan as a zip with its pictures. What happens meanwhile, and how it ends, stands in the workspace. */
export async function saveExport(
  workspace: Workspace,
  target: string,
  plan: ExportPlan,
  { input }: ExportSource,
): Promise<void> {
  const { edges, exports } = workspace;
  if (exports.getState().exporting.kind === "writing") return;
  const stopper = new AbortController();
  const tell = (exporting: Exporting): void => exports.setState({ exporting });
  const told = (done: number): void =>
    tell({ kind: "writing", done, total: plan.files.length, stop: () => stopper.abort() });
  told(0);
  const name = `${target}-${titleOf(workspace)}.zip`;
  try {
    const saved = await edges.page.saveZip(filesOf(plan, input, told), name, stopper.signal);
    tell(saved.ok ? { kind: "saved", name, bytes: saved.value.bytes } : failed(saved.error));
  } catch (thrown) {
    if (stopper.signal.aborted) tell({ kind: "stopped" });
    else tell(failed({ code: "export-failed", message: String(thrown) }));
  }
}

const failed = (failure: Failure): Exporting => ({ kind: "failed", failure });

/** The open trace's title stands for all of them. */
const titleOf = ({ session }: Workspace): string => fileName(session.store.getState().log?.trace.title ?? "");

async function* filesOf(
  plan: ExportPlan,
  input: ExportSource["input"],
  told: (done: number) => void,
): AsyncGenerator<ZippedFile> {
  const { bytesOfFile } = await import("../../export");
  for (const [i, file] of plan.files.entries()) {
    yield { path: file.path, bytes: await bytesOfFile(file, input) };
    told(i + 1);
  }
}
