import { err, ok, type Result } from "../base";

/** Why a file is not opened. */
export type TraceRefusal =
  | { readonly code: "not-a-trace"; readonly detail: string }
  | { readonly code: "newer-version"; readonly version: number };

/** `MIGRATIONS[n]` makes version n + 1 out of version n. Named for what changed; never edited once released. */
const MIGRATIONS: Readonly<Record<number, { name: string; up: (file: Record<string, unknown>) => unknown }>> = {};

/** `value` at `version`, brought there step by step; refuses what is newer or says no version. */
export function migrate(value: unknown, version: number): Result<unknown, TraceRefusal> {
  let file = value;
  for (;;) {
    if (typeof file !== "object" || file === null || !("version" in file) || typeof file.version !== "number")
      return err({ code: "not-a-trace", detail: "No version" });
    if (file.version === version) return ok(file);
    if (file.version > version) return err({ code: "newer-version", version: file.version });
    const migration = MIGRATIONS[file.version];
    if (!migration) return err({ code: "not-a-trace", detail: `No way from version ${file.version}` });
    file = migration.up({ ...file });
  }
}
