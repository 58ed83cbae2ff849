// A talk is the open trace before an audience: its line step by step, or its story chapter by chapter.
//
//   talk      what is presented now
//   telling   a story on its way to the audience
//   bookmark  where a live run set out, to go back to the line that was recorded
//   guess     a box of the audience's, before the place of a step is revealed
//   aim       a guess by key: a box that is moved, sized and given
//   sight     the step and the view that a person has before them
//   pace      how long autoplay stays, by what there is to read and to find
//
// What a command needs of it, fetched when somebody presents. Say "talk", not "presentation" or "show".
export { AIM_KEYS, pressAimKey } from "./aim";
export { backToRecorded, keepBookmarks } from "./bookmark";
export {
  addChapterHere,
  changeChapter,
  moveChapter,
  removeChapter,
  showStoryAsFilm,
  stepNumberOf,
  takeChaptersOf,
} from "./chapters";
export { closestGuess, type GuessScore, heatOf, type Place, placeOfAction, scoreGuess } from "./guess";
export { pressTalkKey, releaseLaser, TALK_KEYS, type TalkKeyId, talkKeyFor } from "./keys";
export { pauseMillis } from "./pace";
export { changeTalk, endTalk, goBack, goForward, isAtEnd, reveal, startTalk, tellStory } from "./talk";
