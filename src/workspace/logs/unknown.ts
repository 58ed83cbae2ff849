import type { GivenFile, LogMapping } from "../../opening";
import type { OpenLog, TraceStorage } from "../ports";
import type { UnknownLog, Workspace } from "../state";

const SETTING = "log-mappings";
/** More mappings than this are forgotten, the oldest first. */
const MOST_KEPT = 50;
type Settings = Pick<TraceStorage, "setting" | "setSetting">;

/** The mappings that this browser keeps, the newest first. */
export async function keptMappings(storage: Settings): Promise<readonly LogMapping[]> {
  const { parseMapping } = await import("../../opening");
  const kept = await storage.setting(SETTING).catch(() => null);
  if (!Array.isArray(kept)) return [];
  return kept.flatMap((value: unknown) => {
    const mapping = parseMapping(value);
    return mapping.ok ? [mapping.value] : [];
  });
}

/** Keeps a mapping, in place of one of the same name. */
export async function keepMapping(storage: Settings, mapping: LogMapping): Promise<void> {
  const others = (await keptMappings(storage)).filter(({ name }) => name !== mapping.name);
  await storage.setSetting(SETTING, [mapping, ...others].slice(0, MOST_KEPT));
}

/** What a person is shown of a log that nobody knows, to say which fields are what; null where it holds no such values. */
export async function unknownOf(
  workspace: Workspace,
  log: Pick<OpenLog, "samples" | "recordSamples">,
  files: readonly GivenFile[],
  name: string,
  over: boolean = false,
): Promise<UnknownLog | null> {
  const values = await (over ? log.recordSamples() : log.samples());
  if (values.length === 0) return null;
  const { mappingsFor } = await import("../../opening");
  const offered = mappingsFor(values, await keptMappings(workspace.edges.storage));
  return { name, files, over, values, offered };
}
