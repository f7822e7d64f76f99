//! Hyperband's brackets side by side: each training job grows upwards from 0 epochs, and the rungs are where it is judged.

use super::Mark;
use crate::strategy::hyperband::Schedule;
use crate::training_job::{JobNumber, TrainingJob};

/// A rung, or the end at `MaxResource`, and who came there.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Rung {
    /// After this epoch.
    pub epoch: u32,
    /// Training jobs that have come there.
    pub reached: u32,
    /// Those of them that it stopped; at `MaxResource` those that are through.
    pub ended: u32,
}

/// A training job in its bracket.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Climber {
    /// Which.
    pub job: JobNumber,
    /// Its place in the picture, counted over all brackets from 0.
    pub place: usize,
    /// How many epochs it has come.
    pub epochs: u32,
    /// How it ended.
    pub mark: Mark,
}

/// A bracket at some time.
#[derive(Clone, Debug, PartialEq)]
pub struct BracketPicture {
    /// Its number `s`.
    pub number: u32,
    /// Its rungs in ascending order; the last is `MaxResource`.
    pub rungs: Vec<Rung>,
    /// Its training jobs in the order of launch.
    pub climbers: Vec<Climber>,
}

/// The brackets from the one that judges most to the one that never does; those without a training job are left out.
pub fn bracket_pictures(schedule: &Schedule, jobs: &[TrainingJob]) -> Vec<BracketPicture> {
    let most = schedule.settings().max_resource();
    let mut place = 0;
    let mut pictures = Vec::new();
    for bracket in schedule.brackets() {
        let own = || jobs.iter().filter(|job| schedule.bracket_of(job.number).number == bracket.number);
        let climbers: Vec<Climber> = own()
            .zip(place..)
            .map(|(job, place)| Climber {
                job: job.number,
                place,
                epochs: job.curve.epochs(),
                mark: Mark::of(&job.status),
            })
            .collect();
        if climbers.is_empty() {
            continue;
        }
        place += climbers.len();
        let rung = |epoch: u32| {
            let came = |climber: &&Climber| climber.epochs >= epoch;
            let ended = |climber: &&Climber| climber.epochs == epoch && climber.mark != Mark::Running;
            Rung {
                epoch,
                reached: climbers.iter().filter(came).count() as u32,
                ended: climbers.iter().filter(ended).count() as u32,
            }
        };
        let rungs = bracket.rungs.iter().copied().chain([most]).map(rung).collect();
        pictures.push(BracketPicture { number: bracket.number, rungs, climbers });
    }
    pictures
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::playground::{Objective, Preset, check};

    #[test]
    fn every_job_stands_in_its_bracket_and_every_end_is_counted() {
        let plan = check(&Preset::find("hyperband").unwrap().document(), Objective::Problem).plan.unwrap();
        let schedule = Schedule::new(plan.config.hyperband().unwrap());
        let job = plan.run_to_end();
        let pictures = bracket_pictures(&schedule, job.state().jobs());
        assert!(pictures.len() > 1);
        let places: Vec<usize> = pictures.iter().flat_map(|own| &own.climbers).map(|own| own.place).collect();
        assert_eq!(places, (0..job.state().jobs().len()).collect::<Vec<_>>());
        for picture in &pictures {
            let reached: Vec<u32> = picture.rungs.iter().map(|rung| rung.reached).collect();
            assert!(reached.is_sorted_by(|a, b| a >= b), "fewer and fewer come: {reached:?}");
            for pair in picture.rungs.windows(2) {
                assert!(pair[1].reached <= pair[0].reached - pair[0].ended);
            }
        }
        assert_eq!(bracket_pictures(&schedule, &[]), []);
    }
}
