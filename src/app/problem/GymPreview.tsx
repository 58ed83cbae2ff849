import { useQuery } from "@tanstack/react-query";
import { useEffect, useRef } from "react";
import { type GymName, SORT_CARDS } from "../../catalog";
import type { Pixels } from "../../pixels";
import { gymQuery } from "../queries";
import { useLanguage } from "../services";

/** A problem's pictures and its question, as soon as they are drawn. */
export function GymPreview({ name }: { name: GymName }) {
  const language = useLanguage();
  // The problem before stays in sight while the next is drawn.
  const problem = useQuery({ ...gymQuery(name), placeholderData: (before) => before }).data;
  const card = SORT_CARDS.find(({ family }) => family === name.family);
  return (
    <div className="gym-preview">
      <div className="gym-pictures">
        {(problem?.pictures ?? []).map((pixels, i) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: frames have an order and nothing else.
          <PixelsPreview key={i} pixels={pixels} />
        ))}
      </div>
      <div>
        <p className="gym-question">{problem?.question}</p>
        <p className="field-help">{card?.says[language]}</p>
      </div>
    </div>
  );
}

function PixelsPreview({ pixels }: { pixels: Pixels }) {
  const canvas = useRef<HTMLCanvasElement | null>(null);
  // Pixels are put, not rendered: React has no element for them.
  useEffect(() => {
    const { data, width, height } = pixels;
    canvas.current?.getContext("2d")?.putImageData(new ImageData(data, width, height), 0, 0);
  }, [pixels]);
  return <canvas ref={canvas} className="gym-picture" width={pixels.width} height={pixels.height} />;
}
