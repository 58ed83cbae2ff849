import { Tooltip } from "radix-ui";
import { renderToStaticMarkup } from "react-dom/server";
import { describe, expect, it } from "vitest";
import { createStore } from "zustand/vanilla";
import { logOf, type Step, type Token } from "../../trace";
import { generation, judged, step, stepId } from "../../trace/testing";
import { workspaceWith } from "../../workspace/testing";
import { WorkspaceProvider } from "../binding/useWorkspace";
import { en } from "../words/en";
import { Judgement } from "./Judgement";
import { TokensTab } from "./TokensTab";

function shown(part: React.ReactNode): string {
  const workspace = workspaceWith({}, { language: "en" });
  workspace.session.open(logOf(judged), null, null);
  // What is rendered to a string is the first state of a store.
  const store = createStore(() => workspace.session.store.getState());
  return renderToStaticMarkup(
    <Tooltip.Provider>
      <WorkspaceProvider workspace={{ ...workspace, session: { ...workspace.session, store } }}>
        {part}
      </WorkspaceProvider>
    </Tooltip.Provider>,
  );
}

const stepNamed = (id: string): Step => judged.steps.get(stepId(id)) ?? step(id, null);

describe("what the person says of a step", () => {
  const pressed = (markup: string): string[] =>
    [...markup.matchAll(/<button[^>]*aria-pressed="true"[^>]*>.*?<\/button>/g)].map(([button]) =>
      button.replace(/<[^>]*>/g, ""),
    );

  it("is shown by its button and in its field, whatever others say of it", () => {
    const markup = shown(<Judgement step={stepNamed("zoom")} />);
    expect(pressed(markup)).toEqual([en.step.verdicts.wrong]);
    expect(markup).toContain(">Too low.</textarea>");
  });

  it("is nothing where nothing was said", () => {
    const markup = shown(<Judgement step={stepNamed("answer")} />);
    expect(pressed(markup)).toEqual([]);
    expect(markup).toContain("></textarea>");
  });
});

describe("tokens", () => {
  const tab = (...tokens: readonly Token[]): string =>
    shown(<TokensTab step={{ ...stepNamed("look"), generation: { ...generation, tokens } }} />);
  const untold: Token = { id: -1, text: "untold", logProbability: null, alternatives: [] };

  it("can be opened where their probability was told, certainty included, and are words alone where it was not", () => {
    const markup = tab({ id: 1, text: "sure", logProbability: 0, alternatives: [] }, untold);
    expect(markup).toContain(en.step.token("sure", "100 %"));
    expect(markup).toContain("<span>untold</span>");
    expect(markup).toContain(en.step.tokensHelp);
  });

  it("are said to be untold where none was told", () => {
    expect(tab(untold)).toContain(en.step.untoldTokens);
  });
});
