// How a page fares while it is busy: its animation frames, and the browser's own records of tasks over 50 ms.

/** Begins to watch; what was watched before is forgotten. */
export const watchFrames = (page) => page.evaluate(() => {
  if (window.watched) window.watched.stop();
  const watched = { frames: [], longTasks: [] };
  const keep = (entries) => watched.longTasks.push(...entries.map((entry) => Math.round(entry.duration)));
  const observer = new PerformanceObserver((list) => keep(list.getEntries()));
  observer.observe({ type: "longtask" });
  let isOn = true;
  const frame = (time) => {
    if (!isOn) return;
    watched.frames.push(time);
    requestAnimationFrame(frame);
  };
  requestAnimationFrame(frame);
  watched.stop = () => {
    isOn = false;
    keep(observer.takeRecords());
    observer.disconnect();
  };
  window.watched = watched;
});

/** Ends it: `framesPerSecond`, the `longestFrame` in milliseconds, and the `longTasks` in milliseconds. */
export const watchedFrames = (page) => page.evaluate(() => {
  const { frames, longTasks, stop } = window.watched;
  stop();
  const gaps = frames.slice(1).map((time, index) => time - frames[index]);
  const seconds = (frames.at(-1) - frames[0]) / 1000;
  return { framesPerSecond: gaps.length / seconds, longestFrame: Math.round(Math.max(...gaps)), longTasks };
});

/**
 * Does `act` until what came is good, so many times at most; all that came. What the page does of itself it does every time; a
 * machine that is busy with other things stalls it now and then.
 */
export async function goes(most, act, isGood) {
  const came = [];
  while (came.length < most && !came.some(isGood)) came.push(await act());
  return came;
}

/** The long tasks of each of three times at most that `act` is done, the last of which went without one if any did. */
export const longTasksOf = (page, act) =>
  goes(
    3,
    async () => {
      await watchFrames(page);
      await act();
      return (await watchedFrames(page)).longTasks;
    },
    (longTasks) => longTasks.length === 0,
  );
