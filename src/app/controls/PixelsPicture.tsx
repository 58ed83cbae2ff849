import { useEffect, useRef } from "react";
import type { Pixels } from "../../pixels";

/** Pixels as a picture with a name. */
export function PixelsPicture({ pixels, name, className }: { pixels: Pixels; name: string; className: string }) {
  const canvas = useRef<HTMLCanvasElement | null>(null);
  // Pixels are put, not rendered: React has no element for them.
  useEffect(() => {
    const { data, width, height } = pixels;
    canvas.current?.getContext("2d")?.putImageData(new ImageData(data, width, height), 0, 0);
  }, [pixels]);
  const { width, height } = pixels;
  return <canvas ref={canvas} className={className} role="img" aria-label={name} width={width} height={height} />;
}
