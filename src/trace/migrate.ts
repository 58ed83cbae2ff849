import { err, ok, type Result } from "../base";
import { isFields, type Migration } from "./migration";
import { FROM_VERSION_1 } from "./version1";

/** Why a file is not opened. */
export type TraceRefusal =
  | { readonly code: "not-a-trace"; readonly detail: string }
  | { readonly code: "newer-version"; readonly version: number };

/** The version that this build writes. Older ones are migrated by name; newer ones are refused. */
export const TRACE_VERSION = 2;

/** `MIGRATIONS[n]` makes version n + 1 out of version n. Never edited once released. */
const MIGRATIONS: Readonly<Record<number, Migration>> = { 1: FROM_VERSION_1 };

/** The migrations from the version that `value` says it has to this build's, in order. */
export function migrationsFor(value: unknown): Result<readonly Migration[], TraceRefusal> {
  const version = isFields(value) ? value.version : null;
  if (typeof version !== "number") return err({ code: "not-a-trace", detail: "No version" });
  if (version > TRACE_VERSION) return err({ code: "newer-version", version });
  const migrations: Migration[] = [];
  for (let from = version; from !== TRACE_VERSION; from++) {
    const migration = MIGRATIONS[from];
    if (!migration) return err({ code: "not-a-trace", detail: `No way from version ${version}` });
    migrations.push(migration);
  }
  return ok(migrations);
}
