import { mapResult, type Result, unreachable } from "../base";
import {
  applyEvent,
  beginSearch,
  bestOfN,
  comcts,
  coordinateBeam,
  LLAVA_COT_STAGES,
  MULBERRY,
  puct,
  type SearchAlgorithm,
  type SearchEvent,
  type SearchRefusal,
  type SearchState,
  type Stage,
  SWIRES_CODE,
  SWIRES_PAPER,
  stageBeam,
  swires,
  tournament,
} from "../search";
import type { MethodPlan, SearchPlan } from "./plan";

/** A search under way, whatever its method keeps in mind between its rounds. */
export interface OpenSearch {
  readonly state: SearchState<unknown, unknown>;
  after(event: SearchEvent): Result<OpenSearch, SearchRefusal>;
}

export type MethodName = MethodPlan["name"];

/** Every method as it is asked for where nobody says otherwise, with the published constants where there are some. */
export const USUAL_METHODS: { readonly [Name in MethodName]: Extract<MethodPlan, { name: Name }> } = {
  "best-of-n": { name: "best-of-n", n: 8, pick: "rating" },
  tournament: { name: "tournament", width: 4, pairing: "code", looks: 3 },
  "stage-beam": { name: "stage-beam", candidates: 4, width: 2, looks: 4 },
  swires: { name: "swires", form: "code", cutoff: SWIRES_CODE.cutoff },
  comcts: {
    name: "comcts",
    models: MULBERRY.models,
    mostPaths: MULBERRY.mostPaths,
    form: "code",
    bound: "code",
    exploration: MULBERRY.exploration,
  },
  puct: { name: "puct", simulations: 16, actions: 4, exploration: 1.25, priors: "model" },
  "coordinate-beam": { name: "coordinate-beam", width: 5, ways: 5, mostTokens: 32 },
};

const NAMES = Object.values(USUAL_METHODS).map(({ name }) => name);
export const METHODS: readonly MethodName[] = NAMES;

/** Of systems that do not name their stages: each goes to the next action and what it shows, the last to the answer. */
const looking = (looks: number): readonly string[] => [...Array.from({ length: looks }, () => "look"), "answer"];

/** As LLaVA-CoT checks its reasoning, and not its conclusion: the last look, from which the answer follows. */
const checkedLooking = (looks: number): readonly Stage[] =>
  looking(looks).map((name, i) => ({ name, checked: i === looks - 1 }));

/** The search of a plan before anything happened to it; its root is the step that it grows from. */
export function methodOf(plan: SearchPlan, root: string): OpenSearch {
  const { method, staged } = plan;
  switch (method.name) {
    case "best-of-n":
      return begin(bestOfN, { n: method.n, pick: method.pick, actors: plan.temperatures.length }, plan, root);
    case "tournament": {
      const stages = staged ? LLAVA_COT_STAGES : checkedLooking(method.looks);
      return begin(tournament, { stages, width: method.width, pairing: method.pairing }, plan, root);
    }
    case "stage-beam": {
      const stages = staged ? LLAVA_COT_STAGES.map(({ name }) => name) : looking(method.looks);
      return begin(stageBeam, { stages, candidates: method.candidates, width: method.width }, plan, root);
    }
    case "swires": {
      const published = method.form === "code" ? SWIRES_CODE : SWIRES_PAPER;
      return begin(swires, { ...published, cutoff: method.cutoff }, plan, root);
    }
    case "comcts":
      return begin(comcts, { ...method, threshold: MULBERRY.threshold, experts: [1] }, plan, root);
    case "puct":
      return begin(puct, method, plan, root);
    case "coordinate-beam":
      return begin(coordinateBeam, method, plan, root);
    default:
      return unreachable(method);
  }
}

function begin<O, M>(
  algorithm: SearchAlgorithm<O, M>,
  options: O,
  { seed, budget }: SearchPlan,
  content: string,
): OpenSearch {
  return openSearch(algorithm, beginSearch(algorithm, options, { content, seed, budget }));
}

const openSearch = <O, M>(algorithm: SearchAlgorithm<O, M>, state: SearchState<O, M>): OpenSearch => ({
  state,
  after: (event) => mapResult(applyEvent(algorithm, state, event), (next) => openSearch(algorithm, next)),
});
