import { imageReference } from "./content";
import { recordOf } from "./conversation";
import { asked, type LinesForm, said } from "./form";
import { type Fields, isFields, textField } from "./json";
import type { Message, MessagePart } from "./record";
import {
  flatStep,
  lines,
  picturesOf,
  RESULTS,
  responseIn,
  resultsIn,
  saidIn,
  TRAJECTORY_KNOWN,
  TRAJECTORY_SPOKEN,
} from "./trajectory";

// `traj.jsonl` as OSWorld and the harnesses that grew from it write it (xlang-ai/OSWorld, `run_single_example` in
// lib_run_single.py): a line for each thing that was done, in a folder of its own with the screenshots. A screenshot shows
// what came of the action in its line, and the first of all was not kept. The task stands in another file, but for runs of
// people, whose first line tells it with the first screenshot.

const isStepLine = (line: unknown): line is Fields =>
  isFields(line) && "step_num" in line && "action" in line && ("screenshot_file" in line || "reward" in line);

const isHead = (line: unknown): line is Fields =>
  isFields(line) && typeof line.initial_state === "string" && typeof line.instruction === "string";

export const trajectoryLines: LinesForm = {
  kind: "lines",
  form: "trajectory-lines",
  known: [...TRAJECTORY_KNOWN, "start_time", "end_time", "mode", "evaluation"],
  spoken: [...TRAJECTORY_SPOKEN, "Error"],
  begins: (first) => isStepLine(first) || isHead(first),
  read(all) {
    const head = all.find(isHead);
    const images = head ? [imageReference(textField(head, "initial_state") ?? "")] : [];
    const beginning = asked(textField(head, "instruction") ?? "", images, "task");
    const messages = messagesOf(all.filter(isFields));
    if (!messages.some(({ role }) => role === "assistant")) return null;
    return recordOf({}, [beginning, ...messages], { place: "file", form: "trajectory-lines", images });
  },
};

/** What was said and done in each line, and what it came to. */
function messagesOf(all: readonly Fields[]): readonly Message[] {
  let before = "";
  return all.flatMap((line, i): readonly Message[] => {
    const [step, place] = [flatStep(line), `line ${i + 1}`];
    const words = isStepLine(line) ? saidIn(step, before) : [];
    if (isStepLine(line)) before = responseIn(step);
    const pictures = [...picturesOf(step), ...finalState(step)];
    const shown = pictures.map((image): MessagePart => ({ kind: "image", image }));
    const results = [...RESULTS, "Error"].flatMap((name) => resultsIn(step[name]));
    return [
      ...(words.length > 0 ? [said("assistant", lines(words), place)] : []),
      ...(shown.length + results.length > 0 ? [said("observation", [...shown, ...lines(results)], place)] : []),
    ];
  });
}

/** The last screenshot of a person's run. */
const finalState = (step: Fields) => (typeof step.final_state === "string" ? [imageReference(step.final_state)] : []);
