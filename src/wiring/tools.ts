import type { ToolExecutor } from "../action";
import { err, ok } from "../base";
import type { RasterExecutor } from "../raster";
import { type Tools, wordsOf } from "../tools";
import type { Tools as ToolsPort } from "../workspace/ports";
import type { Folders } from "./folders";
import type { FindPhrase } from "./phrases";

/** The model that finds phrases, whose code comes with the first call; it may lie in one of the folders. */
export function latePhrases(folders: Folders): FindPhrase {
  let finder: Promise<FindPhrase> | null = null;
  const open = async (): Promise<FindPhrase> => {
    const { createPhraseFinder, loadPhraseModel } = await import("./phrases");
    return createPhraseFinder(() => loadPhraseModel({ folders }));
  };
  return async (call) => {
    finder ??= open();
    return (await finder)(call);
  };
}

/**
 * The tools as an executor calls them: on an image by its name, with what they draw kept as a source file, since nothing
 * here could make it again.
 */
export const finderOf =
  (
    executor: Pick<RasterExecutor, "pixels" | "addPixels">,
    tools: Tools,
    findPhrase: FindPhrase,
  ): NonNullable<ToolExecutor["find"]> =>
  async ({ image, tool, region, words }) => {
    const pixels = await executor.pixels(image);
    if (!pixels.ok) return pixels;
    const found =
      tool === "find-phrase"
        ? await findPhrase({ image, pixels: pixels.value, region, words })
        : await tools.call(tool, { ...(region ? { region } : {}), words }, pixels.value);
    if (!found.ok) return err(found.error);
    const { marks, image: drawn } = found.value;
    if (!drawn) return ok({ marks, words: wordsOf(marks) });
    const { id, width, height } = await executor.addPixels(drawn, "");
    return ok({ marks, words: marks.length === 0 ? "" : wordsOf(marks), image: { id, width, height } });
  };

/** The same for whoever calls by name: what is found is the same, since it is found in the same way. */
export const toolsOf = (find: NonNullable<ToolExecutor["find"]>): ToolsPort => ({
  async call(tool, { region = null, words = "" }, image) {
    return find({ kind: "tool", tool, region, words, image });
  },
});
