import type { GivenFile, LogMapping } from "../../opening";
import type { Failure } from "../ports";
import { notify, type UnknownLog, type Workspace } from "../state";
import { openLogs } from "./openLogs";
import { keepMapping, unknownOf } from "./unknown";

/** A mapping is small: what is larger is none. */
const MOST_BYTES = 2 ** 20;

/** Shows the fields of the values of the listed log that are of no known form, or of all its records. */
export async function mapListed(workspace: Workspace, over: boolean = false): Promise<void> {
  const { current } = workspace.logs.getState();
  if (current?.kind !== "listed") return;
  const unknown = await unknownOf(workspace, current.log, current.files, current.name, over);
  if (!unknown) return;
  workspace.logs.setState({ unknown });
  workspace.view.setState({ dialog: "mapping", failure: null });
}

/** Opens the log again with a mapping, which is kept for other logs of its shape. */
export async function openMapped(
  workspace: Workspace,
  { files, name, over }: UnknownLog,
  mapping: LogMapping,
): Promise<Failure | null> {
  const failure = await openLogs(workspace, files, name, { mapping, over });
  // A full storage takes nothing from what is open; the mapping can be saved as a file.
  if (failure === null) await keepMapping(workspace.edges.storage, mapping).catch(() => {});
  return failure;
}

/** Hands a mapping to the person as a file that `npm run convert -- --map` takes. */
export async function saveMapping({ edges }: Workspace, mapping: LogMapping): Promise<void> {
  const { printMapping } = await import("../../opening");
  const name = mapping.name.replace(/[^\p{L}\p{N}]+/gu, "-").replace(/^-|-$/g, "") || "log";
  edges.page.saveFile(new Blob([printMapping(mapping)], { type: "application/json" }), `${name}.mapping.json`);
}

/** Asks for a file with a mapping; null where none was given, a failure where it is none. */
export async function askForMapping({ edges }: Workspace): Promise<LogMapping | Failure | null> {
  const [file] = (await edges.page.askForFiles({ accept: ".json,application/json" })) ?? [];
  return file ? readMapping(file) : null;
}

export async function readMapping(file: File): Promise<LogMapping | Failure> {
  const { parseMappingText } = await import("../../opening");
  if (file.size > MOST_BYTES) return { code: "not-a-mapping", message: file.name };
  const mapping = parseMappingText(await file.text());
  return mapping.ok ? mapping.value : { code: mapping.error, message: file.name };
}

/** The mapping among files that were given together, and the others; null where there is none among them. */
export async function mappingAmong(
  files: readonly GivenFile[],
): Promise<{ readonly mapping: LogMapping | Failure; readonly others: readonly GivenFile[] } | null> {
  for (const given of files) {
    const { path, file } = given;
    if (!/\.json$/i.test(path) || file.size > MOST_BYTES) continue;
    const beginning = await file.slice(0, 4096).text();
    if (!/"format"\s*:\s*"sightline-log-mapping"/.test(beginning)) continue;
    return { mapping: await readMapping(file), others: files.filter((other) => other !== given) };
  }
  return null;
}

/** A mapping that was opened by itself is kept, and used at once where a log waits for one. */
export async function takeMapping(workspace: Workspace, mapping: LogMapping): Promise<Failure | null> {
  const { unknown } = workspace.logs.getState();
  if (unknown) return openMapped(workspace, unknown, mapping);
  await keepMapping(workspace.edges.storage, mapping).catch(() => {});
  notify(workspace.view, { kind: "mapping-kept", name: mapping.name });
  return null;
}
