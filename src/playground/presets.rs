//! Documents to begin with, each of which shows something.

use super::document::Document;
use crate::language::marked;

/// A document to begin with.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Preset {
    /// A name that does not change.
    pub id: &'static str,
    /// What it shows, in a few words; in English, as what to look at.
    pub title: &'static str,
    /// What to look at.
    pub description: &'static str,
}

impl Preset {
    /// The preset of this name.
    pub fn find(id: &str) -> Option<&'static Self> {
        PRESETS.iter().find(|preset| preset.id == id)
    }

    /// Its document.
    pub fn document(&self) -> Document {
        // That every preset can be read is tested; what cannot be read would be an empty document, which the page explains.
        Document::parse(self.text()).unwrap_or_default()
    }

    /// Its document as JSON text.
    pub fn text(&self) -> &'static str {
        let place = PRESETS.iter().position(|preset| preset.id == self.id);
        place.map_or("{}", |place| TEXTS[place])
    }
}

/// All of them; the page opens on the first.
pub static PRESETS: [Preset; 14] = [
    Preset {
        id: "early-stopping",
        title: marked!("Early stopping on"),
        description: marked!(
            "The median rule cuts off training jobs that fall behind. Watch where the grey curves end."
        ),
    },
    Preset {
        id: "no-early-stopping",
        title: marked!("Early stopping off"),
        description: marked!(
            "The same search without the rule: every training job runs to its last epoch. Compare the simulated time."
        ),
    },
    Preset {
        id: "bayesian",
        title: marked!("Bayesian search"),
        description: marked!(
            "After a few scattered tries, each training job goes where a Gaussian process expects most. Watch the marks gather."
        ),
    },
    Preset {
        id: "boosted-trees",
        title: marked!("Boosted trees on spirals"),
        description: marked!(
            "XGBoost's hyperparameters in AWS's ranges. Shallow trees, and leaves that must weigh much, cannot follow the turns."
        ),
    },
    Preset {
        id: "branin",
        title: marked!("How a surrogate learns"),
        description: marked!(
            "Branin's function has three equal valleys. Watch the expected objective take their shape, and the star that says where to try next."
        ),
    },
    Preset {
        id: "hyperband",
        title: marked!("Hyperband"),
        description: marked!(
            "Many training jobs begin, and at each rung one in three goes on: the table at the left says how many, for how long."
        ),
    },
    Preset {
        id: "linear-scale",
        title: marked!("Learning rate on a linear scale"),
        description: marked!("Nine out of ten tries fall between 0.1 and 1, and the good values are missed."),
    },
    Preset {
        id: "log-scale",
        title: marked!("Learning rate on a log scale"),
        description: marked!(
            "The same range, every order of magnitude equally often: the good region is found at once."
        ),
    },
    Preset {
        id: "target",
        title: marked!("Stop at a target"),
        description: marked!("The tuning job ends as soon as one training job reaches a validation accuracy of 0.98."),
    },
    Preset {
        id: "not-improving",
        title: marked!("Stop when nothing gets better"),
        description: marked!(
            "Ten training jobs without a new best end the tuning job, long before its 100 jobs are used up."
        ),
    },
    Preset {
        id: "grid",
        title: marked!("Grid over categories"),
        description: marked!("Every combination of activation, optimizer and width, once: 27 training jobs."),
    },
    Preset {
        id: "iris",
        title: marked!("Iris with logistic regression"),
        description: marked!(
            "Linear Learner's hyperparameters on 150 real flowers, until a further improvement is unlikely."
        ),
    },
    Preset {
        id: "out-of-time",
        title: marked!("Out of time"),
        description: marked!(
            "Spirals need large networks, large networks need time, and three hours are not enough for all of them."
        ),
    },
    Preset {
        id: "divergence",
        title: marked!("Training jobs that fail"),
        description: marked!(
            "Learning rates up to 100: some losses become infinite, and the tuning job goes on without them."
        ),
    },
];

/// Their documents, in the same order. Apart from what a menu shows, so that a menu does not need them.
static TEXTS: [&str; PRESETS.len()] = [
    include_str!("presets/early-stopping.json"),
    include_str!("presets/no-early-stopping.json"),
    include_str!("presets/bayesian.json"),
    include_str!("presets/boosted-trees.json"),
    include_str!("presets/branin.json"),
    include_str!("presets/hyperband.json"),
    include_str!("presets/linear-scale.json"),
    include_str!("presets/log-scale.json"),
    include_str!("presets/target.json"),
    include_str!("presets/not-improving.json"),
    include_str!("presets/grid.json"),
    include_str!("presets/iris.json"),
    include_str!("presets/out-of-time.json"),
    include_str!("presets/divergence.json"),
];
