//! The areas of the page, and what a prepared playground allows of each.

use super::Workshop;
use crate::language::t;

/// The arrangements of the page: `Workshop.Layout`.
pub(super) const LAYOUTS: &[&str] = &["Page", "Presenter", "Figure"];

/// How the page is arranged.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Layout {
    /// As it is.
    #[default]
    Page,
    /// For a projector: large type, what happens in the middle of the screen.
    Presenter,
    /// Beside a text: the controls of the run, the learning curves and one view.
    Figure,
}

impl Layout {
    /// It as `Workshop.Layout`; nothing for the one that counts when it is left out.
    pub(super) fn member(self) -> Option<String> {
        match self {
            Self::Page => None,
            Self::Presenter => Some("Presenter".to_owned()),
            Self::Figure => Some("Figure".to_owned()),
        }
    }
}

/// A part of the page that can be hidden or locked.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Area {
    /// The menu of presets.
    Presets,
    /// What a training job trains.
    Problem,
    /// The ranges and what is fixed.
    SearchSpace,
    /// Strategy, objective and seed.
    Strategy,
    /// The median rule.
    EarlyStopping,
    /// Number of jobs, jobs at a time and time.
    Limits,
    /// The other completion criteria.
    Completion,
    /// Parents.
    WarmStart,
    /// What AWS does not publish.
    Settings,
    /// The form of the whole request.
    WholeRequest,
    /// The learning curves.
    Curves,
    /// The views below them.
    Views,
    /// The best training job.
    BestJob,
    /// How many training jobs are in which state.
    Counters,
    /// What will end the tuning job.
    Criteria,
    /// The log in words.
    Decisions,
    /// What is billed.
    Cost,
    /// The JSON.
    Json,
}

impl Area {
    /// All, in the order of the page.
    pub const ALL: [Self; 18] = [
        Self::Presets,
        Self::Problem,
        Self::SearchSpace,
        Self::Strategy,
        Self::EarlyStopping,
        Self::Limits,
        Self::Completion,
        Self::WarmStart,
        Self::Settings,
        Self::WholeRequest,
        Self::Curves,
        Self::Views,
        Self::BestJob,
        Self::Counters,
        Self::Criteria,
        Self::Decisions,
        Self::Cost,
        Self::Json,
    ];

    /// Those of the column with the job.
    pub const JOB: [Self; 9] = [
        Self::Problem,
        Self::SearchSpace,
        Self::Strategy,
        Self::EarlyStopping,
        Self::Limits,
        Self::Completion,
        Self::WarmStart,
        Self::Settings,
        Self::WholeRequest,
    ];

    /// Those of the column that says where the tuning job stands.
    pub const ANSWERS: [Self; 6] =
        [Self::BestJob, Self::Counters, Self::Criteria, Self::Decisions, Self::Cost, Self::Json];

    /// Its name in a workshop, and in the page's `data-area`.
    pub fn name(self) -> &'static str {
        match self {
            Self::Presets => "presets",
            Self::Problem => "problem",
            Self::SearchSpace => "search-space",
            Self::Strategy => "strategy",
            Self::EarlyStopping => "early-stopping",
            Self::Limits => "limits",
            Self::Completion => "completion",
            Self::WarmStart => "warm-start",
            Self::Settings => "settings",
            Self::WholeRequest => "whole-request",
            Self::Curves => "curves",
            Self::Views => "views",
            Self::BestJob => "best-job",
            Self::Counters => "counters",
            Self::Criteria => "criteria",
            Self::Decisions => "decisions",
            Self::Cost => "cost",
            Self::Json => "json",
        }
    }

    /// It in words.
    pub fn title(self) -> &'static str {
        match self {
            Self::Presets => t!("Menu of presets"),
            Self::Problem => t!("Problem"),
            Self::SearchSpace => t!("Search space"),
            Self::Strategy => t!("Strategy, objective and seed"),
            Self::EarlyStopping => t!("Early stopping"),
            Self::Limits => t!("Limits of jobs and time"),
            Self::Completion => t!("Completion criteria"),
            Self::WarmStart => t!("Warm start"),
            Self::Settings => t!("Settings that AWS does not publish"),
            Self::WholeRequest => t!("The whole request"),
            Self::Curves => t!("Learning curves"),
            Self::Views => t!("Views"),
            Self::BestJob => t!("Best training job"),
            Self::Counters => t!("Training jobs, counted"),
            Self::Criteria => t!("What will end it"),
            Self::Decisions => t!("Decisions"),
            Self::Cost => t!("Time and money"),
            Self::Json => "JSON",
        }
    }

    /// Whether it is of the job, where something can be changed.
    pub fn can_be_locked(self) -> bool {
        Self::JOB.contains(&self)
    }

    /// Whether a figure has it without naming it.
    pub(super) fn is_in_figure(self) -> bool {
        matches!(self, Self::Curves | Self::Views)
    }
}

/// What a learner may do with an area.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Permission {
    /// See and change it.
    Change,
    /// See it.
    See,
    /// Neither.
    Nothing,
}

impl Permission {
    /// All, the most first.
    pub const ALL: [Self; 3] = [Self::Change, Self::See, Self::Nothing];
}

impl Workshop {
    /// How the page is arranged.
    pub fn arrangement(&self) -> Layout {
        match self.layout.as_deref() {
            Some("Presenter") => Layout::Presenter,
            Some("Figure") => Layout::Figure,
            _ => Layout::Page,
        }
    }

    /// What the learner may do with an area. A figure has the learning curves and the views, and what it names besides.
    pub fn permission(&self, area: Area) -> Permission {
        let names = |list: &Option<Vec<String>>| list.iter().flatten().any(|name| name == area.name());
        let is_in_figure = area.is_in_figure() || names(&self.show);
        if names(&self.hide) || (self.arrangement() == Layout::Figure && !is_in_figure) {
            Permission::Nothing
        } else if names(&self.lock) {
            Permission::See
        } else {
            Permission::Change
        }
    }

    /// Names under `Show`, `Hide` and `Lock` that are no areas.
    pub fn unknown_areas(&self) -> Vec<&str> {
        let names = [&self.show, &self.hide, &self.lock].into_iter().flatten().flatten();
        names.map(String::as_str).filter(|name| !Area::ALL.iter().any(|area| area.name() == *name)).collect()
    }
}
