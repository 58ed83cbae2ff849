import type { Films } from "../workspace/ports";

/** Encoders and packers come with the first film. */
export const lateFilms: Films = {
  forms: async (size, framesPerSecond) => (await import("../recording")).filmForms(size, framesPerSecond),
  record: async (frames, form, options) => (await import("../recording")).recordFilm(frames, form, options),
};
