// A tuning job as its event log tells it: read here a second time, so that the page is not measured with its own code.

/** The training jobs after all events up to a time, in the order of launch. */
export function jobsOf(log, until = Infinity) {
  const jobs = new Map();
  for (const event of log) {
    if (event.Time > until) break;
    const job = jobs.get(event.TrainingJobName);
    if (event.Event === "TrainingJobCreated") {
      jobs.set(event.TrainingJobName, {
        number: jobs.size + 1, created: event.Time, epochs: event.UntilEpoch, state: "running", values: [],
        hyperparameters: event.TunedHyperParameters,
      });
    } else if (event.Event === "EpochCompleted") {
      job.values.push(event.Value);
    } else if (/^TrainingJob(Completed|Stopped|Failed)$/.test(event.Event)) {
      job.state = event.Event.slice("TrainingJob".length).toLowerCase();
      job.ended = event.Time;
    }
  }
  return [...jobs.values()];
}

/** What a training job counts with: its last value, once it has ended and did not fail. */
export const finalValue = (job) => (/completed|stopped/.test(job.state) ? job.values.at(-1) : undefined);

const isBetter = { Maximize: (value, than) => value > than, Minimize: (value, than) => value < than };

/** The job with the best final value; of equals the first. */
export function bestOf(jobs, direction) {
  const ended = jobs.filter((job) => finalValue(job) !== undefined);
  return ended.reduce((best, job) => (!best || isBetter[direction](finalValue(job), finalValue(best)) ? job : best), undefined);
}

/** Ended jobs in the order in which they ended. */
export const inOrderOfEnding = (jobs) =>
  jobs.filter((job) => job.ended !== undefined).sort((a, b) => a.ended - b.ended || a.number - b.number);

/** The jobs that were better than all that ended before them. */
export function stepsOf(jobs, direction) {
  const steps = [];
  for (const job of inOrderOfEnding(jobs)) {
    const value = finalValue(job);
    if (value !== undefined && (!steps.length || isBetter[direction](value, finalValue(steps.at(-1))))) steps.push(job);
  }
  return steps;
}

/**
 * The median rule's threshold: [epoch, median of the completed jobs' running means] for each epoch that at least `fewest`
 * of them reached.
 */
export function mediansOf(jobs, fewest = 3) {
  const completed = jobs.filter((job) => job.state === "completed");
  const medians = [];
  for (let epoch = 1; epoch <= Math.max(0, ...jobs.map((job) => job.epochs)); epoch++) {
    const reached = completed.filter((job) => job.values.length >= epoch);
    const means = reached.map((job) => job.values.slice(0, epoch).reduce((sum, value) => sum + value) / epoch);
    means.sort((a, b) => a - b);
    const [low, high] = [means[(means.length - 1) >> 1], means[means.length >> 1]];
    if (means.length >= fewest) medians.push([epoch, (low + high) / 2]);
  }
  return medians;
}

/** Simulated seconds as the page says them: two units, the second only if it is not 0. */
export function duration(seconds) {
  const whole = Math.round(seconds);
  const units = [[86400, "d", 3600, "h"], [3600, "h", 60, "m"], [60, "m", 1, "s"]];
  const [large, largeUnit, small, smallUnit] = units.find(([size]) => whole >= size) ?? [1, "s", 1, ""];
  const [count, rest] = [Math.floor(whole / large), Math.floor((whole % large) / small)];
  return rest ? `${count} ${largeUnit} ${rest} ${smallUnit}` : `${count} ${largeUnit}`;
}

/** Whether a text is this number, rounded to four digits or, in a column that lines up, to four decimals. */
export function says(text, value) {
  const half = 0.5 * 10 ** (Math.floor(Math.log10(Math.abs(value) || 1)) - 3);
  // Below 0.0001 the page writes powers of ten with three digits.
  const rounding = Math.abs(value) < 1e-4 ? 10 * half : /^-?0\.\d{4}$/.test(text) ? Math.max(half, 0.5e-4) : half;
  return text.trim() !== "" && Math.abs(Number(text) - value) <= rounding * (1 + 1e-6);
}
