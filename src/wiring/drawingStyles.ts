// A door of its own, so that the page fetches the systems, and how their tools draw, when a mark first asks for them.
import { FOREIGN_SYSTEMS } from "../dialect";

export const { drawingStyles } = FOREIGN_SYSTEMS;
