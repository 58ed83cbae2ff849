import { type Message, type MessagePart, partsOfText } from "../dialect";

// The runs that a cell of a notebook printed, one after the other, with the pictures that it showed in between.

/** One run of a cell: its messages, and what was printed beside them of how it should have ended. */
export interface PrintedRun {
  readonly messages: readonly Message[];
  /** The right answer, where the cell printed it, and the label that it stood behind. */
  readonly reference: { readonly answer: string; readonly field: string } | null;
  /** Whether the cell told who says what. */
  readonly hasRoles: boolean;
}

/** Marks without which printed words are some program's chatter. */
const OF_A_RUN =
  /<(?:think|tool_call|answer|code|grounding|tool_response|SUMMARY|rethink)\b|\[(?:ANSWER|TOOL_CALL)\]|(?:THOUGHT|ACTION) \d+:|OBSERVATION:|<\|im_start\|>/;

/** Boxes and points as JSON, which models that locate things write without any tag. */
const OF_A_PLACE = /["'](?:bbox_2d|box_2d|bbox|point_2d|point)["']\s{0,9}:\s{0,9}\[\s{0,9}-?\d/;

/** The marks of places, those of families of models for locating things. */
const MARKED_PLACE =
  /<(?:box|bbox|point|quad|polygon)>\s{0,9}[[(]{0,2}\s{0,9}-?\d|<points?\s[^<>]{0,40}=|<\|(?:box_start|point_start|begin_of_box|det)\|>|<loc_?\d|<patch_index_\d/;

/** A thought, and what is to be done to a screen: UI-TARS, Seed and their kin. */
const ON_A_SCREEN = /^(?:Action|操作|动作)[:：]\s{0,9}\w{1,40}\(/m;

/** Whether words sound like those of a model that thinks with images. */
export const soundsLikeRun = (words: string): boolean =>
  [OF_A_RUN, OF_A_PLACE, MARKED_PLACE, ON_A_SCREEN].some((mark) => mark.test(words));

/** What a stretch of printed words is. A `break` parts what is printed of one problem from that of the next. */
type Stretch =
  | { readonly kind: "said"; readonly role: Message["role"]; readonly text: string; readonly at: number }
  | { readonly kind: "asked"; readonly text: string; readonly at: number }
  | { readonly kind: "answered"; readonly text: string; readonly at: number }
  | { readonly kind: "reference"; readonly label: string; readonly text: string }
  | { readonly kind: "repeated"; readonly text: string; readonly at: number }
  | { readonly kind: "thinks" }
  | { readonly kind: "break" };

/**
 * What parts a printed text: a line of one sign, over and over; who speaks, as AutoGen prints it over a line of dashes;
 * a question in its tag; labels such as `Prompt:` and `Ground Truth:` at the head of a line.
 */
const PARTS = new RegExp(
  [
    "^(?<line>([#=*~])\\2{19,})[ \\t]*(?:\\n|$)",
    "^(?<dashes>-{20,})\\n",
    "^(?<speaker>[\\w -]{1,40}) \\(to [\\w -]{1,40}\\):\\n+",
    "^(?=(?<observed>OBSERVATION:))",
    "^<query>(?<query>[\\s\\S]*?)</query>[ \\t]*\\n?",
    "^(?<asks>Prompt|Question|Query|User|Instruction|问题|提示词|用户)[ \\t]{0,3}[:：][ \\t]*\\n?",
    "^(?<thinks>THOUGHTS?|Thoughts|THINKING|Thinking|思考过程)[ \\t]{0,3}[:：][ \\t]*\\n",
    "^(?<answers>Answer|Response|Output|ANSWER|RESPONSE|OUTPUT|Assistant|Model [Oo]utput|回答|答案|输出|模型输出)[ \\t]{0,3}[:：][ \\t]*\\n?",
    "^(?<truth>Ground Truth|Ground truth|GT|Reference|Reference Answer|Correct Answer|标准答案)[ \\t]{0,3}[:：][ \\t]*(?<right>[^\\n]*)\\n?",
    "^(?:Pred Answer|Predicted Answer|Pred|Prediction)[ \\t]{0,3}[:：][ \\t]*(?<said>[^\\n]*)\\n?",
  ].join("|"),
  "gm",
);

/** Who speaks, as notebooks display it in Markdown: a heading, or bold words, at the head of a line. */
const ROLE =
  /^(?:#{1,6}[ \t]{1,3}|\*\*|__)[^\w\s*#]{0,8}[ \t]{0,3}(?<name>system|user|human|assistant|ai|model|bot|tool|observation|系统|用户|助手)(?:[ \t]{1,3}(?:message|prompt|response))?[ \t]{0,3}[:：]?(?:\*\*|__)?[ \t]{0,3}(?:[:：][ \t]{0,3}|$|(?<=[:：](?:\*\*|__)?[ \t]{0,3}))\n{0,3}/gim;

const ROLES: Readonly<Record<string, Message["role"]>> = {
  system: "system",
  系统: "system",
  user: "user",
  human: "user",
  用户: "user",
  tool: "observation",
  observation: "observation",
};

/** A rule between outputs, as Markdown draws it. */
const RULE = /^\s*(?:-{3,}|\*{3,}|_{3,})\s*$/;

/** A run's last words, by the marks of any system. */
const ENDS = /<\/answer>|\\boxed\{|TERMINATE|<\/CONCLUSION>/;

/** The runs that the outputs of a cell make, in order. */
export function runsOfOutputs(outputs: readonly MessagePart[]): readonly PrintedRun[] {
  const reading = new CellReading();
  for (const [i, part] of outputs.entries()) {
    const place = `output ${i + 1}`;
    if (part.kind === "image") reading.picture(part, place);
    else for (const stretch of stretchesOf(part.text, reading)) reading.take(stretch, place);
  }
  return reading.finish();
}

function* stretchesOf(text: string, reading: CellReading): Generator<Stretch> {
  const heads = headsIn(text);
  if (heads.length > 0) return yield* turnsOf(text, heads, reading);
  let taken = 0;
  for (const match of text.matchAll(PARTS)) {
    const next = partOf(match, reading.after(text.slice(taken, match.index)), reading);
    if (!next) continue;
    if (match.index > taken)
      yield { kind: "said", role: reading.speaker, text: text.slice(taken, match.index), at: taken };
    taken = match.index + match[0].length;
    yield next;
  }
  if (taken < text.length) yield { kind: "said", role: reading.speaker, text: text.slice(taken), at: taken };
}

/** The headings of turns. Models write such headings, too: an output that begins with one is a talk. */
function headsIn(text: string): readonly RegExpExecArray[] {
  const heads = [...text.matchAll(ROLE)];
  return heads[0] && text.slice(0, heads[0].index).trim() === "" ? heads : [];
}

/** A talk whose turns have headings. */
function* turnsOf(text: string, heads: readonly RegExpExecArray[], reading: CellReading): Generator<Stretch> {
  reading.hasRoles = true;
  for (const [i, { index, groups, 0: head }] of heads.entries()) {
    const at = index + head.length;
    const role = ROLES[groups?.name?.toLowerCase() ?? ""] ?? "assistant";
    yield { kind: "said", role, text: text.slice(at, heads[i + 1]?.index ?? text.length), at };
  }
}

/** What is printed between the marks that part runs: each piece is told by one of them, or by none. */
export function wordsBetweenMarks(printed: string): readonly string[] {
  const text = headsIn(printed).length > 0 ? printed.replaceAll(ROLE, "\n") : printed;
  const pieces: string[] = [];
  let taken = 0;
  for (const match of text.matchAll(PARTS)) {
    const { query, right, said } = match.groups ?? {};
    pieces.push(text.slice(taken, match.index), query ?? "", right ?? "", said ?? "");
    taken = match.index + match[0].length;
  }
  const rest = [...pieces, text.slice(taken)].flatMap((piece) => piece.split("\n"));
  return rest.filter((line) => line.trim() !== "" && !RULE.test(line));
}

/** How far the model is with what it has to say. */
type Standing = "silent" | "speaking" | "ended";

/** What a match of `PARTS` begins or is; null where it is a part of what is being said. */
function partOf({ groups = {}, index }: RegExpMatchArray, standing: Standing, reading: CellReading): Stretch | null {
  const at = index ?? 0;
  const words = { text: "", at };
  if (groups.line !== undefined) return { kind: "break" };
  if (groups.dashes !== undefined) return { kind: "said", role: reading.speaker, ...words };
  if (groups.speaker !== undefined)
    return { kind: "said", role: /user/i.test(groups.speaker) ? "user" : "assistant", ...words };
  if (groups.observed !== undefined) return { kind: "said", role: "observation", ...words };
  if (groups.query !== undefined) return { kind: "asked", text: groups.query.trim(), at };
  // Models write these words, too: they are labels only where no run goes on.
  if (groups.asks !== undefined) return standing === "speaking" ? null : { kind: "asked", ...words };
  if (groups.thinks !== undefined) return standing === "silent" ? { kind: "thinks" } : null;
  if (groups.answers !== undefined)
    return reading.isAsked || reading.isThinking ? { kind: "answered", ...words } : null;
  if (standing !== "ended") return null;
  if (groups.truth !== undefined) return { kind: "reference", label: groups.truth, text: groups.right ?? "" };
  return { kind: "repeated", text: groups.said ?? "", at };
}

/** Gathers the stretches of one cell into runs. */
class CellReading {
  private readonly runs: PrintedRun[] = [];
  private messages: Message[] = [];
  private reference: PrintedRun["reference"] = null;
  private words = "";
  private hasAnswered = false;
  speaker: Message["role"] = "assistant";
  /** How many messages there were when a line parted them, where that may end the run. */
  private broken: number | null = null;
  /** A question stands behind its label, and nothing answers it yet. */
  isAsked = false;
  /** The cell told who says what. */
  hasRoles = false;
  /** How many messages there were when the cell said that thoughts follow; null where they ended, or none were told of. */
  private thoughtsFrom: number | null = null;

  get isThinking(): boolean {
    return this.thoughtsFrom !== null;
  }

  /** Where the model stands once it has said this, too. */
  after(text: string): Standing {
    const words = this.words + (this.speaker === "assistant" ? text : "");
    if (this.hasAnswered || ENDS.test(words)) return "ended";
    return words.trim() === "" || this.broken !== null ? "silent" : "speaking";
  }

  picture(part: MessagePart, place: string): void {
    this.messages.push({ role: "observation", parts: [part], place });
  }

  take(stretch: Stretch, place: string): void {
    switch (stretch.kind) {
      case "break":
        if (this.after("") === "ended") this.next([]);
        else this.broken = this.messages.length;
        return;
      case "asked":
        if (this.words.trim() !== "" && this.after("") !== "speaking") this.next(this.picturesOfNext());
        this.speaker = "user";
        this.isAsked = stretch.text === "";
        this.say("user", stretch.text, stretch.at, place);
        if (stretch.text !== "") this.speaker = "assistant";
        return;
      case "thinks":
        this.thoughtsFrom = this.messages.length;
        return;
      case "answered":
        this.closeThoughts();
        this.speaker = "assistant";
        this.isAsked = false;
        this.hasAnswered = true;
        return;
      case "reference":
        this.reference = { answer: listedOnce(stretch.text), field: stretch.label };
        return;
      case "repeated":
        if (!this.words.includes(stretch.text.trim())) this.say("assistant", stretch.text, stretch.at, place);
        return;
      case "said":
        this.speaker = stretch.role;
        this.say(stretch.role, stretch.text, stretch.at, place);
    }
  }

  /** What was said behind the label of thoughts is one, once that of an answer follows. */
  private closeThoughts(): void {
    if (this.thoughtsFrom === null) return;
    const from = this.thoughtsFrom;
    this.thoughtsFrom = null;
    this.messages = this.messages.map((message, i) =>
      i < from || message.role !== "assistant"
        ? message
        : {
            ...message,
            parts: message.parts.map((part) =>
              part.kind === "text" ? { ...part, text: `<think>${part.text}</think>\n` } : part,
            ),
          },
    );
  }

  private say(role: Message["role"], text: string, at: number, place: string): void {
    if (text.trim() === "" || RULE.test(text)) return;
    if (role === "assistant") this.words += text;
    this.messages.push({ role, parts: partsOfText(text, []), place: `${place}, character ${at}` });
  }

  /** Where pictures stand before their question, those behind the last words belong to what is asked next. */
  private picturesOfNext(): readonly Message[] {
    if (this.broken !== null) return this.messages.splice(this.broken);
    const [first] = this.messages;
    if (first?.parts[0]?.kind !== "image") return [];
    const end = this.messages.findLastIndex(({ parts }) => parts[0]?.kind !== "image") + 1;
    return this.messages.splice(end);
  }

  private next(messages: readonly Message[]): void {
    const { messages: said, reference, hasRoles } = this;
    if (said.length > 0) this.runs.push({ messages: asShown(said), reference, hasRoles });
    this.messages = [...messages];
    this.reference = null;
    this.words = "";
    this.hasAnswered = false;
    this.broken = null;
    this.thoughtsFrom = null;
    this.speaker = "assistant";
    this.isAsked = false;
  }

  finish(): readonly PrintedRun[] {
    this.next([]);
    return this.runs;
  }
}

/** `['7']`, as Python prints a list of one text. */
const listedOnce = (text: string): string => /^\[\s*(['"])(.*)\1\s*\]$/.exec(text.trim())?.[2] ?? text.trim();

/** What asks to be shown something; without it a picture behind the words is the one that they are about. */
const ASKS = /<(?:code|tool_call|grounding|rotate)>|ACTION \d+:|```python|'''python|\[TOOL_CALL\]/;

/** Messages with what is shown before anybody has spoken as the question, and what is shown together as one. */
function asShown(messages: readonly Message[]): readonly Message[] {
  const about = withPictureFirst(messages);
  const first = about.findIndex(({ role }) => role === "assistant");
  const joined: Message[] = [];
  for (const [i, message] of about.entries()) {
    const before = message.role === "system" ? "system" : "user";
    const role = i < first || first < 0 ? before : message.role === "user" ? "observation" : message.role;
    const last = joined.at(-1);
    if (last && last.role === role && role !== "assistant")
      joined[joined.length - 1] = { ...last, parts: [...last.parts, ...message.parts] };
    else joined.push({ ...message, role });
  }
  return joined;
}

/** Where the only pictures stand behind words that ask for none, the first of them is what the words are about. */
function withPictureFirst(messages: readonly Message[]): readonly Message[] {
  const isPicture = ({ parts }: Message): boolean => parts[0]?.kind === "image";
  const spoken = messages.findIndex(({ role }) => role === "assistant");
  const shown = messages.findIndex(isPicture);
  const picture = messages[shown];
  const words = messages.flatMap(({ parts }) => parts.map((part) => (part.kind === "text" ? part.text : ""))).join("");
  if (!picture || spoken < 0 || shown < spoken || ASKS.test(words)) return messages;
  return [picture, ...messages.filter((message) => message !== picture)];
}
