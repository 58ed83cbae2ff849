import { renderToStaticMarkup } from "react-dom/server";
import { describe, expect, it } from "vitest";
import { workspaceWith } from "../../workspace/testing";
import { WorkspaceProvider } from "../binding/useWorkspace";
import { Bar } from "./LookCard";

const drawn = (mean: number, low: number, high: number): readonly string[] => {
  const markup = renderToStaticMarkup(
    <WorkspaceProvider workspace={workspaceWith({}, { language: "en" })}>
      <Bar spread={{ mean, low, high }} />
    </WorkspaceProvider>,
  );
  return [...markup.matchAll(/style="([^"]*)"/g)].flatMap(([, style]) => style ?? []);
};

describe("the bar of a probability", () => {
  it("is as long as the probability, in lengths that a browser can read", () => {
    expect(drawn(0.25, 0.25, 0.25)).toEqual(["width:25%"]);
    expect(drawn(0, 0, 0)).toEqual(["width:0%"]);
  });

  it("has a line from the lowest to the highest", () => {
    expect(drawn(0.5, 0.25, 0.75)).toEqual(["width:50%", "left:25%;width:50%"]);
  });
});
