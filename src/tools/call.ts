import { TOOL_NAMES, type ToolName } from "../action";
import { err, ok, type Result, unreachable } from "../base";
import { type ImageBox, isRealBox } from "../geometry";
import { crop, type Pixels, wholeBox } from "../pixels";
import { findColor } from "./classical/color";
import { findEdges } from "./classical/edges";
import { findLines } from "./classical/lines";
import { findRegions } from "./classical/regions";
import { findTemplate } from "./classical/template";
import { type Found, movedBy, surest } from "./found";
import type { Networks } from "./network/networks";
import { findObjects } from "./objects/findObjects";
import { readText } from "./text/readText";

/** Where to look, and for what. */
export interface ToolArguments {
  /** In pixels of the image; the whole image where left out. To `find-template` it is what to look for elsewhere. */
  readonly region?: ImageBox;
  /** A class of `find-objects` or a colour of `find-color`. */
  readonly words?: string;
}

/**
 * Why a tool finds nothing that could be told. `no-such-color`, `no-such-class`: the words name none that it knows;
 * `no-template`: it was not told what to look for; `too-large`: more pixels than it takes; `tool-files`: its network
 * could not be had; `tool-failed`: the network could not be computed; `no-phrase-model`: the model that finds phrases was
 * never loaded; `no-phrase`: it was not told what to look for;
 * `empty-box`: a region without an inside.
 */
export type ToolFailureCode =
  | "no-such-color"
  | "no-such-class"
  | "no-template"
  | "no-tool"
  | "empty-box"
  | "too-large"
  | "tool-files"
  | "no-phrase"
  | "no-phrase-model"
  | "tool-failed";

export type CallTool = (name: ToolName, args: ToolArguments, image: Pixels) => Promise<Result<Found, ToolFailureCode>>;

export interface Tools {
  /**
   * Calls a tool on an image and gives what it finds, in pixels of that image, surest first where it tells how sure it
   * is. Refuses with a code and never throws for what an image or an argument holds.
   */
  readonly call: CallTool;
}

/** Beyond this the intermediate maps of a tool take hundreds of megabytes. */
const MOST_PIXELS = 40_000_000;

/** The tools over these networks, in this thread. */
export const createTools = (networks: Networks): Tools => ({
  async call(name, args, image) {
    if (!TOOL_NAMES.includes(name)) return err("no-tool");
    if (args.region && !isRealBox(args.region)) return err("empty-box");
    if (image.width * image.height > MOST_PIXELS) return err("too-large");
    // A model beside the one that reasons: whoever has one answers before it comes here.
    if (name === "find-phrase") return err("no-phrase-model");
    if (name === "find-template") return args.region ? settled(findTemplate(image, args.region)) : err("no-template");
    const part = args.region ? wholeBox(args.region, image) : null;
    const found = await within(name, part ? crop(image, part) : image, args.words ?? "", networks);
    if (!found.ok) return found;
    const { marks, ...rest } = found.value;
    return settled({ ...rest, marks: movedBy(marks, part ?? { left: 0, top: 0 }) });
  },
});

const settled = (found: Found): Result<Found, ToolFailureCode> => ok({ ...found, marks: surest(found.marks) });

async function within(
  name: Exclude<ToolName, "find-template" | "find-phrase">,
  pixels: Pixels,
  words: string,
  networks: Networks,
): Promise<Result<Found, ToolFailureCode>> {
  switch (name) {
    case "read-text":
      return readText(pixels, networks);
    case "find-objects":
      return findObjects(pixels, words, networks);
    case "find-edges":
      return ok(findEdges(pixels));
    case "find-regions":
      return ok(findRegions(pixels));
    case "find-color":
      return findColor(pixels, words);
    case "find-lines":
      return ok(findLines(pixels));
    default:
      return unreachable(name);
  }
}
