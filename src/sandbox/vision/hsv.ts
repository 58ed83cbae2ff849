import { dense, type NdArray, zeros } from "../arrays";

/** Red, green, blue of 8 bits as hue 0–179, saturation and value, as OpenCV keeps them. */
export function hsvOf(rgb: NdArray): NdArray {
  const { values } = dense(rgb);
  const made = zeros(rgb.shape, "uint8");
  for (let i = 0; i < values.length; i += 3) {
    const [r, g, b] = [values[i]!, values[i + 1]!, values[i + 2]!];
    const most = Math.max(r, g, b);
    const range = most - Math.min(r, g, b);
    const sector = most === r ? (g - b) / range : most === g ? 2 + (b - r) / range : 4 + (r - g) / range;
    const degrees = range === 0 ? 0 : sector * 60;
    made.values[i] = Math.round((degrees < 0 ? degrees + 360 : degrees) / 2) % 180;
    made.values[i + 1] = most === 0 ? 0 : Math.round((255 * range) / most);
    made.values[i + 2] = most;
  }
  return made;
}

export function rgbOf(hsv: NdArray): NdArray {
  const { values } = dense(hsv);
  const made = zeros(hsv.shape, "uint8");
  for (let i = 0; i < values.length; i += 3) {
    const [hue, saturation, value] = [values[i]! / 30, values[i + 1]! / 255, values[i + 2]!];
    const channel = (n: number): number => {
      const k = (n + hue) % 6;
      return Math.round(value - value * saturation * Math.max(0, Math.min(k, 4 - k, 1)));
    };
    made.values[i] = channel(5);
    made.values[i + 1] = channel(3);
    made.values[i + 2] = channel(1);
  }
  return made;
}
