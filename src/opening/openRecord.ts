import {
  createDialect,
  type Dialect,
  type DialectName,
  detectDialect,
  type ImageReference,
  type LogRecord,
  type Message,
  type Unread,
} from "../dialect";
import { askedIn, type Reference, type StepId, type Trace, type TraceId } from "../trace";
import { Account } from "./account";
import { Branch } from "./branch";
import { unread } from "./contents";
import { GrownTrace } from "./grown";
import { isTold, type NumbersRead, numbersOfRecord } from "./numbers";
import { withObjectsFilled } from "./objects";
import type { OpeningPorts } from "./ports";
import { judgementOfLog, type Preferred } from "./preferred";
import type { RecordReport } from "./report";
import { rightBoxes } from "./rightBoxes";
import { ShownImages } from "./shownImages";
import { needsPicture, sizeOfStandIn, standInId } from "./standIn";

export interface OpenedRecord {
  readonly trace: Trace;
  readonly report: RecordReport;
}

/** One of the records of a group, as a branch of the trace that they share. */
export interface OpenedBranch {
  /** The place of its record in the log. */
  readonly place: string;
  /** Its first and its last step; null where the record holds nothing but the problem. Its scores are about the last. */
  readonly ends: { readonly first: StepId; readonly last: StepId } | null;
}

export interface OpenedGroup extends OpenedRecord {
  /** One for each record, in their order; siblings under the problem stand in the same order. */
  readonly branches: readonly OpenedBranch[];
}

/** One record of a log as a trace. `system` overrides what the record's words say of their dialect. */
export async function openRecord(
  record: LogRecord,
  id: TraceId,
  ports: OpeningPorts,
  system: DialectName = detectDialect(record),
): Promise<OpenedRecord> {
  const { trace, report } = await openGroup([record], id, ports, system);
  return { trace, report };
}

/**
 * Several runs of one problem as one trace: the problem once, and a branch for each record, with the scores that the log
 * keeps of it. Records are of one problem where `groupOf` says the same of them; the first one's question and pictures
 * stand. Without `system` the words of all of them together say whose dialect it is.
 */
export async function openGroup(
  records: readonly [LogRecord, ...LogRecord[]],
  id: TraceId,
  ports: OpeningPorts,
  system: DialectName = detectDialect(together(records)),
): Promise<OpenedGroup> {
  const opening = new Opening(together(records), id, ports, system);
  await opening.problem();
  const branches: OpenedBranch[] = [];
  for (const record of records) {
    const before = opening.account.notUnderstood.length;
    branches.push({ place: record.place, ends: await opening.record(record) });
    opening.account.notUnderstood.push(...toldOtherwise(record, records[0]));
    // Findings of one record are placed within it; of several the record has to be named.
    if (records.length > 1) opening.account.placeFrom(before, placedIn(record));
  }
  return { ...opening.finish(), branches };
}

const placedIn =
  ({ place }: LogRecord) =>
  <Placed extends { readonly place: string }>(finding: Placed): Placed => ({
    ...finding,
    place: `${place}, ${finding.place}`,
  });

/** What a record tells of its problem otherwise than the first one, which stands for all. One of no question is called by its id. */
function toldOtherwise({ instructions, title, question }: LogRecord, first: LogRecord): readonly Unread[] {
  const told = [
    ["instructions", instructions, first.instructions],
    ["title", question === "" ? "" : title, first.title],
  ] as const;
  return told.flatMap(([name, own, stands]) =>
    own === "" || own === stands ? [] : [{ ...unread(name, "unread-field", own), what: name }],
  );
}

/** What is asked and told in all runs of one problem, as if they were one run. */
function together(records: readonly [LogRecord, ...LogRecord[]]): LogRecord {
  const [first, ...others] = records;
  const last = others.at(-1);
  if (!last) return first;
  const place = `${first.place} to ${last.place}`;
  return { ...first, place, messages: records.flatMap(({ messages }) => messages), rejected: null, unread: [] };
}

const TITLE_LENGTH = 100;
/** Readers of logs cut titles off here. */
const LONGEST_TITLE = 120;

/**
 * What a trace is called: by what is asked, where its question is a whole prompt, unless the log calls it otherwise. A
 * title that is as long as they get was cut off, and stands as a whole somewhere else.
 */
function titleOf({ question, title }: LogRecord): string {
  const asked = askedIn(question);
  const isOwn = title !== "" && title.length < LONGEST_TITLE && !inOneLine(question).includes(title);
  return asked === question || isOwn ? title : inOneLine(asked).slice(0, TITLE_LENGTH);
}

const inOneLine = (text: string): string => text.replaceAll(/\s+/g, " ").trim();

const DROPPED: readonly ImageReference[] = [{ kind: "dropped" }];

class Opening {
  readonly account = new Account();
  private readonly grown: GrownTrace;
  private readonly dialect: Dialect;
  private readonly images: ShownImages;
  private numbers: NumbersRead | null = null;
  private root: StepId | null = null;
  /** False where a stand-in holds the place of a picture whose size nobody told. */
  private isSizeKnown = true;
  private whole: LogRecord;
  private readonly id: TraceId;
  private readonly ports: OpeningPorts;
  private readonly system: DialectName;
  private readonly told: boolean;

  /** `whole` is the record, or all that are opened as one trace. */
  constructor(whole: LogRecord, id: TraceId, ports: OpeningPorts, system: DialectName) {
    this.whole = whole;
    this.id = id;
    this.ports = ports;
    this.system = system;
    this.dialect = createDialect(system);
    this.grown = new GrownTrace(ports);
    this.images = new ShownImages(this.dialect, whole);
    this.told = isTold(whole, system);
  }

  async problem(): Promise<void> {
    const { account } = this;
    const { images: told } = this.whole;
    const images = told.length === 0 && needsPicture(this.whole, this.dialect) ? DROPPED : told;
    for (const [i, reference] of images.entries()) await this.source(reference, i);
    const whole = this.filled(this.whole);
    this.whole = whole;
    this.numbers = numbersOfRecord(whole, this.dialect, this.images.list, this.told);
    account.assumed.push(...this.numbers.assumed);
    if (this.numbers.outside) account.notUnderstood.push(unread(whole.place, "outside-image", ""));
    const { id } = this.grown.append(
      {
        kind: "problem",
        question: account.bounded(whole.question, "question"),
        images: this.images.list.map(({ id }) => id),
        dialect: this.system,
        ...this.reference(),
        ...(whole.instructions === "" ? {} : { instructions: account.bounded(whole.instructions, "instructions") }),
      },
      "",
    );
    this.root = id;
  }

  /** The run of a record as a branch of its own, after the run that it was preferred to. */
  async record(told: LogRecord): Promise<OpenedBranch["ends"]> {
    const record = this.filled(told);
    const { rejected, unread } = record;
    this.account.notUnderstood.push(...unread);
    // What is grown last is what people see first.
    if (rejected) await this.branch(record, rejected.messages, ["rejected", rejected.field]);
    return this.branch(record, record.messages, rejected ? ["chosen", rejected.chosenField] : null);
  }

  /** With what stands beside its words, as the system writes it of the pictures of the problem. */
  private filled(record: LogRecord): LogRecord {
    return withObjectsFilled(record, this.dialect, this.images.list);
  }

  finish(): OpenedRecord {
    const trace = this.grown.trace(this.id, titleOf(this.whole));
    return { trace, report: this.account.report(this.whole.place, this.system, trace) };
  }

  private async branch(
    record: LogRecord,
    messages: readonly Message[],
    preference: Preferred | null,
  ): Promise<OpenedBranch["ends"]> {
    const { grown, account, dialect, ports, root, numbers } = this;
    grown.parent = root;
    await new Branch({ grown, account, dialect, ports, record, numbers, images: this.images.list }).open(messages);
    const last = grown.parent;
    // A log that prefers one run to another scores the better.
    if (preference?.[0] !== "rejected") for (const { field, value } of record.scores) grown.score(field, value);
    const first = grown.children.get(root)?.at(-1);
    if (first === undefined || last === null || last === root) return null;
    if (preference) {
      const judgement = judgementOfLog(this.id, first, preference, ports.nowMillis());
      grown.judgements.set(judgement.id, judgement);
    }
    return { first, last };
  }

  private reference(): { reference?: Reference } {
    const { reference } = this.whole;
    if (!reference || reference.answer === "") return {};
    const { answer, field } = reference;
    const boxes = this.rightBoxes();
    return {
      reference: {
        answer: this.account.bounded(answer, field),
        ...(boxes.length > 0 ? { boxes } : {}),
        source: { kind: "log", field },
      },
    };
  }

  private rightBoxes(): NonNullable<Reference["boxes"]> {
    const { whole, dialect, numbers, isSizeKnown } = this;
    const [image] = this.images.list;
    if (!image || !numbers) return [];
    return rightBoxes(whole, { image, isSizeKnown, dialect, numbers }).map((box) => ({ image: image.id, box }));
  }

  private async source(reference: ImageReference, index: number): Promise<void> {
    const { whole, account } = this;
    const name = reference.kind === "name" ? reference.name : "";
    const found = reference.kind === "dropped" ? null : await this.ports.find(reference);
    const told = whole.sizes[index] ?? (reference.kind === "dropped" ? reference.size : null) ?? null;
    const sized = found ?? sizeOfStandIn(whole, this.dialect, told);
    const { width, height } = sized;
    if ("ground" in sized) {
      this.isSizeKnown &&= sized.ground === "told";
      account.missing.push(name === "" ? `image ${index + 1}` : name);
      account.assumed.push({ kind: "size", width, height, ground: sized.ground });
    }
    const id = found?.id ?? standInId(`${name}/${whole.place}/${index}`);
    const turned = found?.orientation === undefined ? {} : { orientation: found.orientation };
    this.grown.addImage({ id, width, height, name, ...turned, origin: { kind: "source" } });
    this.images.add({ id, size: { width, height }, ...turned });
  }
}
