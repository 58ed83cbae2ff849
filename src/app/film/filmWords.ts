import { useLanguage } from "../binding/useWorkspace";
import { FILM_WORDS, type FilmWords } from "../words/film";

/** The words that come with the first film. */
export const useFilmWords = (): FilmWords => FILM_WORDS[useLanguage()];
