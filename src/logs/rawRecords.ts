import type { Unread } from "../dialect";
import { openRaw, type RawFacts, type RawOf, type RawRecord, type RawRow } from "../opening";

/** The raw text of records, and of pieces not understood, laid out. The one that was looked at last is kept: its rows are asked for a page at a time. */
export class RawRecords {
  private last: { readonly key: string; readonly record: Promise<RawRecord | null> } | null = null;
  private readonly read: (of: RawOf) => Promise<string | null>;

  constructor(read: (of: RawOf) => Promise<string | null>) {
    this.read = read;
  }

  async facts(of: RawOf, findings: readonly Unread[]): Promise<RawFacts | null> {
    const raw = await this.at(of);
    return raw && { rows: raw.count, characters: raw.length, places: findings.map(raw.places) };
  }

  async rows(of: RawOf, from: number, to: number): Promise<readonly RawRow[]> {
    return (await this.at(of))?.rows(from, to) ?? [];
  }

  private at(of: RawOf): Promise<RawRecord | null> {
    const key = `${of.of} ${of.index}`;
    if (this.last?.key !== key)
      this.last = { key, record: this.read(of).then((text) => (text === null ? null : openRaw(text))) };
    return this.last.record;
  }
}
