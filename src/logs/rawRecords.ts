import type { Unread } from "../dialect";
import { openRaw, type RawFacts, type RawRecord, type RawRow } from "../opening";

/** The raw text of records, laid out. The one that was looked at last is kept: its rows are asked for a page at a time. */
export class RawRecords {
  private last: { readonly index: number; readonly record: Promise<RawRecord | null> } | null = null;
  private readonly read: (index: number) => Promise<string | null>;

  constructor(read: (index: number) => Promise<string | null>) {
    this.read = read;
  }

  async facts(index: number, findings: readonly Unread[]): Promise<RawFacts | null> {
    const raw = await this.at(index);
    return raw && { rows: raw.count, characters: raw.length, places: findings.map(raw.places) };
  }

  async rows(index: number, from: number, to: number): Promise<readonly RawRow[]> {
    return (await this.at(index))?.rows(from, to) ?? [];
  }

  private at(index: number): Promise<RawRecord | null> {
    if (this.last?.index !== index)
      this.last = { index, record: this.read(index).then((text) => (text === null ? null : openRaw(text))) };
    return this.last.record;
  }
}
