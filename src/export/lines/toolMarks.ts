import type { ExportInput } from "../contract/form";

/** Whether tools found something on the lines, so that it has to be said whether that is wanted. */
export const hasToolMarks = ({ lines }: Pick<ExportInput, "lines">): boolean =>
  lines.some(({ steps }) => steps.some(({ body }) => body.kind === "observation" && (body.found?.length ?? 0) > 0));
