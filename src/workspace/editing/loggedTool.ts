import type { ToolName } from "../../action";
import type { StepBody } from "../../trace";

/** A call of a log's own tool as a tool that is here: what to look for, where it says so. */
export interface LoggedTool {
  readonly tool: ToolName;
  readonly words: string;
}

/**
 * What published systems call their finding tools, by the letters of the name: AdaReasoner and OpenThinkIMG (`OCR`,
 * `GroundingDINO`), VisProg (`LOC`), OctoTools (`Object_Detector_Tool`, `Text_Detector_Tool`), Visual Sketchpad
 * (`detection`).
 */
const BY_NAME: ReadonlyMap<string, ToolName> = new Map([
  ...["ocr", "readtext", "extracttext", "textdetectortool", "textrecognition"].map(
    (name) => [name, "read-text"] as const,
  ),
  ...["loc", "grounding", "groundingdino", "detection", "detect", "objectdetection", "objectdetectortool"].map(
    (name) => [name, "find-objects"] as const,
  ),
]);

/** `"name": "OCR"`, `[Tool]: OCR` and `LOC(`. */
const NAMED = /["']?\b(?:name|function|tool)\b["']?\]?\s*:\s*["']?([\w.-]{1,40})|\b([A-Za-z_]\w{0,39})\s*\(/gi;
/** What is looked for, by the names that these systems give it. */
const WORDS =
  /["']?\b(?:object|objects|query|prompt|param|target|labels?|caption)\b["']?\s*[:=]\s*\[?\s*["']([^"'\\]{1,100})["']/i;

/** Words longer than this hold more than a call. */
const MOST = 20_000;

/** The tool that the words of a step call and that can be called here; null where they call none. */
export function loggedTool(body: StepBody): LoggedTool | null {
  const text =
    body.kind === "unparsed"
      ? body.text
      : body.kind === "action" && body.action.kind === "program"
        ? body.action.source
        : "";
  const said = text.slice(0, MOST);
  for (const [, named = "", called = ""] of said.matchAll(NAMED)) {
    const tool = BY_NAME.get((named || called).replaceAll(/[^A-Za-z]/g, "").toLowerCase());
    if (tool) return { tool, words: tool === "find-objects" ? (WORDS.exec(said)?.[1]?.trim() ?? "") : "" };
  }
  return null;
}
