import type { ExportFile } from "../contract/target";
import { picturePath } from "./labels";
import type { MarkedPicture } from "./marks";

/** The files of the pictures themselves. */
export const pictureFiles = (pictures: readonly MarkedPicture[]): readonly ExportFile[] =>
  pictures.map(({ image }) => ({ kind: "picture", path: picturePath(image), image }));
