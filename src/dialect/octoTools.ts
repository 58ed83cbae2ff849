import type { Piece, ShownImage } from "./contract/dialect";
import { framed, type Grammar, plainToolError } from "./grammar/grammar";
import { saysInPython } from "./grammar/sandbox";
import { describeSystem, keptAs, wordsFit } from "./grammar/system";
import { imageReference } from "./log/content";
import { recordOf } from "./log/conversation";
import { asked, said, type ValueForm, type WordsForm } from "./log/form";
import { field, isFields, textField } from "./log/json";
import type { ImageReference, LogRecord, Message, MessagePart } from "./log/record";
import { USUAL_PROGRAMS } from "./programs/kernel";
import { keptProgram } from "./programs/pieces";
import { talk } from "./reading/blocks";
import { answer } from "./reading/call";
import { printJson } from "./reading/toolCall";

const FINAL = "==> 🐙 Final Answer:";
const COMMAND = "[Command]:";
/** What ends a command and an answer: the time that it took, the next heading. */
const END = /\n\[(?:Total )?Time\]:|\n==> /;

/** Words with the commands that they give to tools, and the answer behind its heading. */
function stepsIn(raw: string, shown: readonly ShownImage[]): readonly Piece[] {
  const at = [raw.indexOf(COMMAND), raw.indexOf(FINAL)].filter((index) => index >= 0).sort((a, b) => a - b)[0];
  if (at === undefined) return spoken(raw);
  const mark = raw.startsWith(FINAL, at) ? FINAL : COMMAND;
  const length = raw.slice(at + mark.length).search(END);
  const end = length < 0 ? raw.length : at + mark.length + length;
  const [before, marked, rest] = [raw.slice(0, at), raw.slice(at, end), raw.slice(end)];
  const source = marked.slice(mark.length).trim();
  return [
    ...(before === "" ? [] : spoken(before)),
    ...(mark === FINAL ? answer(source, marked) : keptProgram({ language: "python", source, raw: marked }, [], shown)),
    ...(rest === "" ? [] : spoken(rest)),
  ];
}

/** How long a step took, and that all is done, is said by the program around the model. */
const AROUND = /^(?:\[(?:Total )?Time\]: [\d.]{1,20}s|==> ✅[^\n]*)$/gm;

const spoken = (raw: string): readonly Piece[] => talk(raw, raw.replaceAll(AROUND, ""));

/** A planner that names a tool for each step, and a command to it in Python. Where tools look is in their answers alone. */
const grammar: Grammar = {
  space: "pixel",
  traits: {
    firstImage: null,
    acts: "first-image",
    observed: "user-turn",
    performs: "all",
    stop: [],
    turnLimit: 10,
    answer: "",
  },
  blocks: () => [],
  programs: { ...USUAL_PROGRAMS, printed: () => [] },
  outside: stepsIn,
  expresses: (action) => action.kind === "program" && saysInPython(action),
  printAction: (action) => (action.kind === "program" ? `${COMMAND} ${action.source}` : ""),
  printThought: (text) => text,
  printAnswer: (text) => text,
  observation: (body) => framed(body, "", ""),
  toolError: plainToolError,
  observes: (action) => action.kind === "program",
};

/** What `solve` gives back, and `solve.py` writes as JSON. */
const solved: ValueForm = {
  kind: "value",
  form: "octotools",
  known: ["step_count", "execution_time", "pid"],
  spoken: ["tool_name", "sub_goal", "command", "box"],
  priority: 69,
  read(value, place) {
    const memory = field(value, "memory");
    const query = textField(value, "query");
    if (!isFields(memory) || query === null || !Object.keys(memory).every((key) => key.startsWith("Action Step")))
      return null;
    const image = textField(value, "image");
    const words = (text: string, where: string): readonly Message[] =>
      text === "" ? [] : [said("assistant", [{ kind: "text", text }], where)];
    const messages = [
      asked(query, image === null ? [] : [imageReference(image)], "query"),
      ...words(textField(value, "query_analysis") ?? "", "query_analysis"),
      ...Object.entries(memory).flatMap(([name, step]) => [
        ...words(toldOf(step), name),
        said("observation", shownBy(field(step, "result")), `${name}, result`),
      ]),
      ...words(textField(value, "final_output") ?? "", "final_output"),
      ...words(textField(value, "direct_output") ?? "", "direct_output"),
    ];
    return [recordOf(value, messages, { place, form: "octotools" })];
  },
};

const toldOf = (step: unknown): string =>
  `[Sub Goal]: ${textField(step, "sub_goal") ?? ""}\n[Tool]: ${textField(step, "tool_name") ?? ""}\n${COMMAND} ${textField(step, "command") ?? ""}`;

/** A tool's answer as words, and the pictures that it saved. */
function shownBy(result: unknown): readonly MessagePart[] {
  const text = typeof result === "string" ? result : printJson(result);
  const paths = [...text.matchAll(/"(?:path|saved_image_path)": "([^"\n]{1,1000})"/g)].map((match) => match[1] ?? "");
  const images = paths.map((path): MessagePart => ({ kind: "image", image: imageReference(path) }));
  return [{ kind: "text", text }, ...images];
}

const HEADING = /^==> [^\n]*$/gm;

/** The same as it is printed, in a notebook or into a file. */
const printed: WordsForm = {
  kind: "words",
  form: "octotools-printed",
  read(text, place): LogRecord | null {
    const question = /^==> 🔍 Received Query: ([^\n]*)/m.exec(text)?.[1];
    if (question === undefined) return null;
    const path = /^==> 🖼️ Received Image: ([^\n]*)/m.exec(text)?.[1]?.trim();
    const images: readonly ImageReference[] = path === undefined ? [] : [imageReference(path)];
    const messages: Message[] = [asked(question, images, "query")];
    const headings = [...text.matchAll(HEADING)];
    for (const [i, heading] of headings.entries()) {
      const section = text.slice(heading.index, headings[i + 1]?.index ?? text.length);
      const isShown = heading[0].includes("Command Execution");
      if (/Received (?:Query|Image):/.test(heading[0])) continue;
      messages.push(
        isShown
          ? said("observation", shownBy(section), `character ${heading.index}`)
          : said("assistant", [{ kind: "text", text: section }], `character ${heading.index}`),
      );
    }
    return recordOf({}, messages, { place, form: "octotools-printed", images });
  },
};

export const octoTools = describeSystem({
  name: "octotools",
  title: "OctoTools",
  source: { of: "octotools/octotools", at: "8c74a5e" },
  grammar,
  // Its tools are not here.
  instructions: null,
  forms: [solved, printed],
  signs: [keptAs("octotools"), wordsFit(630, (words) => words.includes(COMMAND) && /\[Tool\]: \w+_Tool\b/.test(words))],
});
