import { LOOK_VERDICTS, type LookVerdict, type ToolEffect, toolEffectOf } from "../../src/influence";
import { groupsBy } from "../score/lines";
import type { Told, ToldPair } from "./told";

/** What the questions to one model came to. */
export interface ModelReport {
  /** As it was named; null where only one was asked. */
  readonly model: string | null;
  readonly looks: Readonly<Record<LookVerdict, number>>;
  readonly firstErrors: { readonly found: number; readonly fromTheStart: number };
  /** Of boxes that were moved, how many kept the answer. */
  readonly jitter: { readonly stays: number; readonly tried: number };
  readonly occlusion: { readonly regions: number; readonly asked: number };
  /** What looks are worth, over each family; none where it was not asked. */
  readonly tools: readonly (ToolEffect & { readonly family: string })[];
  /** Of problems that were posed otherwise, by how: in how many the answer stays. */
  readonly varied: readonly { readonly how: string; readonly stays: number; readonly tried: number }[];
  /** Why questions were not asked, by code. */
  readonly refused: Readonly<Record<string, number>>;
}

/** What all questions of a command came to. */
export interface InfluenceReport {
  readonly models: readonly ModelReport[];
  /** Over the checkpoints of a training, as they were named: whether looks are used while answers get better. */
  readonly collapse: readonly CollapseRow[];
  readonly told: readonly Told[];
}

/** A checkpoint: tool use against accuracy (arXiv 2606.00096 names the collapse of the one while the other rises). */
export interface CollapseRow {
  readonly model: string;
  readonly problems: number;
  /** Share of problems in which it looked, and that it got right with looks and with none, from 0 to 1. */
  readonly looked: number;
  readonly rightWith: number;
  readonly rightWithout: number;
}

export function reportOf(told: readonly Told[]): InfluenceReport {
  const byModel = groupsBy(told, ({ model }) => model ?? "");
  return { models: byModel.map(modelReportOf), collapse: byModel.flatMap(collapseOf), told };
}

function collapseOf(told: readonly [Told, ...Told[]]): readonly CollapseRow[] {
  const [{ model }] = told;
  const pairs = told.flatMap((one) => (one.kind === "pair" ? [one.pair] : []));
  if (model === null || pairs.length === 0) return [];
  const share = (is: (pair: ToldPair) => boolean): number => pairs.filter(is).length / pairs.length;
  return [
    {
      model,
      problems: pairs.length,
      looked: share(({ looked }) => looked),
      rightWith: share(({ rightWith }) => rightWith),
      rightWithout: share(({ rightWithout }) => rightWithout),
    },
  ];
}

function modelReportOf(told: readonly [Told, ...Told[]]): ModelReport {
  const findings = told.flatMap((one) => (one.kind === "found" ? [one.finding] : []));
  const pairs = told.flatMap((one) => (one.kind === "pair" ? [one.pair] : []));
  const looks = findings.flatMap((finding) => (finding.kind === "look" ? [finding.card.verdict] : []));
  const bisected = findings.flatMap((finding) => (finding.kind === "bisect" ? [finding.result.kind] : []));
  const tried = findings.flatMap((finding) => (finding.kind === "jitter" ? finding.map.tried : []));
  const varied = findings.flatMap((finding) => (finding.kind === "vary" ? finding.result.tried : []));
  const maps = findings.flatMap((finding) => (finding.kind === "occlude" ? [finding.map] : []));
  const counted = (verdict: LookVerdict): number => looks.filter((each) => each === verdict).length;
  const verdicts = Object.fromEntries(LOOK_VERDICTS.map((verdict) => [verdict, counted(verdict)]));
  return {
    model: told[0].model,
    looks: { mattered: 0, partly: 0, bypassed: 0, unstable: 0, untold: 0, ...verdicts },
    firstErrors: {
      found: bisected.filter((kind) => kind === "found").length,
      fromTheStart: bisected.filter((kind) => kind === "from-the-start").length,
    },
    jitter: { stays: tried.filter(({ stays }) => stays).length, tried: tried.length },
    occlusion: { regions: maps.filter(({ region }) => region !== null).length, asked: maps.length },
    tools: groupsBy(pairs, ({ family }) => family).map((those) => ({
      family: those[0].family,
      ...toolEffectOf(those),
    })),
    varied: groupsBy(varied, ({ variation }) => variation.kind).map((those) => ({
      how: those[0].variation.kind,
      stays: those.filter(({ stays }) => stays).length,
      tried: those.length,
    })),
    refused: countsOf(told.flatMap((one) => (one.kind === "refused" ? [`${one.ask}: ${one.code}`] : []))),
  };
}

const countsOf = (names: readonly string[]): Readonly<Record<string, number>> =>
  Object.fromEntries(groupsBy(names, (name) => name).map((those) => [those[0], those.length]));

/** The report for a person who reads a terminal. */
export function printReport({ models, collapse }: InfluenceReport): string {
  const parts = models.map((report) => (report.model === null ? [] : [`${report.model}:`]).concat(linesOf(report)));
  return [...parts.flat(), ...plotOf(collapse)].join("\n");
}

function linesOf({ looks, firstErrors, jitter, occlusion, tools, varied, refused }: ModelReport): readonly string[] {
  return [
    `looks: ${Object.entries(looks)
      .map(([verdict, count]) => `${verdict} ${count}`)
      .join(", ")}`,
    `first errors: ${firstErrors.found} found, ${firstErrors.fromTheStart} wrong from the start`,
    `boxes moved: ${jitter.stays} of ${jitter.tried} keep the answer`,
    `occlusion: ${occlusion.regions} of ${occlusion.asked} have a region that carries the line`,
    ...tools.map(
      ({ family, both, onlyWith, onlyWithout, neither, callGain, schemaGain, callHarm, schemaHarm, net }) =>
        `${family}: both ${both}, only with looks ${onlyWith}, only without ${onlyWithout}, neither ${neither}; ` +
        `call gain ${callGain}, schema gain ${schemaGain}, call harm ${callHarm}, schema harm ${schemaHarm}, ` +
        `net ${(100 * net).toFixed(1)} %`,
    ),
    ...varied.map(({ how, stays, tried }) => `posed otherwise (${how}): ${stays} of ${tried} keep the answer`),
    ...Object.entries(refused).map(([code, count]) => `not asked: ${code} (${count})`),
  ];
}

/** Width of a share of 1, in characters. */
const BAR = 40;

/** Tool use against accuracy, a bar each, checkpoint by checkpoint. */
const plotOf = (collapse: readonly CollapseRow[]): readonly string[] =>
  collapse.flatMap(({ model, problems, looked, rightWith, rightWithout }) => [
    `${model}, ${problems} problems`,
    ...Object.entries({ looked, right: rightWith, "right without looks": rightWithout }).map(
      ([name, share]) =>
        `  ${name.padEnd(19)} ${"█".repeat(Math.round(BAR * share)).padEnd(BAR, "·")} ${percent(share)}`,
    ),
  ]);

const percent = (share: number): string => `${(100 * share).toFixed(1)} %`;
