import type { ImageId } from "../../src/action";
import type { Pixels } from "../../src/pixels";
import type { RasterExecutor } from "../../src/raster";
import { performPicture } from "../../src/runner";
import { actionsShown, childrenOf, lineTo, logOf, type Step, stepIdFrom, type Trace } from "../../src/trace";
import { imagesOf } from "../../src/wiring/images";
import type { ProgramKernel } from "../../src/workspace/ports";
import {
  allowPrograms,
  isRunnable,
  lastReading,
  loggedPictures,
  type ProgramStep,
  runPrograms,
} from "../../src/workspace/programs";
import { workspaceWith } from "../../src/workspace/testing";
import { type Likeness, likenessOf } from "./likeness";

/** A picture of a log held against what its action or program gives here. */
export interface Compared {
  readonly trace: string;
  /** What made it: an action by its name, or a program. */
  readonly by: string;
  /** Null where it could not be made here; `words` says why. */
  readonly likeness: Likeness | null;
  readonly words: string;
}

/** Actions that cut and turn; what draws does so in a style of its own and is held to golden pictures elsewhere. */
const CUTS: ReadonlySet<string> = new Set(["zoom", "rotate", "flip"]);

/** Every crop of a trace that its log kept a picture of. */
export async function compareCuts(trace: Trace, raster: RasterExecutor): Promise<readonly Compared[]> {
  const found: Compared[] = [];
  for (const step of trace.steps.values()) {
    const { body, author } = step;
    if (author !== "import" || body.kind !== "observation" || !body.image) continue;
    const [first, ...more] = actionsShown(trace, step);
    if (!first || ![first, ...more].every((asked) => CUTS.has(asked.body.action.kind))) continue;
    const by = [first, ...more].map((asked) => asked.body.action.kind).join(" + ");
    const made = await performPicture({ asked: [first, ...more], frame: null }, trace.images, raster);
    const logged = await pixelsOf(raster, body.image);
    if (!logged) continue;
    const here = made.ok ? await pixelsOf(raster, made.value.id) : null;
    const words = made.ok ? "" : String(made.error);
    found.push({ trace: trace.title, by, likeness: here && likenessOf(logged, here), words });
  }
  return found;
}

/** Every program of a trace, run with those before it; the pictures that its log has of it, each beside the one shown here. */
export async function comparePrograms(
  trace: Trace,
  raster: RasterExecutor,
  open: () => Promise<ProgramKernel>,
): Promise<readonly Compared[]> {
  let steps = 0;
  const workspace = workspaceWith({
    // Names of its own: those of the trace count up in the same way.
    ambient: { nextStepId: () => stepIdFrom(`recomputed-${++steps}`) },
    images: imagesOf(raster, async () => ({ ok: false, error: "no-tool" })),
    programs: { open: async () => ({ ok: true, value: await open() }) },
  });
  workspace.session.open(logOf(trace), null, null);
  allowPrograms(workspace);
  const leaves = [...trace.steps.values()].filter(({ id }) => childrenOf(trace, id).length === 0);
  for (const leaf of leaves) await runPrograms(workspace, lineTo(trace, leaf.id));
  const now = workspace.session.store.getState().log?.trace ?? trace;
  const { notes, failed } = workspace.programs.getState();
  const found: Compared[] = [];
  for (const step of trace.steps.values()) {
    if (!isRunnable(step) || step.author !== "import") continue;
    const here = shownHere(now, step);
    const isRedrawn = here.some(({ id }) => notes.get(id)?.includes("figure-redrawn"));
    for (const [at, logged] of loggedPictures(trace, step).entries()) {
      const both = await Promise.all([logged, here[at]].map((one) => one && imageOf(one, raster)));
      const [kept, made] = both;
      if (!kept) continue;
      const words = isRedrawn ? "figure-redrawn" : here[0] ? lastLine(here[0]) : (failed?.failure.message ?? "not run");
      found.push({ trace: trace.title, by: "program", likeness: made ? likenessOf(kept, made) : null, words });
    }
  }
  return found;
}

/** The steps of what a program showed here, in their order. */
function shownHere(trace: Trace, program: ProgramStep): readonly Step[] {
  const isOurs = ({ author, body }: Step): boolean => author !== "import" && body.kind === "observation";
  const shown: Step[] = [];
  let at = childrenOf(trace, lastReading(trace, program).id).find(isOurs);
  while (at) {
    shown.push(at);
    at = childrenOf(trace, at.id).find(isOurs);
  }
  return shown;
}

const lastLine = ({ body }: Step): string =>
  body.kind === "observation" ? (body.text.trim().split("\n").at(-1) ?? "") : "";

const imageOf = ({ body }: Step, raster: RasterExecutor): Promise<Pixels | null> | null =>
  body.kind === "observation" && body.image ? pixelsOf(raster, body.image) : null;

async function pixelsOf(raster: RasterExecutor, image: ImageId): Promise<Pixels | null> {
  const found = await raster.pixels(image);
  return found.ok ? found.value : null;
}
