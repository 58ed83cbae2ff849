import { LOOK_VERDICTS, type LookVerdict, type ToolEffect, toolEffectOf } from "../../src/influence";
import { groupsBy } from "../score/lines";
import type { Told, ToldPair } from "./told";

/** What all questions of a command came to. */
export interface InfluenceReport {
  readonly looks: Readonly<Record<LookVerdict, number>>;
  readonly firstErrors: { readonly found: number; readonly fromTheStart: number };
  /** Of boxes that were moved, how many kept the answer. */
  readonly jitter: { readonly stays: number; readonly tried: number };
  readonly occlusion: { readonly regions: number; readonly asked: number };
  /** What looks are worth, over each family; none where it was not asked. */
  readonly tools: readonly (ToolEffect & { readonly family: string })[];
  /** Over the checkpoints of a training, as they were named: whether looks are used while answers get better. */
  readonly collapse: readonly CollapseRow[];
  /** Of problems that were posed otherwise, by how: in how many the answer stays. */
  readonly varied: readonly { readonly how: string; readonly stays: number; readonly tried: number }[];
  /** Why questions were not asked, by code. */
  readonly refused: Readonly<Record<string, number>>;
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

function collapseOf(pairs: readonly ToldPair[]): readonly CollapseRow[] {
  const named = pairs.filter(({ model }) => model !== null);
  return groupsBy(named, ({ model }) => model ?? "").map((those): CollapseRow => {
    const share = (is: (pair: ToldPair) => boolean): number => those.filter(is).length / those.length;
    return {
      model: those[0].model ?? "",
      problems: those.length,
      looked: share(({ looked }) => looked),
      rightWith: share(({ rightWith }) => rightWith),
      rightWithout: share(({ rightWithout }) => rightWithout),
    };
  });
}

export function reportOf(told: readonly Told[]): InfluenceReport {
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
    collapse: collapseOf(pairs),
    varied: groupsBy(varied, ({ variation }) => variation.kind).map((those) => ({
      how: those[0].variation.kind,
      stays: those.filter(({ stays }) => stays).length,
      tried: those.length,
    })),
    refused: countsOf(told.flatMap((one) => (one.kind === "refused" ? [`${one.ask}: ${one.code}`] : []))),
    told,
  };
}

const countsOf = (names: readonly string[]): Readonly<Record<string, number>> =>
  Object.fromEntries(groupsBy(names, (name) => name).map((those) => [those[0], those.length]));

/** The report for a person who reads a terminal. */
export function printReport(report: InfluenceReport): string {
  const { looks, firstErrors, jitter, occlusion, tools, collapse, varied, refused } = report;
  const lines = [
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
    ...collapse.map(
      ({ model, problems, looked, rightWith, rightWithout }) =>
        `${model}: looked in ${percent(looked)} of ${problems}, right ${percent(rightWith)}, ` +
        `right without looks ${percent(rightWithout)}`,
    ),
    ...varied.map(({ how, stays, tried }) => `posed otherwise (${how}): ${stays} of ${tried} keep the answer`),
    ...Object.entries(refused).map(([code, count]) => `not asked: ${code} (${count})`),
  ];
  return lines.join("\n");
}

const percent = (share: number): string => `${(100 * share).toFixed(1)} %`;
