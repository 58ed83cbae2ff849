import { readFileSync } from "node:fs";
import { join, relative } from "node:path";
import { loadPyodide } from "pyodide";
import * as z from "zod/mini";
import { type Pixels, plain } from "../../src/pixels";
import { SEALED_CONFIG, startPython } from "../../src/sandbox/worker/python";
import { filesUnder, type ProgramsOfFile } from "./runs";

const MODULES = join(import.meta.dirname, "../../src/sandbox/python");

const rowSchema = z.tuple([
  z.string(),
  z.string(),
  z.string(),
  z.array(z.string()),
  z.array(z.tuple([z.string(), z.string()])),
  z.enum(["ran", "raised", "missing", "unreached"]),
  z.string(),
]);
/** Family, name, receiver, kinds of arguments, kinds of keywords, outcome, words of a failure. */
export type Row = z.infer<typeof rowSchema>;

export interface Outcome {
  readonly rows: readonly Row[];
  readonly programs: number;
  /** Of them, how many are no whole Python. */
  readonly broken: number;
}

/** The sandbox's Python in Node, which runs the programs of a file and tells what became of each of their calls. */
export async function createCensusRig(): Promise<{ readonly run: (file: ProgramsOfFile) => Outcome }> {
  const interpreter = await loadPyodide(SEALED_CONFIG);
  const python = await startPython(async () => interpreter, modules());
  for (const name of ["record.py", "census.py"])
    interpreter.FS.writeFile(`/home/program/${name}`, readFileSync(join(import.meta.dirname, name), "utf8"));
  interpreter.runPython("import sys; sys.path.insert(0, '/home/program'); import census");
  return {
    run({ programs, picture }) {
      python.reset();
      const pixels = picture ?? stranger();
      // What a program was shown later stands for itself: kinds of arguments do not hang on what is on a picture.
      const variables = Array.from({ length: MOST_SHOWN }, (_, at) => [`image_clue_${at}`, `image_${at + 1}`]).flat();
      python.give({ name: "image.png", variables, isDefault: true, pixels });
      interpreter.globals.set("programs", interpreter.toPy([...programs]));
      const told: unknown = interpreter.runPython("census.run(programs)").toJs();
      const [rows, broken] = z.tuple([z.array(rowSchema), z.number()]).parse(told);
      return { rows, broken, programs: programs.length };
    },
  };
}

/** Python's modules of our own by their paths: what the build puts in elsewhere. */
export const modules = (): Readonly<Record<string, string>> =>
  Object.fromEntries(
    filesUnder(MODULES)
      .filter((path) => path.endsWith(".py"))
      .map((path) => [relative(MODULES, path), readFileSync(path, "utf8")]),
  );

const MOST_SHOWN = 12;
/** Where a log's own picture is not there: one that has something to find everywhere. */
function stranger(): Pixels {
  const made = plain({ width: 640, height: 480 }, [0, 0, 0]);
  for (let i = 0; i < made.data.length; i++) if (i % 4 !== 3) made.data[i] = (i * i * 31 + (i >> 5)) % 256;
  return made;
}
