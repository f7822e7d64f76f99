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
 * Does `act` until it went without a long task, three times at most; the long tasks of each time. What the page does of itself
 * it does every time; a machine that is busy with other things stalls it now and then.
 */
export async function longTasksOf(page, act) {
  const times = [];
  while (times.length < 3 && times.at(-1)?.length !== 0) {
    await watchFrames(page);
    await act();
    times.push((await watchedFrames(page)).longTasks);
  }
  return times;
}
