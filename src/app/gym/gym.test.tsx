import { QueryClientProvider } from "@tanstack/react-query";
import { renderToStaticMarkup } from "react-dom/server";
import { describe, expect, it } from "vitest";
import { createStore } from "zustand/vanilla";
import { type GymName, SORT_CARDS } from "../../catalog";
import type { Curve } from "../../evaluation";
import { createQueries } from "../../workspace/queries";
import { type BatchState, NO_BATCH, type ViewState } from "../../workspace/state";
import { workspaceWith } from "../../workspace/testing";
import { WorkspaceProvider } from "../binding/useWorkspace";
import { en as common } from "../words/en";
import { GYM_WORDS } from "../words/gym";
import { AccuracyPlot } from "./AccuracyPlot";
import { BatchForm, USUAL_CHOICES } from "./BatchForm";
import { OneProblem } from "./GymDialog";

const words = GYM_WORDS.en;
const NAME: GymName = { family: "find", seed: 4, difficulty: 1 };
const ignore = (): void => {};

/** What is shown of a part of the gym. */
function shown(part: React.ReactNode, view: Partial<ViewState> = {}, batch: Partial<BatchState> = {}): string {
  const workspace = {
    ...workspaceWith({}, { language: "en", ...view }),
    // What is rendered to a string is the first state of a store.
    batch: createStore(() => ({ ...NO_BATCH, ...batch })),
  };
  return renderToStaticMarkup(
    <QueryClientProvider client={createQueries()}>
      <WorkspaceProvider workspace={workspace}>{part}</WorkspaceProvider>
    </QueryClientProvider>,
  );
}

const oneProblem = <OneProblem name={NAME} cards={SORT_CARDS} onChange={ignore} />;
const batchForm = <BatchForm name={NAME} choices={USUAL_CHOICES} onChange={ignore} />;

/** The tag of the button that says so. */
function buttonIn(markup: string, said: string): string {
  const [tag] = new RegExp(`<button[^>]*>(?=${said}</button>)`).exec(markup) ?? [];
  if (!tag) throw new Error(`No button says "${said}"`);
  return tag;
}

describe("while the model cannot be set to work", () => {
  it.each([
    ["one problem", oneProblem, words.runOne],
    ["many problems", batchForm, words.start],
  ])("neither is %s run nor kept quiet why, as it loads", (_, part, run) => {
    expect(buttonIn(shown(part), run)).not.toContain("disabled");
    expect(shown(part)).not.toContain(words.loading);
    const loading = shown(part, { starting: true });
    expect(buttonIn(loading, run)).toContain("disabled");
    expect(loading).toContain(words.loading);
  });

  it("one problem is opened still, and it is said that many are run", () => {
    const batching = shown(oneProblem, { batching: true });
    expect(buttonIn(batching, words.runOne)).toContain("disabled");
    expect(buttonIn(batching, common.problem.open)).not.toContain("disabled");
    expect(batching).toContain(words.batching);
  });
});

describe("what a batch came to", () => {
  const CURVES: readonly Curve[] = [
    { condition: "looking", points: [{ level: 1, share: 1, problems: 2 }] },
    { condition: "refused", points: [{ level: 1, share: 0.5, problems: 2 }] },
  ];
  const plot = shown(<AccuracyPlot curves={CURVES} />);

  it("is drawn without the names of its curves, which the words beside it tell at their own size", () => {
    const [drawing, ...others] = plot.match(/<svg.*?<\/svg>/g) ?? [];
    expect(drawing).not.toMatch(/<text[^>]*>[^<]*look/);
    expect(others).toHaveLength(CURVES.length);
    for (const { condition } of CURVES) expect(plot).toContain(`</svg>${words.conditions[condition]}</li>`);
  });

  it("is a table that is pushed sideways where it is too wide", () => {
    expect(plot).toContain('<div class="gym-scroll" tabindex="0"><table');
  });
});

describe("a place to tell what has changed", () => {
  const STATUS = /<p[^>]*role="status"[^>]*>([^<]*)<\/p>/;
  const told = (markup: string): string | undefined => STATUS.exec(markup)?.[1];

  it("is there before the answer is, and before there is a batch", () => {
    expect([shown(oneProblem), shown(batchForm)].map(told)).toEqual(["", ""]);
  });

  it("tells that a batch runs, beside the one button, which ends it now", () => {
    const running = shown(batchForm, { batching: true }, { total: 40, done: 3, stop: new AbortController() });
    expect(told(running)).toBe(words.began(40));
    expect(buttonIn(running, words.cancel)).toContain('type="button"');
    expect(running.match(/<button/g)).toHaveLength(1);
  });
});
