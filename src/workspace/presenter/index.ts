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
export { addChapterHere } from "./chapters";
export { startTalk, tellStory } from "./talk";
