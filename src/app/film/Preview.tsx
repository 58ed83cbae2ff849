import { useEffect, useRef, useState } from "react";
import type { Film } from "../../film";
import { Range } from "../controls";
import { useFilmWords } from "./filmWords";

/** Any frame of the film, as it will be written: there is no other drawing of it. */
export function Preview({ film }: { film: Film }) {
  const words = useFilmWords();
  const [seconds, setSeconds] = useState(0);
  const canvas = useRef<HTMLCanvasElement | null>(null);
  const { width, height } = film.size;
  const at = Math.min(seconds, film.seconds);
  // Pixels are drawn, not rendered.
  useEffect(() => {
    const context = canvas.current?.getContext("2d", { alpha: false });
    if (context) film.paint(context, Math.min(Math.round(at * film.framesPerSecond), film.frameCount - 1));
  }, [film, at]);
  return (
    <figure className="film-preview">
      <canvas ref={canvas} width={width} height={height} role="img" aria-label={words.preview} />
      <Range
        label={words.previewAt}
        said={words.time(at, film.seconds)}
        value={at}
        min={0}
        max={film.seconds}
        step={0.1}
        onChange={setSeconds}
      />
      <figcaption className="film-aside" data-testid="film-facts">
        {words.facts(film.seconds, film.frameCount, width, height)}
      </figcaption>
    </figure>
  );
}
