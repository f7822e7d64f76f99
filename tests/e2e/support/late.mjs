// What a browser does in its own time, made to come late: what a test, or the page, forgets to wait for shows.

/** From the next load on, what was kept is known so many milliseconds late: the locks that are asked for first come late. */
export const databaseIsLate = (page, milliseconds) =>
  page.addInitScript((milliseconds) => {
    // An empty page has none.
    const request = navigator.locks?.request.bind(navigator.locks);
    if (request) navigator.locks.request = (...asked) => new Promise((done) => setTimeout(() => done(request(...asked)), milliseconds));
  }, milliseconds);

/** At the next load, what was kept is known as soon as the function that this gives back is called. */
export async function databaseIsHeld(page) {
  await page.addInitScript(() => {
    if (sessionStorage.getItem("was-held")) return;
    sessionStorage.setItem("was-held", "yes");
    const request = navigator.locks.request.bind(navigator.locks);
    const isFree = new Promise((free) => (window.freeDatabase = free));
    navigator.locks.request = (...asked) => isFree.then(() => request(...asked));
  });
  return () => page.evaluate(() => window.freeDatabase());
}

/** From the next load on, the page hears of a fold that was opened or closed, and of a dialog that was closed, so many milliseconds late; the browser shows it at once. */
export const foldsAndDialogsAreLate = (page, milliseconds) =>
  page.addInitScript((milliseconds) => {
    const delayed = new WeakSet();
    const delay = (event, copy) => {
      if (delayed.has(event)) return;
      event.stopImmediatePropagation();
      delayed.add(copy);
      setTimeout(() => event.target.dispatchEvent(copy), milliseconds);
    };
    window.addEventListener("toggle", (event) => delay(event, new ToggleEvent("toggle", { oldState: event.oldState, newState: event.newState })), { capture: true });
    window.addEventListener("close", (event) => delay(event, new Event("close")), { capture: true });
  }, milliseconds);

/** From the next load on, the page hears what its workers answer so many milliseconds late. */
export const answersAreLate = (page, milliseconds) =>
  page.addInitScript((milliseconds) => {
    const { Worker } = window;
    window.Worker = class extends Worker {
      constructor(...asked) {
        super(...asked);
        const delayed = new WeakSet();
        this.addEventListener("message", (event) => {
          if (delayed.has(event)) return;
          event.stopImmediatePropagation();
          const again = new MessageEvent("message", { data: event.data, ports: [...event.ports] });
          delayed.add(again);
          setTimeout(() => this.isOver || this.dispatchEvent(again), milliseconds);
        });
      }
      terminate() {
        this.isOver = true;
        super.terminate();
      }
    };
  }, milliseconds);

/** From the next load on, the page is told of frames, and of the sizes of its parts, so many milliseconds late. */
export const framesAreLate = (page, milliseconds) =>
  page.addInitScript((milliseconds) => {
    const { requestAnimationFrame, cancelAnimationFrame, ResizeObserver } = window;
    const timers = new Map();
    let last = 0;
    window.requestAnimationFrame = (draw) => {
      const own = ++last;
      const begin = () => timers.set(own, requestAnimationFrame((time) => (timers.delete(own), draw(time))));
      setTimeout(() => timers.has(own) && begin(), milliseconds);
      timers.set(own, undefined);
      return own;
    };
    window.cancelAnimationFrame = (own) => {
      if (timers.get(own) !== undefined) cancelAnimationFrame(timers.get(own));
      timers.delete(own);
    };
    window.ResizeObserver = class extends ResizeObserver {
      constructor(told) {
        super((...all) => setTimeout(() => this.isOver || told.apply(this, all), milliseconds));
      }
      disconnect() {
        this.isOver = true;
        super.disconnect();
      }
    };
  }, milliseconds);
