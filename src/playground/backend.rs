//! Who trains the training jobs of a tuning job, the processor or a graphics card, and why. That is decided once for a tuning
//! job, before anything of it is trained, so that none of its learning curves depends on what else happens at the time.

use super::plan::{Plan, Training};
use super::plot::short;
use super::problem::{Problem, TrainedProblem};
use crate::language::{counted, t};
use std::fmt;

/// Multiply-accumulates below which a tuning job ends before measuring a graphics card would pay: some ten seconds of one
/// core. (A stand-in for a measurement that costs about a second.)
const WORTH_MEASURING: f64 = 2e10;
/// No more training jobs at once than this are thought of when it is said from how many on a graphics card is faster.
const MOST_JOBS: u32 = 1000;

/// How fast one network is trained on one data set, measured.
#[derive(Clone, Debug, PartialEq)]
pub struct Rates {
    /// Seconds that one core takes for an epoch of one training job.
    pub core: f64,
    /// Seconds that the graphics card takes for an epoch of few training jobs at once and of many: how many, and how long.
    pub card: [(u32, f64); 2],
}

impl Rates {
    /// Seconds that the graphics card takes for an epoch of so many training jobs at once: on the line through what was measured.
    fn card_seconds(&self, jobs: u32) -> f64 {
        let [(few, first), (many, second)] = self.card;
        let slope = ((second - first) / (f64::from(many) - f64::from(few))).max(0.0);
        (first + slope * (f64::from(jobs) - f64::from(few))).max(1e-9)
    }

    /// Seconds that so many workers take for an epoch of so many training jobs.
    fn worker_seconds(&self, jobs: u32, workers: u32) -> f64 {
        self.core * f64::from(jobs) / f64::from(jobs.min(workers).max(1))
    }

    /// True when the graphics card trains so many jobs at once in less time than so many workers.
    pub fn is_card_faster(&self, jobs: u32, workers: u32) -> bool {
        self.card_seconds(jobs) < self.worker_seconds(jobs, workers)
    }

    /// The fewest training jobs at once that the graphics card trains faster.
    pub fn crossover(&self, workers: u32) -> Option<u32> {
        (1..=MOST_JOBS).find(|&jobs| self.is_card_faster(jobs, workers))
    }
}

/// Who trains a tuning job, and why. Its text is for people.
#[derive(Clone, Debug, PartialEq)]
pub enum TrainedOn {
    /// The processor, for this reason.
    Processor(Reason),
    /// The graphics card of this name; what measuring led to, unless it was chosen.
    GraphicsCard(String, Option<Measured>),
}

/// Why the processor trains.
#[derive(Clone, Debug, PartialEq)]
pub enum Reason {
    /// It was chosen.
    Chosen,
    /// The tuning job is too small.
    TooSmall,
    /// There is no graphics card, as these words say.
    NoCard(String),
    /// The graphics card has not answered in time.
    Late,
    /// It is faster than the graphics card of this name.
    Faster(String, Measured),
    /// The graphics card does not take it, or not all of it, as these words say.
    Unfit(String),
    /// The graphics card is gone, as these words say; what it had not trained is trained here.
    Lost(String),
}

/// Rates, and what they were compared for.
#[derive(Clone, Debug, PartialEq)]
pub struct Measured {
    /// The rates.
    pub rates: Rates,
    /// Training jobs at once.
    pub jobs: u32,
    /// Workers that would train them.
    pub workers: u32,
}

impl TrainedOn {
    /// What measuring the graphics card of this name led to.
    pub fn by_measuring(card: String, measured: Measured) -> Self {
        if measured.rates.is_card_faster(measured.jobs, measured.workers) {
            Self::GraphicsCard(card, Some(measured))
        } else {
            Self::Processor(Reason::Faster(card, measured))
        }
    }

    /// True for a graphics card.
    pub fn is_card(&self) -> bool {
        matches!(self, Self::GraphicsCard(..))
    }
}

impl fmt::Display for TrainedOn {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&match self {
            Self::GraphicsCard(card, None) => t!("Graphics card, as chosen: {card}.", card),
            Self::GraphicsCard(card, Some(measured)) => t!("Graphics card ({card}): {measured}.", card, measured),
            Self::Processor(Reason::Chosen) => t!("Processor, as chosen.").to_owned(),
            Self::Processor(Reason::TooSmall) => {
                t!("Processor: so small a tuning job is over before a graphics card would pay.").to_owned()
            }
            Self::Processor(Reason::NoCard(why)) => t!("Processor. Graphics card: none ({why}).", why),
            Self::Processor(Reason::Late) => t!("Processor: the graphics card did not answer in time.").to_owned(),
            Self::Processor(Reason::Faster(card, measured)) => match measured.rates.crossover(measured.workers) {
                Some(jobs) => t!(
                    "Processor: {measured} ({card}), which would be faster from {jobs} at once on.",
                    measured,
                    card,
                    jobs,
                ),
                None => {
                    t!("Processor: {measured} ({card}), which would be faster with no number of them.", measured, card)
                }
            },
            Self::Processor(Reason::Unfit(why)) => {
                t!("Processor, for what the graphics card does not take: {why}.", why)
            }
            Self::Processor(Reason::Lost(why)) => t!("Processor, from where the graphics card ended: {why}.", why),
        })
    }
}

impl fmt::Display for Measured {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { rates, jobs, workers } = self;
        let rate = |seconds: f64| short((f64::from(*jobs) / seconds).round());
        f.write_str(&counted!(
            *workers as usize,
            "of {jobs} training jobs at once, {count} worker on the processor do {processor} epochs a second, the graphics card {card}",
            "of {jobs} training jobs at once, {count} workers on the processor do {processor} epochs a second, the graphics card {card}",
            jobs,
            processor = rate(rates.worker_seconds(*jobs, *workers)),
            card = rate(rates.card_seconds(*jobs)),
        ))
    }
}

impl Plan {
    /// What a graphics card may be able to train: a model on data.
    pub fn trained_problem(&self) -> Option<&TrainedProblem> {
        match &self.training {
            Training::Problem(Problem::Trained(problem)) => Some(problem),
            _ => None,
        }
    }

    /// True when there is enough to train that it pays to measure who is faster.
    pub fn is_worth_measuring(&self) -> bool {
        let middle = self.middle();
        let epochs = f64::from(self.config.epoch_plan().until_epoch(&middle));
        // The card trains neither trees nor what predicts numbers.
        let fits = |problem: &&TrainedProblem| problem.model.is_network() && !problem.dataset.task().is_regression();
        let work = self.trained_problem().filter(fits).map_or(0.0, |problem| problem.epoch_work(&middle));
        f64::from(self.most_jobs()) * epochs * work >= WORTH_MEASURING
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::playground::{Document, Objective, PRESETS, plan};

    fn rates(card: [(u32, f64); 2]) -> Rates {
        Rates { core: 0.010, card }
    }

    #[test]
    fn from_the_crossover_on_the_card_is_faster() {
        // 14.4 ms + 0.4 ms a job against 5 ms a job on two workers, or 10 ms for the first.
        let rates = rates([(4, 0.016), (64, 0.040)]);
        assert_eq!(rates.crossover(2), Some(4));
        assert!(!rates.is_card_faster(3, 2) && rates.is_card_faster(4, 2) && rates.is_card_faster(64, 2));
        // 0.625 ms a job on sixteen: 14.4 / (0.625 - 0.4) = 64 is the draw.
        assert_eq!(rates.crossover(16), Some(65));
        // A job costs on the card what it costs a core: never.
        assert_eq!(self::rates([(4, 0.040), (64, 0.640)]).crossover(2), None);
        // A second measurement that came out faster says nothing of more jobs.
        assert!(self::rates([(4, 0.016), (64, 0.010)]).card_seconds(1000) >= 0.016);
    }

    #[test]
    fn sentences_say_both_rates_and_the_crossover() {
        let measured = |jobs| Measured { rates: rates([(4, 0.040), (64, 0.100)]), jobs, workers: 2 };
        let slow = TrainedOn::by_measuring("Card".to_owned(), measured(4));
        assert_eq!(
            slow.to_string(),
            "Processor: of 4 training jobs at once, 2 workers on the processor do 200 epochs a second, the graphics card 100 \
             (Card), which would be faster from 10 at once on."
        );
        let fast = TrainedOn::by_measuring("Card".to_owned(), measured(64));
        assert!(fast.is_card());
        assert!(fast.to_string().starts_with("Graphics card (Card): of 64 training jobs"), "{fast}");
        let never = Measured { rates: rates([(4, 0.040), (64, 0.640)]), jobs: 2, workers: 2 };
        assert!(TrainedOn::by_measuring("Card".to_owned(), never).to_string().ends_with("with no number of them."));
    }

    #[test]
    fn the_presets_are_too_small_to_measure_for_and_large_ones_are_not() {
        for preset in PRESETS {
            let plan = plan(&preset.document(), Objective::Problem).unwrap();
            assert!(!plan.is_worth_measuring(), "{}", preset.id);
        }
        let mut json = PRESETS[0].document().to_json();
        let resources = &mut json["Request"]["HyperParameterTuningJobConfig"]["ResourceLimits"];
        resources["MaxNumberOfTrainingJobs"] = 500.into();
        json["Problem"]["Dataset"] = serde_json::json!({"Name": "spirals", "Samples": 10_000});
        let large = Document::from_json(json).unwrap();
        assert!(plan(&large, Objective::Problem).unwrap().is_worth_measuring());
    }
}
