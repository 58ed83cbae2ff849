import { useQuery } from "@tanstack/react-query";
import { useEffect, useRef } from "react";
import { type GymName, SORT_CARDS } from "../../catalog";
import type { Pixels } from "../../pixels";
import { gymQuery } from "../../workspace";
import { useLanguage, useWords } from "../binding/useWorkspace";

/** A problem's pictures and its question, as soon as they are drawn. */
export function GymPreview({ name }: { name: GymName }) {
  const language = useLanguage();
  const words = useWords();
  // The problem before stays in sight while the next is drawn.
  const problem = useQuery({ ...gymQuery(name), placeholderData: (before) => before }).data;
  const card = SORT_CARDS.find(({ family }) => family === name.family);
  return (
    <div className="gym-preview">
      <div className="gym-pictures">
        {(problem?.pictures ?? []).map((pixels, i, { length }) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: frames have an order and nothing else.
          <PixelsPreview key={i} pixels={pixels} name={words.problem.picture(i + 1, length)} />
        ))}
      </div>
      <div>
        <p className="gym-question">{problem?.question}</p>
        <p className="field-help">{card?.says[language]}</p>
      </div>
    </div>
  );
}

function PixelsPreview({ pixels, name }: { pixels: Pixels; name: string }) {
  const canvas = useRef<HTMLCanvasElement | null>(null);
  // Pixels are put, not rendered: React has no element for them.
  useEffect(() => {
    const { data, width, height } = pixels;
    canvas.current?.getContext("2d")?.putImageData(new ImageData(data, width, height), 0, 0);
  }, [pixels]);
  const { width, height } = pixels;
  return <canvas ref={canvas} className="gym-picture" role="img" aria-label={name} width={width} height={height} />;
}
