import type { ImageId } from "../../action";
import { type Dialect, isSayable, restated, type Turn } from "../../dialect";
import type { Step, StepId, Trace } from "../../trace";
import type { ExportPart, ExportTurn } from "../contract/form";
import { type AttributedTurn, joinTurns } from "./joinTurns";
import { partsOfSteps } from "./parts";

/** A line in the words of a dialect. */
export interface Spoken {
  readonly turns: readonly ExportTurn[];
  /** The first action that the dialect has no words for; null where it has words for all. */
  readonly unsayable: StepId | null;
  /** The first step whose words are not its own. */
  readonly restated: StepId | null;
  /** The first observation that stood within a turn of the model's. */
  readonly shownWithin: StepId | null;
}

/**
 * The turns in which `dialect` shows a line, each part with its step. A dialect lays the words of steps end to end, so
 * that nobody could tell them apart again; it is therefore given a mark in place of each step's words, and the words are
 * put back where the marks come out. What was shown within the model's turn becomes a turn of the user's: no trainer
 * keeps a picture out of the loss in a turn that the model is trained on.
 */
export function spoken(dialect: Dialect, line: readonly Step[], images: Trace["images"]): Spoken {
  const said = restated(dialect, line, images);
  const marks = marksFor(said);
  const marked = said.map((step, i) => (isShown(step) ? step : { ...step, raw: marks.of(i) }));
  const { turns } = dialect.transcribe(marked, "", images);
  const parts = partsOfSteps(dialect, said, images);
  const owners = new Owners(said);
  const attributed = turns.flatMap((turn) => takeApart(turn, owners, marks, parts));
  return {
    turns: joinTurns(attributed),
    unsayable: unsayableOf(dialect, line, images),
    restated: line.find((step, i) => !isShown(step) && step.raw !== "" && step.raw !== said[i]?.raw)?.id ?? null,
    shownWithin: attributed.find(({ within }) => within !== null)?.within ?? null,
  };
}

const isShown = ({ body }: Step): boolean => body.kind === "problem" || body.kind === "observation";

/** Where the words are the dialect's own they stand as they are, whatever it would print. */
function unsayableOf(dialect: Dialect, line: readonly Step[], images: Trace["images"]): StepId | null {
  let imported = "native";
  for (const [i, { id, author, body, generation }] of line.entries()) {
    if (body.kind === "problem") imported = body.dialect ?? "native";
    if (body.kind !== "action") continue;
    const speaker = author === "human" ? null : author === "import" ? imported : (generation?.dialect ?? "native");
    if (speaker === dialect.name) continue;
    // Some dialects always mean one picture, and have no words for a look into another.
    if (!isSayable(dialect, body.action, line.slice(0, i), images)) return id;
  }
  return null;
}

interface Marks {
  of(index: number): string;
  /** Matches a mark, with its index as the one group. */
  readonly pattern: RegExp;
}

/** Marks that occur in none of the words. */
function marksFor(line: readonly Step[]): Marks {
  const words = line.map(({ raw, body }) => raw + JSON.stringify(body)).join("\n");
  let nonce = 0;
  while (words.includes(`⟦${nonce}:`)) nonce++;
  return { of: (index) => `⟦${nonce}:${index}⟧`, pattern: new RegExp(`⟦${nonce}:(\\d+)⟧`) };
}

/** One turn of the dialect's as one or, where the model was shown something in the midst of it, several. */
function takeApart(
  turn: Turn,
  owners: Owners,
  marks: Marks,
  parts: readonly (ExportPart | null)[],
): readonly AttributedTurn[] {
  const result: AttributedTurn[] = [];
  const shownBy = turn.role === "assistant" ? "user" : turn.role;
  const show = (part: ExportPart): void => {
    result.push({ role: shownBy, parts: [part], within: turn.role === "assistant" ? part.step : null });
  };
  owners.begin(turn.role);
  for (const part of turn.parts) {
    if (part.kind === "image") {
      const step = owners.ofPicture(part.image);
      if (step !== null) show({ kind: "picture", image: part.image, step });
      continue;
    }
    // Every second piece is the group of a mark: the index of a step.
    for (const [i, piece] of part.text.split(marks.pattern).entries()) {
      if (i % 2 === 0) {
        if (piece !== "") show({ kind: "text", text: piece, step: owners.ofText() });
        continue;
      }
      owners.passed(Number(piece));
      const said = parts[Number(piece)];
      if (said) result.push({ role: "assistant", parts: [said], within: null });
    }
  }
  return result;
}

/** Finds the problem or the observation that words and pictures between the model's own come from. */
class Owners {
  private readonly line: readonly Step[];
  /** Of the last step that came out. */
  private last = -1;
  /** Of the one that is coming out; null between the model's words. */
  private current: number | null = null;

  constructor(line: readonly Step[]) {
    this.line = line;
  }

  /** Each turn of the user's is one problem or observation; instructions are of none. */
  begin(role: Turn["role"]): void {
    this.current = null;
    if (role === "user") this.advance();
  }

  passed(index: number): void {
    this.last = index;
    this.current = null;
  }

  ofText(): StepId | null {
    return this.current === null ? null : (this.line[this.current]?.id ?? null);
  }

  /** Null where nothing on the line shows it: a picture that a system draws into its instructions. */
  ofPicture(image: ImageId): StepId | null {
    while (!this.shows(image)) if (!this.advance()) return null;
    return this.ofText();
  }

  private shows(image: ImageId): boolean {
    const body = this.current === null ? undefined : this.line[this.current]?.body;
    if (body?.kind === "problem") return body.images.includes(image);
    return body?.kind === "observation" && body.image === image;
  }

  private advance(): boolean {
    const next = this.line.findIndex((step, i) => i > this.last && isShown(step));
    this.current = next === -1 ? this.current : next;
    this.last = next === -1 ? this.last : next;
    return next !== -1;
  }
}
