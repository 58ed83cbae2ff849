import { renderToStaticMarkup } from "react-dom/server";
import { expect, it } from "vitest";
import type { Sort } from "../../catalog";
import type { BisectResult, Finding } from "../../influence";
import { GREEDY } from "../../trace";
import { stepId } from "../../trace/testing";
import type { AskedRow } from "../../workspace/state";
import { workspaceWith } from "../../workspace/testing";
import { WorkspaceProvider } from "../binding/useWorkspace";
import { ByFamily, type ChosenRuns, isChosen } from "./ByFamily";

const cost = { asked: 0, promptTokens: 0, reusedTokens: 0, writtenTokens: 0 };
const receipt: Finding["receipt"] = {
  model: "gym",
  files: null,
  dialect: "native",
  sampling: GREEDY,
  seeds: [],
  prompt: "",
  pictures: [],
  leaf: stepId("said"),
  atMillis: 0,
};

const bisected = (kind: BisectResult["kind"]): Finding => ({
  kind: "bisect",
  step: stepId("said"),
  receipt,
  result: { kind, firstError: null, before: null, behind: null, probes: [], cost },
});

const row = (index: number, family: Sort | null, kind: BisectResult["kind"]): AskedRow => ({
  ...{ index, title: `run ${index}`, family, findings: [bisected(kind)], failed: null },
});

const ROWS = [
  row(0, "find", "found"),
  row(1, "find", "from-the-start"),
  row(2, "maze", "found"),
  row(3, null, "found"),
];

const drawn = (rows: readonly AskedRow[]): string =>
  renderToStaticMarkup(
    <WorkspaceProvider workspace={workspaceWith({}, { language: "en" })}>
      <ByFamily rows={rows} chosen={null} onChoose={() => {}} />
    </WorkspaceProvider>,
  );

it("counts what came of each family's runs, and nothing where there is one family", () => {
  const counts = [...drawn(ROWS).matchAll(/size:([\d.]+)% 100%"[^>]*>(\d+)</g)].map(([, share, count]) => [
    count,
    share,
  ]);
  expect(counts).toEqual([
    ["1", "50"],
    ["1", "50"],
    ["1", "100"],
    ["0", "0"],
  ]);
  expect(drawn(ROWS.slice(0, 2))).toBe("");
});

it("leads to the runs of one family that came out so, or of all", () => {
  const chosen = (only: ChosenRuns | null): readonly number[] =>
    ROWS.filter((one) => isChosen(one, only)).map(({ index }) => index);
  expect(chosen({ outcome: "step-found", family: "find" })).toEqual([0]);
  expect(chosen({ outcome: "step-found", family: null })).toEqual([0, 2, 3]);
  expect(chosen(null)).toEqual([0, 1, 2, 3]);
});
