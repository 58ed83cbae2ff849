import { QueryClientProvider } from "@tanstack/react-query";
import { renderToStaticMarkup } from "react-dom/server";
import { describe, expect, it } from "vitest";
import { createStore } from "zustand/vanilla";
import { type JudgementTarget, logOf, type Step, type Token } from "../../trace";
import { generation, imageId, judged, step, stepId } from "../../trace/testing";
import { workspaceWith } from "../../workspace/testing";
import { WorkspaceProvider } from "../binding/useWorkspace";
import { en } from "../words/en";
import { JUDGE_WORDS } from "../words/judge";
import { Judgement } from "./Judgement";
import JudgeDetails from "./judge/JudgeDetails";
import { StepBody } from "./StepBody";
import { StepWords } from "./StepWords";
import { TokensTab } from "./TokensTab";

function shown(part: React.ReactNode): string {
  const workspace = workspaceWith({}, { language: "en" });
  workspace.session.open(logOf(judged), null, null);
  // What is rendered to a string is the first state of a store.
  const store = createStore(() => workspace.session.store.getState());
  return renderToStaticMarkup(
    <QueryClientProvider client={workspace.queries}>
      <WorkspaceProvider workspace={{ ...workspace, session: { ...workspace.session, store } }}>
        {part}
      </WorkspaceProvider>
    </QueryClientProvider>,
  );
}

const stepNamed = (id: string): Step => judged.steps.get(stepId(id)) ?? step(id, null);

describe("what the person says of a step", () => {
  const pressed = (markup: string): string[] =>
    [...markup.matchAll(/<button[^>]*aria-pressed="true"[^>]*>.*?<\/button>/g)].map(([button]) =>
      button.replace(/<[^>]*>/g, ""),
    );
  const details = (id: string, target: JudgementTarget = { kind: "step", step: stepId(id) }) =>
    shown(<JudgeDetails step={stepNamed(id)} target={target} disabled={false} />);

  it("is shown by its button and in one line, whatever others say of it", () => {
    const markup = shown(<Judgement step={stepNamed("zoom")} />);
    expect(pressed(markup)).toEqual([en.step.verdicts.wrong]);
    expect(markup).toContain(">Too low.</span>");
  });

  it("is in the note's field where the row is open", () => {
    expect(details("zoom")).toContain(">Too low.</textarea>");
    expect(details("look", { kind: "words", step: stepId("look"), of: "text", from: 0, to: 4 })).toContain(
      ">Vague.</textarea>",
    );
  });

  it("is nothing where nothing was said", () => {
    expect(pressed(shown(<Judgement step={stepNamed("answer")} />))).toEqual([]);
    expect(details("answer")).toContain("></textarea>");
  });

  it("lists the parts that were judged", () => {
    expect(details("look")).toContain(JUDGE_WORDS.en.parts);
    expect(details("answer")).not.toContain(JUDGE_WORDS.en.parts);
  });

  it("underlines the words of which something was said", () => {
    const { body } = stepNamed("look");
    const text = body.kind === "thought" ? body.text : "";
    expect(shown(<StepWords step={stepNamed("look")} of="text" text={text} className="" />)).toContain(
      `<span class="words-said ">${text.slice(0, 4)}</span>`,
    );
  });
});

describe("an answer", () => {
  const classOf = (text: string): string | undefined =>
    /class="(step-words[^"]*)"/.exec(shown(<StepBody step={step("answer", null, { kind: "answer", text })} />))?.[1];

  it("stands in headline type where it is short, and is body text where it is long or has lines", () => {
    expect(classOf("42")).toContain("step-answer");
    expect(classOf("a".repeat(40))).toContain("step-answer");
    expect(classOf("a".repeat(41))).not.toContain("step-answer");
    expect(classOf("one\ntwo")).not.toContain("step-answer");
  });
});

describe("what was seen", () => {
  const seen = (text: string): string =>
    shown(<StepBody step={step("seen", null, { kind: "observation", image: imageId("1"), text })} />);

  it("has no words where a log only framed its picture with marks", () => {
    expect(seen("<tool_response>\n\n</tool_response>")).not.toContain("tool_response");
    expect(seen("<tool_response>\nIt is small.\n</tool_response>")).toContain("It is small.");
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

  it("are shown where a log told them, and nobody can go on from another", () => {
    const other = { id: -2, text: "other", logProbability: -3 };
    const logged: readonly Token[] = [{ id: -1, text: "sure", logProbability: 0, alternatives: [other] }];
    const markup = shown(<TokensTab step={{ ...stepNamed("look"), generation: null, logged }} />);
    expect(markup).toContain(en.step.token("sure", "100 %"));
    expect(shown(<TokensTab step={{ ...stepNamed("look"), generation: null }} />)).toContain(en.step.noTokens);
  });

  it("are said to be untold where none was told", () => {
    expect(tab(untold)).toContain(en.step.untoldTokens);
  });
});
