import type { CallDelta, Chunk } from "./chunk";

/** A stretch of the model's words. `own` where the model wrote them; marks around them are put in here. */
export interface Said {
  readonly text: string;
  readonly own: boolean;
}

/** How a dialect writes a call that the server has taken apart: the words around its name and its arguments. */
export interface CallWords {
  readonly before: (name: string) => string;
  readonly noArguments: string;
  readonly after: string;
}

/** As DeepEyes, Qwen and Pixel-Reasoner write calls. */
export const TAGGED_CALLS: CallWords = {
  before: (name) => `<tool_call>\n{"name": ${JSON.stringify(name)}, "arguments": `,
  noArguments: "{}",
  after: "}\n</tool_call>",
};

/**
 * Puts back together what a server took apart: reasoning goes between `<think>` and `</think>`, calls are written
 * out as the dialect has them, in the order in which they came.
 */
export class Fold {
  private readonly words: CallWords;
  private thinking = false;
  private call: { readonly index: number; readonly id: string; hasArguments: boolean } | null = null;

  constructor(words: CallWords) {
    this.words = words;
  }

  take({ reasoning, content, calls }: Pick<Chunk, "reasoning" | "content" | "calls">): readonly Said[] {
    const said: Said[] = [];
    if (reasoning !== "") said.push(...this.think(), own(reasoning));
    if (content !== "") said.push(...this.close(), own(content));
    for (const delta of calls) said.push(...this.takeCall(delta));
    return said;
  }

  /** What is still open when the model has ended its turn by itself. A turn that broke off is left as it is. */
  close(): readonly Said[] {
    return [...this.endThought(), ...this.endCall()];
  }

  private think(): readonly Said[] {
    const before = this.endCall();
    if (this.thinking) return before;
    this.thinking = true;
    return [...before, mark("<think>")];
  }

  private endThought(): readonly Said[] {
    if (!this.thinking) return [];
    this.thinking = false;
    return [mark("</think>")];
  }

  private takeCall(delta: CallDelta): readonly Said[] {
    const { call } = this;
    const isNew = !call || delta.index !== call.index || (delta.id !== "" && delta.id !== call.id);
    const said: Said[] = [];
    if (isNew) {
      said.push(...this.close(), mark(this.words.before(delta.name)));
      this.call = { index: delta.index, id: delta.id, hasArguments: false };
    }
    if (this.call && delta.arguments !== "") {
      this.call.hasArguments = true;
      said.push(own(delta.arguments));
    }
    return said;
  }

  private endCall(): readonly Said[] {
    const { call } = this;
    this.call = null;
    if (!call) return [];
    return [mark((call.hasArguments ? "" : this.words.noArguments) + this.words.after)];
  }
}

const own = (text: string): Said => ({ text, own: true });
const mark = (text: string): Said => ({ text, own: false });
