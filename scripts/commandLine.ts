/** What the person who typed a command can mend: told in words with the command's usage, never with a stack. */
export class UsageError extends Error {}

/**
 * Runs a command. `--help` prints the usage. A wrong option or value, or a file that is not there, ends with exit code 2
 * and a sentence; anything else is a bug and keeps its stack.
 *
 * @param usage every option, one a line, as it is typed
 */
export async function runCommand(
  usage: string,
  run: (args: readonly string[]) => Promise<void> | void,
  args: readonly string[] = process.argv.slice(2),
): Promise<void> {
  if (args.includes("--help")) {
    console.log(usage);
    return;
  }
  try {
    await run(args);
  } catch (error) {
    if (!(error instanceof Error) || !isMendable(error)) throw error;
    console.error(`${error.message}\n\n${usage}`);
    process.exitCode = 2;
  }
}

/** Codes: `ERR_PARSE_ARGS_…` of node:util, and those of the file system for a path that a person gave. */
function isMendable(error: Error & { readonly code?: unknown }): boolean {
  if (error instanceof UsageError) return true;
  const code = typeof error.code === "string" ? error.code : "";
  return code.startsWith("ERR_PARSE_ARGS_") || code === "ENOENT" || code === "EISDIR" || code === "ENOTDIR";
}

/** A whole number of zero or more. */
export function wholeNumber(text: string, option: string): number {
  if (!/^\d+$/.test(text)) throw new UsageError(`--${option} must be a whole number, not ${text}`);
  return Number(text);
}

/** One of the names that an option takes. */
export function oneOf<T extends string | number>(known: readonly T[], text: string | undefined, option: string): T {
  const found = known.find((name) => String(name) === text);
  if (found === undefined) throw new UsageError(`--${option} must be one of ${known.join(", ")}`);
  return found;
}
