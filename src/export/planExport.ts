import { unreachable } from "../base";
import type { ExportInput } from "./contract/form";
import type { ExportFile, ExportPlan, ExportTarget } from "./contract/target";
import { readmeOf } from "./readme";

/** A target's plan with the README that tells what its rows need. An export without rows has no files. */
export function planExport(target: ExportTarget, input: ExportInput): ExportPlan {
  const plan = target.write(input);
  if (plan.rowCount === 0) return { ...plan, files: [], settings: [] };
  return { ...plan, files: [{ kind: "text", path: "README.md", text: readmeOf(target, plan) }, ...plan.files] };
}

/** The bytes of a file of a plan that was made from `input`. Rejects where a picture that was there is gone since. */
export async function bytesOfFile(
  file: ExportFile,
  { pictures }: Pick<ExportInput, "pictures">,
): Promise<Uint8Array<ArrayBuffer>> {
  const png = async (image: Parameters<typeof pictures.get>[0]): Promise<Uint8Array<ArrayBuffer>> => {
    const picture = pictures.get(image);
    if (!picture) throw new Error(`A planned picture is not in the input: ${image}`);
    return picture.png();
  };
  switch (file.kind) {
    case "text":
      return new TextEncoder().encode(file.text);
    case "bytes":
      return file.bytes;
    case "picture":
      return png(file.image);
    case "made": {
      const pngs = new Map<Parameters<typeof pictures.get>[0], Uint8Array<ArrayBuffer>>();
      for (const image of file.images) pngs.set(image, await png(image));
      return file.make(pngs);
    }
    default:
      return unreachable(file);
  }
}
