import { bodyOf, type Dialect, type Memory, type Piece, type ShownImage, type TurnReader } from "../dialect";
import {
  type Conditions,
  type Generation,
  plainStep,
  type Sampling,
  type Step,
  type StepId,
  storableToken,
  type Token,
  type TurnCost,
} from "../trace";
import type { Draft, RunOptions } from "./options";
import type { ClockAndIds, ModelEvent, RunModel } from "./ports";

/** Gathers one turn of the model into steps, token by token. Holds no more than that turn. */
export class TurnWriter {
  private readonly reader: TurnReader;
  private tokens: Token[] = [];
  private filler = "";
  private cost: TurnCost = {
    promptTokens: 0,
    reusedTokens: 0,
    timeToFirstTokenMillis: 0,
    decodeMillis: 0,
    generatedTokens: 0,
  };
  private readonly startMillis: number;
  private readonly dialect: string;
  private readonly model: RunModel;
  private readonly sampling: Sampling;
  private readonly clockAndIds: ClockAndIds;
  private readonly conditions: Conditions;

  constructor(
    dialect: Dialect,
    { shown, memory }: { readonly shown: readonly ShownImage[]; readonly memory: Memory | null },
    maker: Pick<RunOptions, "model" | "sampling" | "clockAndIds" | "conditions">,
  ) {
    this.reader = dialect.read(shown, memory);
    this.dialect = dialect.name;
    this.model = maker.model;
    this.sampling = maker.sampling;
    this.clockAndIds = maker.clockAndIds;
    const { limits, refuseActions } = maker.conditions;
    this.conditions = { tools: refuseActions ? "refused" : "allowed", limits, interventions: [] };
    this.startMillis = maker.clockAndIds.nowMillis();
  }

  prompted(event: Extract<ModelEvent, { kind: "prompt" }>): void {
    this.cost = { ...this.cost, promptTokens: event.promptTokens, reusedTokens: event.reusedTokens };
  }

  /** The pieces that this token completes, each with the step it makes of them left to `write`. */
  heard(token: Token): readonly Piece[] {
    const elapsedMillis = this.clockAndIds.nowMillis() - this.startMillis;
    const first = this.cost.generatedTokens === 0;
    const timeToFirstTokenMillis = first ? elapsedMillis : this.cost.timeToFirstTokenMillis;
    this.cost = {
      ...this.cost,
      timeToFirstTokenMillis,
      decodeMillis: elapsedMillis - timeToFirstTokenMillis,
      generatedTokens: this.cost.generatedTokens + 1,
    };
    this.tokens.push(storableToken(token));
    return this.reader.push(token.text);
  }

  /** The pieces that are left when the model says no more. */
  ended(): readonly Piece[] {
    return this.reader.end();
  }

  draft(parent: StepId): Draft {
    return { parent, piece: this.reader.open(), tokens: [...this.tokens], cost: this.cost };
  }

  /**
   * The step that a piece makes, with the tokens heard since the last one; null for filler, whose words and
   * tokens go to the piece after it, so that words and tokens laid end to end stay what the model wrote.
   */
  write(piece: Piece, parent: StepId, unfinished: boolean): Step | null {
    if (piece.kind === "filler") {
      this.filler += piece.raw;
      return null;
    }
    const generation: Generation = {
      model: this.model.id,
      ...(this.dialect === "native" ? {} : { dialect: this.dialect }),
      sampling: this.sampling,
      tokens: this.tokens,
      cost: this.cost,
      unfinished,
      conditions: this.conditions,
    };
    const raw = this.filler + piece.raw;
    this.tokens = [];
    this.filler = "";
    return plainStep({
      id: this.clockAndIds.nextStepId(),
      parent,
      author: "model",
      atMillis: this.clockAndIds.nowMillis(),
      body: bodyOf(piece),
      raw,
      generation,
    });
  }
}
