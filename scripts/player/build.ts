import { resolve } from "node:path";
import { build, type Rolldown } from "vite";

const ROOT = resolve(import.meta.dirname, "../..");

/** Each is one file with a name that stays: pages outside name it. */
const ENTRIES = {
  // A classic script, so that it may stand in a page on a disk, where modules are not loaded.
  "player.js": { entry: "src/embed.ts", format: "iife" },
  "sightline-embed.js": { entry: "src/embedElement.ts", format: "es" },
} as const;
export type PlayerFile = keyof typeof ENTRIES;
export const PLAYER_FILES: readonly PlayerFile[] = ["player.js", "sightline-embed.js"];

/** One of the player's files, built apart from the page: what they share is in both, and neither waits for the other. */
export async function buildPlayerFile(name: PlayerFile): Promise<string> {
  const { entry, format } = ENTRIES[name];
  const built = await build({
    root: ROOT,
    // The page's own settings would cut it into chunks.
    configFile: false,
    logLevel: "warn",
    publicDir: false,
    build: {
      write: false,
      target: "es2023",
      copyPublicDir: false,
      // There are no other chunks to fetch ahead.
      modulePreload: false,
      rolldownOptions: {
        input: resolve(ROOT, entry),
        output: { format, entryFileNames: name, codeSplitting: false },
        preserveEntrySignatures: "strict",
        // What loads chunks asks for its own address, and there are none to load.
        checks: { emptyImportMeta: false },
      },
    },
  });
  return scriptIn(Array.isArray(built) ? built[0] : built, name);
}

function scriptIn(built: unknown, name: string): string {
  const output = typeof built === "object" && built !== null && "output" in built ? built.output : null;
  const files: readonly Partial<Rolldown.OutputChunk>[] = Array.isArray(output) ? output : [];
  const [script, ...more] = files.filter(({ type }) => type === "chunk");
  if (script?.code === undefined || more.length > 0) throw new Error(`${name} was not built as one script`);
  return script.code;
}
