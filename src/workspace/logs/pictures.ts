import type { GivenFile } from "../../opening";
import type { OpenLog } from "../ports";
import type { AmbiguousPicture, Pictures } from "../state";

export async function picturesOfLog(log: OpenLog): Promise<Pictures> {
  return collected(new Map(log.facts.pictures.map((path) => [path, () => log.picture(path)])), new Map());
}

/** As if nothing had come with a log. */
export const noPictures = (): Promise<Pictures> => collected(new Map(), new Map());

export async function withFiles(pictures: Pictures, given: readonly GivenFile[]): Promise<Pictures> {
  const files = new Map(pictures.files);
  for (const { path, file } of given) files.set(path, async () => file);
  return collected(files, pictures.chosen);
}

export const withChoice = (pictures: Pictures, name: string, path: string): Pictures => ({
  ...pictures,
  chosen: new Map([...pictures.chosen, [name, path]]),
});

async function collected(files: Pictures["files"], chosen: Pictures["chosen"]): Promise<Pictures> {
  const { createPictureNames } = await import("../../opening");
  return { names: createPictureNames(files.keys()), files, chosen };
}

/** The picture that a name means; where it fits several, `ask` is told of it. */
export async function pictureNamed(
  { names, files, chosen }: Pictures,
  name: string,
  ask: (ambiguous: AmbiguousPicture) => void,
): Promise<Blob | null> {
  const path = chosen.get(name);
  if (path !== undefined) return (await files.get(path)?.()) ?? null;
  const match = names.match(name);
  if (match.kind === "ambiguous") ask({ name, paths: match.paths });
  return match.kind === "found" ? ((await files.get(match.path)?.()) ?? null) : null;
}
