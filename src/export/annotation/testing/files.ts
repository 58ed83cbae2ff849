import type { ExportPlan } from "../../contract/target";

/** The text of a file of a plan; null where it has none of that path. */
export function textOf({ files }: ExportPlan, path: string): string | null {
  const file = files.find((one) => one.path === path);
  return file?.kind === "text" ? file.text : null;
}

export const jsonOf = (plan: ExportPlan, path: string): unknown => JSON.parse(textOf(plan, path) ?? "null");

/** Every path that a plan writes. */
export const pathsOf = ({ files }: ExportPlan): readonly string[] => files.map(({ path }) => path);
