import { bodyOf, type Dialect, type Piece, type ShownImage, type TurnReader } from "../dialect";
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
import type { ModelEvent, RunModel, Surroundings } from "./ports";

/** What the model is in the middle of saying. */
export interface Draft {
  readonly parent: StepId;
  readonly piece: Piece | null;
  readonly tokens: readonly Token[];
  readonly cost: TurnCost;
}

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
  private readonly surroundings: Surroundings;
  private readonly conditions: Conditions;

  constructor(
    dialect: Dialect,
    shown: readonly ShownImage[],
    maker: {
      readonly model: RunModel;
      readonly sampling: Sampling;
      readonly surroundings: Surroundings;
      readonly limits: Conditions["limits"];
      readonly blindfolded: boolean;
    },
  ) {
    this.reader = dialect.read(shown);
    this.dialect = dialect.name;
    this.model = maker.model;
    this.sampling = maker.sampling;
    this.surroundings = maker.surroundings;
    const { turns, tokensPerTurn } = maker.limits;
    this.conditions = {
      tools: maker.blindfolded ? "refused" : "allowed",
      limits: { turns, tokensPerTurn },
      interventions: [],
    };
    this.startMillis = maker.surroundings.nowMillis();
  }

  prompted(event: Extract<ModelEvent, { kind: "prompt" }>): void {
    this.cost = { ...this.cost, promptTokens: event.promptTokens, reusedTokens: event.reusedTokens };
  }

  /** The pieces that this token completes, each with the step it makes of them left to `write`. */
  heard(token: Token): readonly Piece[] {
    const elapsedMillis = this.surroundings.nowMillis() - this.startMillis;
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
      id: this.surroundings.nextStepId(),
      parent,
      author: "model",
      atMillis: this.surroundings.nowMillis(),
      body: bodyOf(piece),
      raw,
      generation,
    });
  }
}
