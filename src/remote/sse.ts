/** One event of a stream of server-sent events; only its data matters here. */
export interface SseEvent {
  readonly data: string;
}

/** An event longer than this is nothing that a server should send, characters. */
const EVENT_BUDGET = 16 * 2 ** 20;

/**
 * Reads server-sent events (WHATWG HTML, section 9.2) out of bytes as they come.
 * The events are the same however the bytes are cut. It is more tolerant than the standard in two ways: an event at
 * the very end counts without the empty line after it, and a line of bare JSON counts as data.
 */
export class SseReader {
  private readonly decoder = new TextDecoder();
  /** The line that is not ended yet. */
  private line = "";
  private data: string[] = [];
  private length = 0;
  /** The last character was a carriage return: a line feed after it belongs to the same end of line. */
  private afterReturn = false;

  /** The events that `bytes` complete. Throws a `RangeError` where one is too long to be meant. */
  push(bytes: Uint8Array): readonly SseEvent[] {
    return this.take(this.decoder.decode(bytes, { stream: true }));
  }

  /** Nothing more will come: the last event, if one was begun. */
  end(): readonly SseEvent[] {
    const events = [...this.take(this.decoder.decode())];
    if (this.line !== "") this.endLine();
    return [...events, ...this.endEvent()];
  }

  private take(text: string): readonly SseEvent[] {
    const events: SseEvent[] = [];
    const rest = this.afterReturn && text.startsWith("\n") ? text.slice(1) : text;
    if (text !== "") this.afterReturn = text.endsWith("\r");
    const lines = rest.split(/\r\n|\r|\n/);
    const unfinished = lines.pop() ?? "";
    for (const line of lines) {
      this.add(line);
      if (this.line === "") events.push(...this.endEvent());
      else this.endLine();
    }
    this.add(unfinished);
    return events;
  }

  private add(text: string): void {
    this.line += text;
    this.length += text.length;
    if (this.length > EVENT_BUDGET) throw new RangeError("An event of the stream is too long");
  }

  private endLine(): void {
    const { line } = this;
    this.line = "";
    if (line.startsWith("{")) this.data.push(line);
    if (line.startsWith("data:")) this.data.push(line.slice(line.startsWith("data: ") ? 6 : 5));
  }

  private endEvent(): readonly SseEvent[] {
    const { data } = this;
    this.data = [];
    this.length = 0;
    return data.length === 0 ? [] : [{ data: data.join("\n") }];
  }
}
