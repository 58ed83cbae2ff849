import type { CommandId } from "../../../workspace/commands";

/** Words that a command's own name has not, such as what other programs call it; searched, never shown. */
export type SoughtBy = Partial<Record<CommandId, string>>;
